import BayesData
import BayesSource

extension Binder {
  /// The names that flags give.
  mutating func checkNames() {
    let params = graph.variables.filter { $0.role == .param }
    for (names, flag) in [(options.conditioned, "--condition"), (options.latent, "--latent")] {
      for name in names.sorted() {
        guard let variable = params.first(where: { $0.name == name }) else {
          report(.noParam(name, flag: flag, among: params.map(\.name)))
          continue
        }
        if flag == "--condition", data[name] == nil { report(.noDataForParam(variable)) }
      }
    }
  }

  /// Names in the data that nothing asks for.
  mutating func checkSurplus() {
    let params = Set(graph.variables.filter { $0.role == .param }.map(\.name))
    for name in data.names where params.contains(name) {
      if !options.conditioned.contains(name) && !options.latent.contains(name) {
        report(.paramInData(name, at: graph.variables.first { $0.name == name }?.span))
      }
    }
    let surplus = data.names.filter { !usedNames.contains($0) && !params.contains($0) }
      .filter { !isKnownSize($0) }
    guard !surplus.isEmpty else { return }
    checkSlips(surplus)
    if options.isStrict {
      let places = surplus.compactMap { data[$0]?.place(ofCell: 0) }
      report(.surplusData(places))
    } else {
      remarks.append("not used: \(surplus.joined(separator: ", "))")
    }
  }

  /// A surplus name that is nearly the one of data that took their default was hardly meant as neither.
  private mutating func checkSlips(_ surplus: [String]) {
    let absent = graph.inputs.filter { $0.defaultValue != nil && data[$0.name] == nil }.map(\.name)
    for name in surplus {
      guard let meant = Suggestion.nearest(to: name, among: absent), let value = data[name] else {
        continue
      }
      report(.surplusData([value.place(ofCell: 0)], meant: meant))
    }
  }

  /// A surplus scalar that equals a dimension's inferred size says nothing new.
  private func isKnownSize(_ name: String) -> Bool {
    guard let value = data[name], value.shape.isEmpty,
      case .numbers(let numbers, _, true) = value.cells, let number = numbers.first
    else { return false }
    return graph.dimensions.indices.contains { index in
      guard case .inferred = graph.dimensions[index].size else { return false }
      return sizes[index].map(Double.init) == number
    }
  }

  /// Cells against the bounds of `in` and the structure of their type.
  mutating func checkBounds() {
    for (index, input) in graph.inputs.enumerated() {
      guard let values = evaluator.inputs[index] else { continue }
      let skipped = Set(missing[index])
      for (bound, isLower) in [(input.lower, true), (input.upper, false)] {
        guard let bound, prepare(bound) else { continue }
        let limits = evaluator.evaluate(bound)
        let places = evaluator.layout(input.axes).positions(of: evaluator.layout(bound))
        let wrong = values.indices.first { place in
          let limit = limits[places[place]]
          return !skipped.contains(place)
            && (isLower ? values[place] < limit : values[place] > limit)
        }
        if let wrong {
          report(
            .outOfBounds(
              input, values[wrong], limits[places[wrong]], isLower: isLower,
              self.place(of: index, cell: wrong)))
        }
      }
      guard let constraint = input.constraint else { continue }
      let lengths = input.axes.map { evaluator.lengths[$0.index] }
      if let fault = StructureCheck.fault(values, shape: lengths, constraint) {
        let place = place(of: index, cell: fault.cell)
        report(.brokenStructure(input, constraint, fault.reason, place))
      }
    }
  }

  /// Where a cell of an input came from.
  func place(of input: Int, cell: Int) -> String {
    if let columns = columnOrigins[input] {
      return columns[cell % columns.count].place(ofCell: cell / columns.count)
    }
    return origins[input]?.place(ofCell: cell) ?? "`\(graph.inputs[input].name)`"
  }
}

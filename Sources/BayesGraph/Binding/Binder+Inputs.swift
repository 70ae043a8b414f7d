import BayesData
import BayesSource

extension Binder {
  /// Reads one input from the data: shape, element, codes, missing cells.
  mutating func read(_ index: Int) {
    let input = graph.inputs[index]
    usedNames.insert(input.name)
    guard let value = data[input.name] else {
      readAbsent(index)
      return
    }
    origins[index] = value
    let shape = input.axes.map { evaluator.lengths[$0.index] }
    guard value.shape == shape else {
      report(.wrongShape(input, found: value, expected: shape, in: graph))
      return
    }
    evaluator.inputs[index] = convert(value, to: input, at: index)
  }

  /// A default, the columns of a table, or an error with the nearest name.
  private mutating func readAbsent(_ index: Int) {
    let input = graph.inputs[index]
    if let columns = columns(of: input) {
      readColumns(columns, into: index)
    } else if let value = input.defaultValue {
      evaluator.inputs[index] = evaluator.evaluate(value)
      remarks.append("\(input.name) takes its default")
    } else if options.allowsUnobserved && input.allowsMissing || input.isOptional {
      return
    } else {
      let known = Set(graph.inputs.map(\.name))
      let surplus = data.names.filter { !known.contains($0) }
      report(.missingData(input, surplus: surplus))
    }
  }

  private mutating func readColumns(_ columns: [DataValue], into index: Int) {
    let rows = evaluator.lengths[graph.inputs[index].axes[0].index]
    var values = [Double](repeating: 0, count: rows * columns.count)
    for (place, column) in columns.enumerated() {
      usedNames.insert(column.name)
      guard column.count == rows else {
        report(.wrongShape(graph.inputs[index], found: column, expected: [rows], in: graph))
        return
      }
      guard let cells = convert(column, to: graph.inputs[index], at: index) else { return }
      for (row, cell) in cells.enumerated() { values[row * columns.count + place] = cell }
    }
    evaluator.inputs[index] = values
  }

  private mutating func convert(
    _ value: DataValue, to input: Input, at index: Int
  ) -> [Double]? {
    switch value.cells {
    case .strings(let strings): return convert(strings, of: value, to: input)
    case .numbers(let numbers, let nulls, let isInteger):
      if let first = nulls.first, !input.allowsMissing {
        report(.missingCell(input, value.place(ofCell: first)))
        return nil
      }
      missing[index] = nulls
      let isNull = Set(nulls)
      for (place, number) in numbers.enumerated() where !isNull.contains(place) {
        if let diagnostic = fault(number, input, value.place(ofCell: place), isInteger: isInteger) {
          report(diagnostic)
          return nil
        }
      }
      if case .index(let dimension) = input.element {
        return positions(numbers, of: dimension, input, value)
      }
      return numbers.enumerated().map { isNull.contains($0.offset) ? 0 : $0.element }
    }
  }

  private func fault(
    _ number: Double, _ input: Input, _ place: String, isInteger: Bool
  ) -> Diagnostic? {
    if number.isNaN { return .notANumber(input, place) }
    switch input.element {
    case .real: return number.isInfinite ? .infiniteCell(input, place) : nil
    case .integer, .index:
      if isInteger { return nil }
      return number == number.rounded() && number.isFinite
        ? nil : .fractionalCell(input, number, place)
    case .boolean: return number == 0 || number == 1 ? nil : .booleanCell(input, number, place)
    }
  }

  private mutating func positions(
    _ codes: [Double], of dimension: DimensionID, _ input: Input, _ value: DataValue
  ) -> [Double]? {
    let first = Double(graph[dimension].firstCode.flatMap { integer($0) } ?? 1)
    let size = Double(sizes[dimension.index] ?? 0)
    for (place, code) in codes.enumerated() where code < first || code > first + size - 1 {
      report(
        .codeOutside(
          input, code, dimension: graph[dimension].name, first: first, size: size,
          value.place(ofCell: place)))
      return nil
    }
    return codes.map { $0 - first + 1 }
  }

  private mutating func convert(
    _ strings: [String?], of value: DataValue, to input: Input
  ) -> [Double]? {
    guard case .index(let dimension) = input.element else {
      report(.stringsForNumbers(input, value.place(ofCell: 0)))
      return nil
    }
    guard let known = labels[dimension.index] else {
      report(.noLabels(input, graph[dimension].name, value.place(ofCell: 0)))
      return nil
    }
    let places = Dictionary(zip(known, 1...), uniquingKeysWith: { first, _ in first })
    var positions: [Double] = []
    for (place, string) in strings.enumerated() {
      guard let string else {
        report(.missingCell(input, value.place(ofCell: place)))
        return nil
      }
      guard let position = places[string] else {
        report(
          .unknownLabel(
            string, input, dimension: graph[dimension].name, known: known,
            value.place(ofCell: place)))
        return nil
      }
      positions.append(Double(position))
    }
    return positions
  }

  /// Names in the data that nothing asks for.
  mutating func checkSurplus() {
    let params = Set(graph.variables.filter { $0.role == .param }.map(\.name))
    for name in data.names where params.contains(name) {
      if !options.conditioned.contains(name) && !options.latent.contains(name) {
        report(.paramInData(name, at: graph.variables.first { $0.name == name }?.span))
      }
    }
    for name in options.conditioned where data[name] == nil || !params.contains(name) {
      report(.cannotCondition(name))
    }
    let surplus = data.names.filter { !usedNames.contains($0) && !params.contains($0) }
      .filter { !isKnownSize($0) }
    guard !surplus.isEmpty else { return }
    if options.isStrict {
      report(.surplusData(surplus))
    } else {
      remarks.append("not used: \(surplus.joined(separator: ", "))")
    }
  }

  /// A surplus scalar that equals a dimension's inferred size says nothing new.
  private func isKnownSize(_ name: String) -> Bool {
    guard let value = data[name], value.shape.isEmpty,
      case .numbers(let numbers, _, true) = value.cells, let number = numbers.first
    else { return false }
    return sizes.contains { $0.map(Double.init) == number }
  }

  /// Cells against the bounds of `in` and the structure of their type.
  mutating func checkBounds() {
    for (index, input) in graph.inputs.enumerated() {
      guard let values = evaluator.inputs[index] else { continue }
      let skipped = Set(missing[index])
      for (bound, isLower) in [(input.lower, true), (input.upper, false)] {
        guard let bound else { continue }
        let limits = evaluator.evaluate(bound)
        let layout = evaluator.layout(input.axes)
        let places = layout.positions(of: evaluator.layout(bound))
        for (place, value) in values.enumerated() where !skipped.contains(place) {
          let limit = limits[places[place]]
          if isLower ? value < limit : value > limit {
            report(
              .outOfBounds(
                input, value, limit, isLower: isLower,
                origins[index]?.place(ofCell: place) ?? input.name))
            break
          }
        }
      }
      checkStructure(of: input, values, at: index)
    }
  }

  private mutating func checkStructure(of input: Input, _ values: [Double], at index: Int) {
    guard let constraint = input.constraint, let last = input.axes.last else { return }
    let length = max(evaluator.lengths[last.index], 1)
    for start in stride(from: 0, to: values.count, by: length) {
      let row = values[start..<min(start + length, values.count)]
      let isFine =
        switch constraint {
        case .simplex: abs(row.reduce(0, +) - 1) < 1e-8 && row.allSatisfy { $0 >= 0 }
        case .ordered: zip(row, row.dropFirst()).allSatisfy { $0 < $1 }
        case .positiveOrdered:
          zip(row, row.dropFirst()).allSatisfy { $0 < $1 } && (row.first ?? 1) > 0
        case .unitVector: abs(row.reduce(0) { $0 + $1 * $1 } - 1) < 1e-8
        case .sumToZero: abs(row.reduce(0, +)) < 1e-8
        case .correlation, .covariance, .choleskyCorrelation, .choleskyCovariance: true
        }
      if !isFine {
        report(
          .brokenStructure(
            input, constraint, origins[index]?.place(ofCell: start) ?? input.name))
        return
      }
    }
  }
}

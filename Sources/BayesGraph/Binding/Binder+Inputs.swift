import BayesData
import BayesSource

extension Binder {
  /// Reads one input from the data, unless it was: shape, element, codes, missing cells.
  mutating func read(_ index: Int) {
    guard !isRead[index] else { return }
    isRead[index] = true
    let input = graph.inputs[index]
    usedNames.insert(input.name)
    for axis in input.axes { measure(axis) }
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

  /// Whether nothing gives an input a value.
  func isAbsent(_ index: Int) -> Bool {
    let input = graph.inputs[index]
    return data[input.name] == nil && input.defaultValue == nil && columns(of: input) == nil
      && !input.isOptional && !(options.allowsUnobserved && input.allowsMissing)
  }

  mutating func reportMissing(_ index: Int) {
    let known = Set(graph.inputs.map(\.name))
    report(.missingData(graph.inputs[index], surplus: data.names.filter { !known.contains($0) }))
  }

  /// A default, the columns of a table, or an error with the nearest name.
  private mutating func readAbsent(_ index: Int) {
    let input = graph.inputs[index]
    if let columns = columns(of: input) {
      readColumns(columns, into: index)
    } else if let value = input.defaultValue {
      readDefault(value, into: index)
    } else if isAbsent(index) {
      reportMissing(index)
    }
  }

  private mutating func readDefault(_ node: NodeID, into index: Int) {
    let input = graph.inputs[index]
    guard prepare(node) else { return }
    let result = evaluator.layout(input.axes)
    let elements = evaluator.evaluate(node)
    let places = result.positions(of: evaluator.layout(node))
    evaluator.inputs[index] = places.map { elements[$0] }
    remarks.append("\(input.name) takes its default")
  }

  private mutating func readColumns(_ columns: [DataValue], into index: Int) {
    let rows = evaluator.lengths[graph.inputs[index].axes[0].index]
    columnOrigins[index] = columns
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
      if let first = nulls.first, !input.allowsMissing || input.element != .real {
        let place = value.place(ofCell: first)
        report(input.allowsMissing ? .missingCount(input, place) : .missingCell(input, place))
        return nil
      }
      missing[index] = nulls
      var cells = numbers
      for place in nulls { cells[place] = 0 }
      if let place = cells.firstIndex(where: { !Self.fits($0, input.element, isInteger) }) {
        report(fault(cells[place], input, value.place(ofCell: place)))
        return nil
      }
      if case .index(let dimension) = input.element {
        return positions(cells, of: dimension, input, value)
      }
      return cells
    }
  }

  private static func fits(_ number: Double, _ element: ElementType, _ isInteger: Bool) -> Bool {
    switch element {
    case .real: number.isFinite
    case .integer, .index: isInteger || number.isFinite && number == number.rounded()
    case .boolean: number == 0 || number == 1
    }
  }

  private func fault(_ number: Double, _ input: Input, _ place: String) -> Diagnostic {
    if number.isNaN { return .notANumber(input, place) }
    if number.isInfinite { return .infiniteCell(input, place) }
    return input.element == .boolean
      ? .booleanCell(input, number, place) : .fractionalCell(input, number, place)
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
      let wrong =
        strings.firstIndex { text in
          text.map { DecimalNumber.parse(Array($0.utf8)[...]) == nil } ?? false
        } ?? 0
      report(
        .stringsForNumbers(input, strings[wrong] ?? "", value.place(ofCell: wrong)))
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
}

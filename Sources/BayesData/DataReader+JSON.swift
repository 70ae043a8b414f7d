import BayesSource

extension DataReader {
  static func readJSON(
    _ bytes: [UInt8], name: String
  ) -> (values: [DataValue], diagnostics: [Diagnostic]) {
    do {
      let root = try JSONDocument(parsing: bytes).root
      guard case .object(let members) = root.value else {
        return ([], [.notAnObject(in: name, line: Int(root.line))])
      }
      var values: [DataValue] = []
      var diagnostics: [Diagnostic] = []
      for member in members {
        var collector = CellCollector(name: member.key, file: name)
        if collector.collect(member.value) {
          values.append(collector.value)
        } else {
          diagnostics.append(contentsOf: collector.diagnostics)
        }
      }
      return (values, diagnostics)
    } catch {
      return ([], [.unreadable(error, in: name)])
    }
  }

  /// One JSON object a line: every name a column over the lines; what a line lacks is null.
  static func readLines(
    _ bytes: [UInt8], name: String
  ) -> (values: [DataValue], diagnostics: [Diagnostic]) {
    var parser = JSONParser(bytes: bytes)
    var rows: [JSONNode] = []
    do {
      while let row = try parser.parseNext() {
        guard case .object = row.value else {
          return ([], [.notAnObject(in: name, line: Int(row.line))])
        }
        rows.append(row)
      }
    } catch {
      return ([], [.unreadable(error, in: name)])
    }
    var names: [String] = []
    var known: Set<String> = []
    for case .object(let members) in rows.map(\.value) {
      for member in members where known.insert(member.key).inserted { names.append(member.key) }
    }
    var values: [DataValue] = []
    var diagnostics: [Diagnostic] = []
    for column in names {
      var collector = CellCollector(name: column, file: name)
      let cells = rows.map { $0[column] ?? JSONNode(value: .null, line: $0.line) }
      if collector.collect(JSONNode(value: .array(cells), line: 1)) {
        values.append(collector.value)
      } else {
        diagnostics.append(contentsOf: collector.diagnostics)
      }
    }
    if rows.isEmpty { diagnostics.append(.emptyFile(name)) }
    return (values, diagnostics)
  }
}

/// Flattens a JSON value into cells, row-major, and finds its shape.
private struct CellCollector {
  let name: String
  let file: String
  var diagnostics: [Diagnostic] = []
  private var shape: [Int] = []
  private var numbers: [Double] = []
  private var missing: [Int] = []
  private var strings: [String?] = []
  private var lines: [Int32] = []
  private var isInteger = true
  private var firstString: Int32?
  private var firstNumber: Int32?

  init(name: String, file: String) {
    self.name = name
    self.file = file
  }

  var value: DataValue {
    let cells: DataValue.Cells =
      firstString != nil
      ? .strings(strings) : .numbers(numbers, missing: missing, isInteger: isInteger)
    return DataValue(
      name: name, shape: shape, cells: cells, origin: .file(file, lines: lines))
  }

  mutating func collect(_ node: JSONNode) -> Bool {
    shape = Self.shape(of: node)
    guard visit(node, depth: 0) else { return false }
    if let string = firstString, let number = firstNumber {
      diagnostics.append(
        .mixedCells(name, in: file, stringLine: Int(string), numberLine: Int(number)))
      return false
    }
    return true
  }

  /// The lengths along the first elements.
  private static func shape(of node: JSONNode) -> [Int] {
    var shape: [Int] = []
    var node = node
    while case .array(let elements) = node.value {
      shape.append(elements.count)
      guard let first = elements.first else { break }
      node = first
    }
    return shape
  }

  private mutating func visit(_ node: JSONNode, depth: Int) -> Bool {
    if case .array(let elements) = node.value {
      guard depth < shape.count, elements.count == shape[depth] else {
        diagnostics.append(
          .raggedArray(
            name, in: file, line: Int(node.line), found: elements.count,
            expected: depth < shape.count ? shape[depth] : nil))
        return false
      }
      for element in elements where !visit(element, depth: depth + 1) { return false }
      return true
    }
    guard depth == shape.count else {
      diagnostics.append(
        .raggedArray(
          name, in: file, line: Int(node.line), found: nil, expected: shape[depth]))
      return false
    }
    return append(node)
  }

  private mutating func append(_ node: JSONNode) -> Bool {
    lines.append(node.line)
    switch node.value {
    case .number(let number, let whole):
      firstNumber = firstNumber ?? node.line
      isInteger = isInteger && (whole || (number.isFinite && number == number.rounded()))
      numbers.append(number)
    case .boolean(let truth):
      firstNumber = firstNumber ?? node.line
      numbers.append(truth ? 1 : 0)
    case .null:
      missing.append(numbers.count)
      numbers.append(.nan)
      strings.append(nil)
      return true
    case .string(let string):
      firstString = firstString ?? node.line
      numbers.append(.nan)
      strings.append(string)
      return true
    case .object:
      diagnostics.append(.nestedObject(name, in: file, line: Int(node.line)))
      return false
    case .array: return false
    }
    strings.append(nil)
    return true
  }
}

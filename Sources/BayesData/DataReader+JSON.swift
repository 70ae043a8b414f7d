import BayesSource

extension DataReader {
  static func readJSON(
    _ bytes: [UInt8], name: String
  ) -> (values: [DataValue], diagnostics: [Diagnostic]) {
    var parser = JSONParser(bytes: bytes)
    var values: [DataValue] = []
    var diagnostics: [Diagnostic] = []
    do {
      guard try parser.beginsWithObject() else {
        let line = try parser.parseDocument().line
        return ([], [.notAnObject(in: name, line: Int(line))])
      }
      try parser.parseMembers { key, _, parser throws(JSONSyntaxError) in
        var collector = CellCollector(name: key, file: name)
        try parser.parseCells(into: &collector, depth: 0)
        if let fault = collector.fault {
          diagnostics.append(fault)
        } else {
          values.append(collector.value)
        }
      }
      try parser.finish()
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
    var columns: [CellCollector] = []
    var places: [String: Int] = [:]
    var lines: [Int32] = []
    do {
      while let line = parser.nextLine() {
        guard try parser.beginsWithObject() else {
          return ([], [.notAnObject(in: name, line: Int(line))])
        }
        try parser.parseMembers { key, memberLine, parser throws(JSONSyntaxError) in
          let place = places[key] ?? columns.count
          if place == columns.count {
            places[key] = place
            columns.append(CellCollector(name: key, file: name))
          }
          if columns[place].rows > lines.count { columns[place].addAgain(line: memberLine) }
          columns[place].fill(lines)
          try parser.parseCells(into: &columns[place], depth: 1)
          columns[place].rows = lines.count + 1
        }
        lines.append(line)
      }
    } catch {
      return ([], [.unreadable(error, in: name)])
    }
    var values: [DataValue] = []
    var diagnostics: [Diagnostic] = lines.isEmpty ? [.emptyFile(name)] : []
    for var column in columns {
      column.fill(lines)
      column.close(depth: 0, count: lines.count, line: 1)
      if let fault = column.fault { diagnostics.append(fault) } else { values.append(column.value) }
    }
    return (values, diagnostics)
  }
}

extension CellCollector {
  /// Null for the lines since the last that has the name.
  fileprivate mutating func fill(_ lines: [Int32]) {
    while rows < lines.count {
      addNull(depth: 1, line: lines[rows])
      rows += 1
    }
  }
}

extension JSONParser {
  /// Reads a value's cells into a collector.
  fileprivate mutating func parseCells(
    into collector: inout CellCollector, depth: Int
  ) throws(JSONSyntaxError) {
    let line = currentLine
    switch current {
    case UInt8(ascii: "["):
      let isTooDeep = collector.isTooDeep(depth)
      var count = 0
      try parseElements { parser throws(JSONSyntaxError) in
        count += 1
        if isTooDeep {
          _ = try parser.parseValue()
        } else {
          try parser.parseCells(into: &collector, depth: depth + 1)
        }
      }
      collector.close(depth: depth, count: count, line: line)
    case UInt8(ascii: "{"):
      _ = try parseValue()
      collector.addObject(line: line)
    default:
      switch try parseScalar() {
      case .number(let number, let whole):
        collector.addNumber(number, isWhole: whole, depth: depth, line: line)
      case .boolean(let truth):
        collector.addNumber(truth ? 1 : 0, isWhole: true, depth: depth, line: line)
      case .string(let string): collector.addString(string, depth: depth, line: line)
      default: collector.addNull(depth: depth, line: line)
      }
    }
  }
}

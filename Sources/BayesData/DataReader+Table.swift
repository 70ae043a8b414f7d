import BayesSource

extension DataReader {
  /// A table with a header: quoted fields as RFC 4180 has them, empty fields and `NA` are null.
  ///
  /// A column whose fields all read as numbers holds numbers, any other holds strings.
  static func readTable(
    _ bytes: [UInt8], name: String, separator: UInt8
  ) -> (values: [DataValue], diagnostics: [Diagnostic]) {
    var scanner = TableScanner(bytes: bytes, separator: separator)
    guard let header = scanner.nextRow(), !scanner.hasOpenQuote else {
      let diagnostic: Diagnostic =
        scanner.hasOpenQuote ? .openQuote(in: name, line: 1) : .emptyFile(name)
      return ([], [diagnostic])
    }
    let names = header.fields.map { String(decoding: $0.bytes, as: UTF8.self) }
    if let diagnostic = headerFault(names, file: name) { return ([], [diagnostic]) }
    var columns = names.map { ColumnBuilder(name: $0) }
    var lines: [Int32] = []
    while let row = scanner.nextRow() {
      if scanner.hasOpenQuote { return ([], [.openQuote(in: name, line: row.line)]) }
      guard row.fields.count == names.count else {
        return (
          [],
          [
            .rowLength(
              in: name, line: row.line, found: row.fields.count, expected: names.count)
          ]
        )
      }
      lines.append(Int32(clamping: row.line))
      for (index, field) in row.fields.enumerated() { columns[index].append(field) }
    }
    let values = columns.map { $0.value(file: name, lines: lines) }
    return (values, [])
  }

  private static func headerFault(_ names: [String], file: String) -> Diagnostic? {
    var known: Set<String> = []
    for (index, name) in names.enumerated() {
      if name.isEmpty { return .unnamedColumn(in: file, column: index + 1) }
      if !known.insert(name).inserted { return .repeatedColumn(name, in: file) }
    }
    return nil
  }
}

/// One field of a table; a quoted field is never null.
private struct TableField {
  var bytes: ArraySlice<UInt8>
  var isQuoted: Bool
}

/// Cuts a table's bytes into rows and fields.
private struct TableScanner {
  let bytes: [UInt8]
  let separator: UInt8
  var hasOpenQuote = false
  private var position: Int
  private var line = 1

  init(bytes: [UInt8], separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next row that is not blank.
  mutating func nextRow() -> (line: Int, fields: [TableField])? {
    while position < bytes.count {
      let start = line
      let fields = scanRow()
      let isBlank = fields.count == 1 && fields[0].bytes.isEmpty && !fields[0].isQuoted
      if !isBlank || hasOpenQuote { return (start, fields) }
    }
    return nil
  }

  private mutating func scanRow() -> [TableField] {
    var fields: [TableField] = []
    while true {
      fields.append(scanField())
      guard position < bytes.count else { return fields }
      let byte = bytes[position]
      position += 1
      if byte == separator {
        if position == bytes.count {
          fields.append(TableField(bytes: [], isQuoted: false))
          return fields
        }
        continue
      }
      line += 1
      return fields
    }
  }

  /// Reads up to a separator or newline, which is left standing.
  private mutating func scanField() -> TableField {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return scanQuoted() }
    let start = position
    while position < bytes.count, bytes[position] != separator,
      bytes[position] != UInt8(ascii: "\n")
    {
      position += 1
    }
    return TableField(bytes: trimmed(bytes[start..<position]), isQuoted: false)
  }

  private mutating func scanQuoted() -> TableField {
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
          skipToSeparator()
          return TableField(bytes: text[...], isQuoted: true)
        }
        position += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      text.append(byte)
    }
    hasOpenQuote = true
    return TableField(bytes: text[...], isQuoted: true)
  }

  private mutating func skipToSeparator() {
    while position < bytes.count, bytes[position] != separator,
      bytes[position] != UInt8(ascii: "\n")
    {
      position += 1
    }
  }

  private func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
    var field = field.drop(while: isSpace)
    while let last = field.last, isSpace(last) { field = field.dropLast() }
    return field
  }
}

/// Collects a column's fields.
private struct ColumnBuilder {
  let name: String
  private var numbers: [Double] = []
  private var missing: [Int] = []
  private var strings: [String?] = []
  private var isInteger = true
  private var isNumeric = true

  init(name: String) { self.name = name }

  mutating func append(_ field: TableField) {
    let isNull =
      !field.isQuoted && (field.bytes.isEmpty || field.bytes.elementsEqual("NA".utf8))
    if isNull {
      missing.append(numbers.count)
      numbers.append(.nan)
      strings.append(nil)
      return
    }
    if isNumeric, !field.isQuoted, let (number, whole) = Self.number(field.bytes) {
      numbers.append(number)
      isInteger = isInteger && (whole || (number.isFinite && number == number.rounded()))
    } else {
      numbers.append(.nan)
      isNumeric = false
    }
    strings.append(String(decoding: field.bytes, as: UTF8.self))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> (number: Double, isInteger: Bool)? {
    if let number = DecimalNumber.parse(bytes) { return number }
    switch String(decoding: bytes.prefix(9), as: UTF8.self).lowercased() {
    case "nan": return (.nan, false)
    case "inf", "infinity": return (.infinity, false)
    case "-inf", "-infinity": return (-.infinity, false)
    default: return nil
    }
  }

  func value(file: String, lines: [Int32]) -> DataValue {
    let cells: DataValue.Cells =
      isNumeric ? .numbers(numbers, missing: missing, isInteger: isInteger) : .strings(strings)
    return DataValue(
      name: name, shape: [lines.count], cells: cells, origin: .column(file, lines: lines))
  }
}

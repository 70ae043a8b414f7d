import BayesSource

extension DataReader {
  /// A table with a header: quoted fields as RFC 4180 has them, empty fields and `NA` are null.
  ///
  /// A column whose fields all read as numbers holds numbers, any other holds strings.
  static func readTable(
    _ bytes: [UInt8], name: String, separator: UInt8
  ) -> (values: [DataValue], diagnostics: [Diagnostic]) {
    var scanner = TableScanner(bytes: bytes, separator: separator)
    let header = scanner.nextRow()
    if let fault = scanner.fault(in: name) { return ([], [fault]) }
    guard let header else { return ([], [.emptyFile(name)]) }
    guard let names = header.names else { return ([], [.notUTF8(in: name, line: header.line)]) }
    if let diagnostic = headerFault(names, line: header.line, file: name) {
      return ([], [diagnostic])
    }
    var columns = names.map { ColumnBuilder(name: $0) }
    var lines: [Int32] = []
    while let row = scanner.nextRow() {
      if let fault = scanner.fault(in: name) { return ([], [fault]) }
      if names.count == 1, let blank = scanner.blankLine {
        return ([], [.blankLine(in: name, line: blank)])
      }
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
    var values: [DataValue] = []
    for column in columns {
      guard let cells = column.cells else {
        return ([], [.notUTF8(in: name, line: column.brokenRow.map { Int(lines[$0]) } ?? 1)])
      }
      values.append(
        DataValue(
          name: column.name, shape: [lines.count], cells: cells,
          origin: .column(name, lines: lines)))
    }
    return (values, [])
  }

  private static func headerFault(
    _ names: [String], line: Int, file: String
  ) -> Diagnostic? {
    if names.count == 1 {
      for (separator, word) in [(";", "semicolons"), ("\t", "tabs")]
      where names[0].contains(separator) {
        return .otherSeparator(word, in: file, line: line)
      }
    }
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

  var isNull: Bool { !isQuoted && (bytes.isEmpty || bytes.elementsEqual("NA".utf8)) }
}

/// One row of a table, from the line it begins on.
private struct TableRow {
  let line: Int
  let fields: [TableField]

  /// The fields as text; nil where one is not UTF-8.
  var names: [String]? {
    let names = fields.compactMap { String(validating: $0.bytes, as: UTF8.self) }
    return names.count == fields.count ? names : nil
  }
}

/// Cuts a table's bytes into rows and fields.
private struct TableScanner {
  let bytes: [UInt8]
  let separator: UInt8
  /// The line of a quote that is not closed, or that has text behind it.
  private var openQuote: Int?
  private var textBehindQuote: Int?
  private var position: Int
  private var line = 1
  /// The last blank line before the row read last, the header's aside.
  private(set) var blankLine: Int?

  init(bytes: [UInt8], separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// What was wrong with the row read last.
  func fault(in file: String) -> Diagnostic? {
    openQuote.map { .openQuote(in: file, line: $0) }
      ?? textBehindQuote.map { .behindQuote(in: file, line: $0) }
  }

  /// The next row that is not blank.
  mutating func nextRow() -> TableRow? {
    blankLine = nil
    while position < bytes.count {
      let start = line
      let fields = scanRow()
      let isBlank = fields.count == 1 && fields[0].bytes.isEmpty && !fields[0].isQuoted
      if !isBlank { return TableRow(line: start, fields: fields) }
      blankLine = start
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
    let start = line
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
    openQuote = start
    return TableField(bytes: text[...], isQuoted: true)
  }

  private mutating func skipToSeparator() {
    while position < bytes.count, bytes[position] != separator,
      bytes[position] != UInt8(ascii: "\n")
    {
      if !isSpace(bytes[position]), textBehindQuote == nil { textBehindQuote = line }
      position += 1
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0D || byte == 0x09 }

  private func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
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
  private var fields: [TableField] = []
  private var isInteger = true
  private var isNumeric = true

  init(name: String) { self.name = name }

  mutating func append(_ field: TableField) {
    fields.append(field)
    if field.isNull {
      missing.append(numbers.count)
      numbers.append(.nan)
    } else if isNumeric, !field.isQuoted, let (number, whole) = Self.number(field.bytes) {
      numbers.append(number)
      isInteger = isInteger && (whole || (number.isFinite && number == number.rounded()))
    } else {
      isNumeric = false
      numbers.append(.nan)
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> (number: Double, isInteger: Bool)? {
    if let number = DecimalNumber.parse(bytes) { return number }
    switch String(decoding: bytes.prefix(10), as: UTF8.self).lowercased() {
    case "nan": return (.nan, false)
    case "inf", "infinity": return (.infinity, false)
    case "-inf", "-infinity": return (-.infinity, false)
    default: return nil
    }
  }

  /// The column's cells; nil where a string is not UTF-8.
  var cells: DataValue.Cells? {
    if isNumeric { return .numbers(numbers, missing: missing, isInteger: isInteger) }
    guard brokenRow == nil else { return nil }
    return .strings(
      fields.map { $0.isNull ? nil : String(validating: $0.bytes, as: UTF8.self) })
  }

  /// The first row whose string is not UTF-8.
  var brokenRow: Int? {
    fields.firstIndex { String(validating: $0.bytes, as: UTF8.self) == nil }
  }
}

import BayesSource

/// The columns of a chain's file.
package struct ChainFile: Sendable {
  let file: String
  private(set) var names: [String] = []
  private(set) var headerLine = 0
  private(set) var columns: [[Double]] = []
  /// Rows that are not in the columns yet: a number at a time would miss the cache in every column.
  private var rows: [Double] = []
  /// How many draws there are.
  var count: Int { columns.first?.count ?? 0 }

  /// Reads a file's bytes; throws at the first line that is none of a file of draws.
  package init(name: String, bytes: [UInt8]) throws(DrawsFileError) {
    file = name
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw DrawsFileError(
        file: name, line: 1, cause: "it is compressed; `gunzip` it first")
    }
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 0
    // Behind the last newline stands nothing, or a row that was cut off.
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      line += 1
      let isWindows = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      try take(bytes[start..<(isWindows ? end - 1 : end)], line: line)
      start = end + 1
    }
    distributeRows()
    guard !names.isEmpty else {
      throw DrawsFileError(file: name, line: 1, cause: "there is no header with column names")
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, line number: Int) throws(DrawsFileError) {
    guard let first = line.first else { return }
    if first == UInt8(ascii: "#") {
      // What stood above were draws of warm-up.
      if line.count < 64, String(decoding: line, as: UTF8.self).contains("Adaptation terminated") {
        for column in columns.indices { columns[column] = [] }
        rows = []
      }
    } else if names.isEmpty {
      names = Self.names(in: line)
      headerLine = number
      if let stranger = names.first(where: { !Self.isName($0) }) {
        throw DrawsFileError(
          file: file, line: number,
          cause: "`\(stranger.prefix(40))` is no name of a column of draws")
      }
      columns = Array(repeating: [], count: names.count)
    } else {
      try takeRow(line, number)
    }
  }

  /// The names of a header; commas between quotes or in brackets belong to a name.
  private static func names(in line: ArraySlice<UInt8>) -> [String] {
    var names: [[UInt8]] = [[]]
    var isQuoted = false
    var depth = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted && depth <= 0: names.append([])
      default:
        if byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: "]") { depth -= 1 }
        names[names.count - 1].append(byte)
      }
    }
    return names.map { String(decoding: trimmed($0[...]), as: UTF8.self) }
  }

  /// Whether a text may name a column: no number, and nothing that only code or prose has.
  private static func isName(_ text: String) -> Bool {
    let strange = text.unicodeScalars.contains {
      $0.value < 33 || "{}<>;=\"'\u{FFFD}".unicodeScalars.contains($0)
    }
    return !text.isEmpty && !strange && DecimalNumber.parse(Array(text.utf8)[...]) == nil
  }

  private mutating func takeRow(_ line: ArraySlice<UInt8>, _ number: Int) throws(DrawsFileError) {
    var column = 0
    var start = line.startIndex
    while true {
      var end = start
      while end < line.endIndex, line[end] != UInt8(ascii: ",") { end += 1 }
      if column < names.count {
        guard let value = Self.number(line[start..<end]) else {
          let text = String(decoding: line[start..<end].prefix(40), as: UTF8.self)
          throw DrawsFileError(
            file: file, line: number, cause: "`\(text)` in column \(names[column]) is no number")
        }
        rows.append(value)
      }
      column += 1
      if end == line.endIndex { break }
      start = end + 1
    }
    guard column == names.count else {
      throw DrawsFileError(
        file: file, line: number, cause: "\(column) fields where the header has \(names.count)")
    }
  }

  private mutating func distributeRows() {
    let width = names.count
    guard !rows.isEmpty else { return }
    let count = rows.count / width
    for column in columns.indices {
      columns[column] += (0..<count).lazy.map { rows[$0 * width + column] }
    }
    rows.removeAll(keepingCapacity: true)
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Double? {
    if let value = DecimalNumber.parse(field) { return value.number }
    // Infinities and NaN, by any of their names.
    let bare = trimmed(field)
    return DecimalNumber.parse(bare)?.number ?? Double(String(decoding: bare, as: UTF8.self))
  }

  /// Without spaces at either end.
  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let space = UInt8(ascii: " ")
    let end = text.lastIndex { $0 != space }.map { $0 + 1 } ?? text.startIndex
    return text[..<end].drop { $0 == space }
  }
}

package import BayesSource

/// The file formats data come in.
package enum DataFormat: String, Sendable, CaseIterable {
  case json, csv, tsv, ndjson

  /// The format a file's name promises by its ending; nil where it promises none.
  package init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "json": self = .json
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "ndjson", "jsonl": self = .ndjson
    default: return nil
    }
  }
}

/// Turns the bytes of a data file into named values.
package enum DataReader {
  /// The values of a file called `name`, and what is wrong with it; values are complete only when
  /// there is no error.
  package static func read(
    _ bytes: [UInt8], name: String, format: DataFormat
  ) -> (values: [DataValue], diagnostics: [Diagnostic]) {
    if let remedy = remedy(bytes) { return ([], [.noText(name, remedy)]) }
    switch format {
    case .json: return readJSON(bytes, name: name)
    case .ndjson: return readLines(bytes, name: name)
    case .csv: return readTable(bytes, name: name, separator: UInt8(ascii: ","))
    case .tsv: return readTable(bytes, name: name, separator: UInt8(ascii: "\t"))
    }
  }

  /// What to do with bytes that are well known and no UTF-8 text.
  private static func remedy(_ bytes: [UInt8]) -> String? {
    let signatures: [([UInt8], String)] = [
      ([0x1F, 0x8B], "is compressed; `gunzip` it first"),
      ([0x28, 0xB5, 0x2F, 0xFD], "is compressed; `unzstd` it first"),
      ([0x50, 0x4B, 0x03, 0x04], "is a zip archive, as spreadsheets are: save it as CSV"),
      ([0xFF, 0xFE], "is UTF-16; save it as UTF-8"), ([0xFE, 0xFF], "is UTF-16; save it as UTF-8"),
    ]
    return signatures.first { bytes.starts(with: $0.0) }?.1
  }

  /// All files' values in one set; a name that stands in two files is an error.
  package static func merge(
    _ files: [[DataValue]]
  ) -> (data: DataSet, diagnostics: [Diagnostic]) {
    var data = DataSet()
    var diagnostics: [Diagnostic] = []
    for value in files.joined() {
      if let known = data.add(value) {
        diagnostics.append(.repeatedDatum(value, firstGiven: known))
      }
    }
    return (data, diagnostics)
  }
}

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
    switch format {
    case .json: readJSON(bytes, name: name)
    case .ndjson: readLines(bytes, name: name)
    case .csv: readTable(bytes, name: name, separator: UInt8(ascii: ","))
    case .tsv: readTable(bytes, name: name, separator: UInt8(ascii: "\t"))
    }
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

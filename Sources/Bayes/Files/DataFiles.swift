package import BayesData
package import BayesSource

/// Reads data files and puts them together.
package enum DataFiles {
  /// The values of all files, and what is wrong with them; `-` is JSON on standard input.
  package static func read(
    _ paths: [String]
  ) throws(FileError) -> (data: DataSet, diagnostics: [Diagnostic]) {
    var values: [[DataValue]] = []
    var diagnostics: [Diagnostic] = []
    for path in paths {
      let bytes = try FileReader.bytes(of: path)
      let format = DataFormat(fileName: path) ?? .json
      let read = DataReader.read(bytes, name: path, format: format)
      values.append(read.values)
      diagnostics += read.diagnostics
    }
    let merged = DataReader.merge(values)
    return (merged.data, diagnostics + merged.diagnostics)
  }
}

import Bayes
package import BayesData
import Foundation

/// Committed reference numbers and the package's own examples.
package enum ReferenceFiles {
  /// The package's folder.
  package static let root: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path(percentEncoded: false)
  }()

  /// The names, without ending, of the JSON files in a folder of `Tests/References`.
  package static func names(in folder: String) -> [String] {
    let path = "\(root)/Tests/References/\(folder)"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The document in a file of the package.
  package static func document(_ path: String) throws -> JSONDocument {
    try JSONDocument(parsing: FileReader.bytes(of: "\(root)/\(path)"))
  }

  /// Where a data set of posteriordb stands: among the examples, or in the folder that the environment
  /// variable `POSTERIORDB_DATA` names; nil where it is in neither.
  package static func data(named file: String) -> String? {
    let own = "\(root)/examples/posteriordb/data/\(file)"
    if FileManager.default.fileExists(atPath: own) { return own }
    guard let folder = ProcessInfo.processInfo.environment["POSTERIORDB_DATA"] else { return nil }
    let other = "\(folder)/\(file)"
    return FileManager.default.fileExists(atPath: other) ? other : nil
  }
}

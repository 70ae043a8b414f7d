package import BayesPosterior
import BayesSource

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A fit's folder: `fit.json`, `draws/chain-N.csv`, `model.bayes`, `data.digest`.
package struct FitFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// Writes all files of a fit; chains of an earlier fit in the same folder do not stay behind.
  package func write(
    _ draws: Draws, report: FitReport, model: [UInt8], comments: (Int) -> [String]
  ) throws(FileError) {
    try FileWriter.createFolder("\(path)/draws")
    for chain in draws.columns.indices {
      try FileWriter.write(
        StanCSV.bytes(draws, chain: chain, comments: comments(chain)), to: chainPath(chain))
    }
    var stale = draws.columns.count
    while unlink(chainPath(stale)) == 0 { stale += 1 }
    try FileWriter.write(model, to: "\(path)/model.bayes")
    try FileWriter.write(Array((report.dataDigest + "\n").utf8), to: "\(path)/data.digest")
    try FileWriter.write(Array((report.json.text(.pretty) + "\n").utf8), to: "\(path)/fit.json")
  }

  private func chainPath(_ chain: Int) -> String { "\(path)/draws/chain-\(chain + 1).csv" }

  /// The draws of fit folders and CSV files, each chain its own.
  ///
  /// Throws `FileError` where one cannot be read, `DrawsFileError` where it holds no draws.
  package static func read(_ paths: [String]) throws -> Draws {
    var files: [(name: String, bytes: [UInt8])] = []
    for path in paths {
      for file in isFolder(path) ? FitFolder(path).chainFiles : [path] {
        files.append((file, try FileReader.bytes(of: file)))
      }
    }
    return try StanCSV.read(files)
  }

  /// The chain files that are there; the first one's name where there is none, so that reading it
  /// says which file is missing.
  private var chainFiles: [String] {
    var files = [chainPath(0)]
    while access(chainPath(files.count), F_OK) == 0 { files.append(chainPath(files.count)) }
    return files
  }

  private static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && (information.st_mode & S_IFMT) == S_IFDIR
  }
}

import BayesData
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

  /// Makes sure, before anything is drawn, that files can be written here and that the disk has room
  /// for so many bytes.
  package func prepare(bytes: Double) throws(FileError) {
    try FileWriter.createFolder("\(path)/draws")
    for folder in [path, "\(path)/draws"] {
      let probe = "\(folder)/.\(getpid()).probe"
      try FileWriter.write([0x0A], to: probe, as: folder)
      unlink(probe)
    }
    var disk = statvfs()
    guard statvfs(path, &disk) == 0 else { return }
    let free = Double(disk.f_bavail) * Double(disk.f_frsize)
    if bytes > free {
      throw FileError(
        "write", path, reason: "the draws need \(Bytes(bytes)), free are \(Bytes(free))")
    }
  }

  /// Makes way for the draws of a new fit: from here until `finish` the folder has no `fit.json`, and
  /// chains of an earlier fit do not stay behind.
  package func begin(model: [UInt8], dataDigest: String) throws(FileError) {
    try FileWriter.createFolder("\(path)/draws")
    unlink(reportPath)
    var stale = 0
    while unlink(chainPath(stale)) == 0 { stale += 1 }
    try FileWriter.write(model, to: "\(path)/model.bayes")
    try FileWriter.write(Array((dataDigest + "\n").utf8), to: "\(path)/data.digest")
  }

  /// Writes whole chain files from memory.
  package func write(
    _ draws: Draws, comments: (Int) -> StanCSV.Comments
  ) throws(FileError) {
    for chain in draws.columns.indices {
      try FileWriter.write(
        StanCSV.bytes(draws, chain: chain, comments: comments(chain)), to: chainPath(chain))
    }
  }

  /// Writes `fit.json`, which says that all else is written.
  package func finish(_ report: FitReport) throws(FileError) {
    try FileWriter.write(Array((report.json.text(.pretty) + "\n").utf8), to: reportPath)
  }

  func chainPath(_ chain: Int) -> String { "\(path)/draws/chain-\(chain + 1).csv" }

  private var reportPath: String { "\(path)/fit.json" }

  /// Draws that were read, and what is known of how they were made.
  package struct Contents: Sendable {
    package let draws: Draws
    /// The largest depth a trajectory was allowed.
    package let maxTreeDepth: Int
    /// Folders without `fit.json`: their fit was ended before it was done.
    package let unfinished: [String]
  }

  /// The draws of fit folders and CSV files, each chain its own.
  ///
  /// Throws `FileError` where one cannot be read, `DrawsFileError` where it holds no draws.
  package static func read(_ paths: [String]) throws -> Contents {
    var files: [String] = []
    var labels: [String: [String?]] = [:]
    var unfinished: [String] = []
    for path in paths {
      let folder = FitFolder(path)
      let isFolder = isFolder(path)
      files += isFolder ? folder.chainFiles : [path]
      guard isFolder else { continue }
      labels.merge(folder.labels) { first, _ in first }
      if access(folder.reportPath, F_OK) != 0 { unfinished.append(path) }
    }
    let chains = try readChains(files)
    var draws = try StanCSV.draws(of: chains.map(\.file))
    draws.scalars = draws.scalars.map { scalar in
      guard let known = labels[scalar.name] else { return scalar }
      return Draws.Scalar(variable: scalar.variable, index: scalar.index, labels: known)
    }
    return Contents(
      draws: draws, maxTreeDepth: chains.first?.maxTreeDepth ?? 10, unfinished: unfinished)
  }

  private typealias ReadChain = (file: ChainFile, maxTreeDepth: Int?)

  private static func readChains(_ files: [String]) throws -> [ReadChain] {
    let chains = WorkerThreads.map(count: files.count, threads: Machine.processors, size: 1) {
      readChain(files[$0])
    }
    return try chains.map { try $0.get() }
  }

  private static func readChain(_ path: String) -> Result<ReadChain, any Error> {
    Result {
      let bytes = try FileReader.bytes(of: path)
      let depth = StanCSV.setting("max_depth", in: bytes).flatMap { Int($0) }
      return (try ChainFile(name: path, bytes: bytes), depth)
    }
  }

  /// The labels of each scalar's index, as `fit.json` has them; none where it cannot be read.
  private var labels: [String: [String?]] {
    guard let bytes = try? FileReader.bytes(of: reportPath),
      let document = try? JSONDocument(parsing: bytes)
    else { return [:] }
    var labels: [String: [String?]] = [:]
    for parameter in document.root["parameters"]?.array ?? [] {
      guard let name = parameter["name"]?.string, let known = parameter["labels"]?.array else {
        continue
      }
      labels[name] = known.map(\.string)
    }
    return labels
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

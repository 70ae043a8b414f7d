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
    unlink(forwardPath)
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

  /// Writes draws that no sampler made, and `draws.json`, what is said of them.
  package func write(
    forward draws: Draws, model: [UInt8], dataDigest: String, comments: (Int) -> StanCSV.Comments,
    report: JSONValue
  ) throws(FileError) {
    try begin(model: model, dataDigest: dataDigest)
    try write(draws, comments: comments)
    try FileWriter.write(Array((report.text(.pretty) + "\n").utf8), to: forwardPath)
  }

  private var forwardPath: String { "\(path)/draws.json" }

  var reportPath: String { "\(path)/fit.json" }

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
    var known: [String: (labels: [String?], group: Draws.Scalar.Group)] = [:]
    var groups: [String: Draws.Scalar.Group] = [:]
    var unfinished: [String] = []
    for path in paths {
      let folder = FitFolder(path)
      let isFolder = isFolder(path)
      files += isFolder ? folder.chainFiles : [path]
      guard isFolder else { continue }
      let report = folder.report
      known.merge(report.scalars) { first, _ in first }
      groups.merge(report.groups) { first, _ in first }
      let reports = [folder.reportPath, folder.forwardPath]
      if reports.allSatisfy({ access($0, F_OK) != 0 }) { unfinished.append(path) }
    }
    let chains = try readChains(files)
    var draws = try StanCSV.draws(of: chains.map(\.file))
    draws.scalars = draws.scalars.map { scalar in
      let found = known[scalar.name]
      guard let group = found?.group ?? groups[scalar.variable] else { return scalar }
      return Draws.Scalar(
        variable: scalar.variable, index: scalar.index, labels: found?.labels ?? [], group: group)
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

  /// What `fit.json` knows of scalars by name, and of variables; nothing where it cannot be read.
  private var report:
    (
      scalars: [String: (labels: [String?], group: Draws.Scalar.Group)],
      groups: [String: Draws.Scalar.Group]
    )
  {
    guard let bytes = try? FileReader.bytes(of: reportPath),
      let document = try? JSONDocument(parsing: bytes)
    else { return ([:], [:]) }
    var scalars: [String: (labels: [String?], group: Draws.Scalar.Group)] = [:]
    for (member, group) in [
      ("parameters", Draws.Scalar.Group.posterior), ("predictions", .prediction),
    ] {
      for parameter in document.root[member]?.array ?? [] {
        guard let name = parameter["name"]?.string, let known = parameter["labels"]?.array else {
          continue
        }
        scalars[name] = (known.map(\.string), group)
      }
    }
    var groups: [String: Draws.Scalar.Group] = [:]
    for (member, group) in [
      ("replicates", Draws.Scalar.Group.replicate), ("logLikelihood", .logLikelihood),
    ] {
      for name in document.root[member]?.array ?? [] { groups[name.string ?? ""] = group }
    }
    return (scalars, groups)
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

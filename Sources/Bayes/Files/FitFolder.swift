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
  package func prepare(bytes: Int) throws(FileError) {
    try FileWriter.createFolder("\(path)/draws")
    for folder in [path, "\(path)/draws"] {
      let probe = "\(folder)/.\(getpid()).probe"
      try FileWriter.write([0x0A], to: probe, as: folder)
      unlink(probe)
    }
    var disk = statvfs()
    guard statvfs(path, &disk) == 0 else { return }
    let free = Double(disk.f_bavail) * Double(disk.f_frsize)
    if Double(bytes) > free {
      throw FileError(
        "write", path, reason: "the draws need \(Bytes(bytes)), free are \(Bytes(Int(free)))")
    }
  }

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

  /// Draws that were read, and what is known of how they were made.
  package struct Contents: Sendable {
    package let draws: Draws
    /// The largest depth a trajectory was allowed.
    package let maxTreeDepth: Int
  }

  /// The draws of fit folders and CSV files, each chain its own.
  ///
  /// Throws `FileError` where one cannot be read, `DrawsFileError` where it holds no draws.
  package static func read(_ paths: [String]) throws -> Contents {
    var files: [(name: String, bytes: [UInt8])] = []
    var labels: [String: [String?]] = [:]
    for path in paths {
      let folder = FitFolder(path)
      let isFolder = isFolder(path)
      for file in isFolder ? folder.chainFiles : [path] {
        files.append((file, try FileReader.bytes(of: file)))
      }
      if isFolder { labels.merge(folder.labels) { first, _ in first } }
    }
    let depth = files.first.flatMap { StanCSV.setting("max_depth", in: $0.bytes) }
    var draws = try StanCSV.read(files)
    draws.scalars = draws.scalars.map { scalar in
      guard let known = labels[scalar.name] else { return scalar }
      return Draws.Scalar(variable: scalar.variable, index: scalar.index, labels: known)
    }
    return Contents(draws: draws, maxTreeDepth: depth.flatMap { Int($0) } ?? 10)
  }

  /// The labels of each scalar's index, as `fit.json` has them; none where it cannot be read.
  private var labels: [String: [String?]] {
    guard let bytes = try? FileReader.bytes(of: "\(path)/fit.json"),
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

/// A number of bytes as a person reads it.
package struct Bytes: CustomStringConvertible {
  private let count: Int

  package init(_ count: Int) { self.count = count }

  package var description: String {
    let units = ["bytes", "KB", "MB", "GB", "TB", "PB"]
    var value = Double(count)
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(count) bytes" : "\((value * 10).rounded() / 10) \(units[unit])"
  }
}

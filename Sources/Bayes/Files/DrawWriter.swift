package import BayesPosterior

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Some draws of a chain on their way to its file.
struct DrawBlock: Sendable {
  var sampler: [Draws.SamplerRow] = []
  /// The scalars of one draw after those of the other.
  var values: [Double] = []
}

/// Writes draws to the files of their chains while they are made, on a thread of its own: whatever
/// ends the process, all but the last moment's draws stand in files that can be read.
///
/// Nothing is touched before a chain has news, so that a fit without a starting point leaves an earlier
/// one alone. Where a write fails, its file is cut back to whole lines, `onFailure` is told once, and
/// nothing more is written: the draws are in memory still.
package final class DrawWriter: Sendable {
  /// What a chain tells.
  enum News: Sendable {
    case adapted(stepSize: Double, metric: [Double])
    case drawn(DrawBlock)
    case ended(ChainCosts)
  }

  /// What became of the files.
  package enum Outcome: Sendable {
    /// They hold all that the chains told.
    case whole
    /// A write failed: they hold the first draws.
    case partial
    /// Nothing was written: there was no news, or no thread.
    case untouched
  }

  /// Bytes of draws that may wait for the disk before the chains wait too.
  package static let capacity = 32 << 20

  private let box = Mailbox<(chain: Int, news: News)>(limit: DrawWriter.capacity)
  private let end = Collected<Outcome>()
  private let thread: PlatformThread?

  /// A writer for a fit's folder; `begin` makes the folder ready for the first news.
  package init(
    _ folder: FitFolder, scalars: [Draws.Scalar], comments: FitComments, chains: Int,
    begin: @escaping @Sendable () throws(FileError) -> Void,
    onFailure: @escaping @Sendable (FileError) -> Void
  ) {
    let (inbox, outcome) = (self.box, self.end)
    thread = PlatformThread {
      var files = ChainFiles(
        folder: folder, layout: StanCSV.Layout(scalars), comments: comments, chains: chains,
        begin: begin, onFailure: onFailure)
      while let items = inbox.takeAll() {
        for item in items { files.take(item.news, of: item.chain) }
      }
      outcome.store(files.close(), at: 0)
    }
  }

  /// Takes a chain's news; waits where the disk is far behind.
  func take(_ news: News, of chain: Int) {
    guard thread != nil else { return }
    var weight = 0
    if case .drawn(let block) = news { weight = 8 * block.values.count }
    box.put((chain, news), weight: weight)
  }

  /// Waits until all news is written and says how far that went.
  package func finish() -> Outcome {
    box.close()
    thread?.join()
    return end.inOrder.first ?? .untouched
  }
}

/// The files of chains while they grow.
private struct ChainFiles {
  /// An open file and how long it is.
  private struct File {
    let path: String
    let descriptor: Int32
    var length = 0

    mutating func append(_ bytes: [UInt8]) throws(FileError) {
      do throws(FileError) {
        try FileWriter.writeAll(bytes, to: descriptor, path: path)
        length += bytes.count
      } catch {
        // A row that was cut in two is no row.
        _ = ftruncate(descriptor, off_t(length))
        throw error
      }
    }
  }

  private let folder: FitFolder
  private let layout: StanCSV.Layout
  private let comments: FitComments
  private let chains: Int
  private let begin: () throws(FileError) -> Void
  private let onFailure: (FileError) -> Void
  private var files: [File] = []
  private var hasFailed = false

  init(
    folder: FitFolder, layout: StanCSV.Layout, comments: FitComments, chains: Int,
    begin: @escaping () throws(FileError) -> Void, onFailure: @escaping (FileError) -> Void
  ) {
    self.folder = folder
    self.layout = layout
    self.comments = comments
    self.chains = chains
    self.begin = begin
    self.onFailure = onFailure
  }

  mutating func take(_ news: DrawWriter.News, of chain: Int) {
    guard !hasFailed else { return }
    do throws(FileError) {
      if files.isEmpty { try open() }
      try files[chain].append(bytes(of: news))
    } catch {
      fail(error)
    }
  }

  /// Closes the files.
  mutating func close() -> DrawWriter.Outcome {
    for file in files where Self.close(file.descriptor) != 0 && !hasFailed {
      fail(FileError("write", file.path))
    }
    return hasFailed ? .partial : files.isEmpty ? .untouched : .whole
  }

  private mutating func open() throws(FileError) {
    try begin()
    for chain in 0..<chains {
      let path = folder.chainPath(chain)
      var file = File(path: path, descriptor: try FileWriter.create(path))
      defer { files.append(file) }
      try file.append(StanCSV.lines(comments.head(chain: chain)) + layout.header)
    }
  }

  private func bytes(of news: DrawWriter.News) -> [UInt8] {
    switch news {
    case .adapted(let stepSize, let metric):
      return StanCSV.lines(FitComments.adaptation(stepSize: stepSize, metric: metric))
    case .ended(let costs): return StanCSV.lines(FitComments.ending(costs))
    case .drawn(let block):
      let count = block.values.count / max(block.sampler.count, 1)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(20 * block.values.count + 100 * block.sampler.count)
      for (row, info) in block.sampler.enumerated() {
        layout.append(info, to: &bytes) { block.values[row * count + $0] }
      }
      return bytes
    }
  }

  private mutating func fail(_ error: FileError) {
    hasFailed = true
    onFailure(error)
  }

  private static func close(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }
}

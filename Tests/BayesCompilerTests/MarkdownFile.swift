import Foundation

/// A Markdown file as lines of prose and fenced blocks, in order.
struct MarkdownFile: Sendable {
  enum Part: Sendable, Equatable {
    case line(String)
    case fence(info: String, body: String)
  }

  /// Relative to the root of the repository.
  let path: String
  var parts: [Part]

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  init(path: String, parts: [Part]) {
    self.path = path
    self.parts = parts
  }

  /// The file at `path`; empty where there is none.
  init(reading path: String) {
    let url = MarkdownFile.root.appending(path: path)
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    self.init(path: path, parts: MarkdownFile.parts(of: text))
  }

  static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var open: (info: String, body: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let block = open {
        if line == "```" {
          parts.append(.fence(info: block.info, body: block.body.map { $0 + "\n" }.joined()))
          open = nil
        } else {
          open?.body.append(line)
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      } else {
        parts.append(.line(line))
      }
    }
    if parts.last == .line("") { parts.removeLast() }
    return parts
  }

  var text: String {
    parts.map { part in
      switch part {
      case .line(let line): line + "\n"
      case .fence(let info, let body): "```\(info)\n\(body)```\n"
      }
    }.joined()
  }

  func write() throws {
    try text.write(
      to: MarkdownFile.root.appending(path: path), atomically: true, encoding: .utf8)
  }

  /// All Markdown files below a folder, in order.
  static func all(in folder: String) -> [MarkdownFile] {
    let base = root.appending(path: folder).path(percentEncoded: false)
    let paths = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".md") }.sorted()
      .map { MarkdownFile(reading: "\(folder)/\($0)") }
  }

  /// Whether expected texts are written instead of compared: the change is then read as a review.
  static let isRecording = ProcessInfo.processInfo.environment["BAYES_RECORD"] == "1"
}

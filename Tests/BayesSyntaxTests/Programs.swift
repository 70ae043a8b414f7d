import BayesSource
import BayesSyntax
import Foundation
import Testing

/// The programs that tests read: those written for them, and the examples.
enum Programs {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Paths of all programs, relative to the root.
  static let all: [String] = ["Tests/Programs", "examples"].flatMap { folder -> [String] in
    let url = root.appendingPathComponent(folder)
    guard let walk = FileManager.default.enumerator(atPath: url.resolvingSymlinksInPath().path)
    else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".bayes") }.sorted()
      .map { folder + "/" + $0 }
  }

  /// The text of a file, relative to the root.
  static func source(_ path: String) throws -> SourceText {
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    return SourceText(name: path, bytes: Array(data))
  }
}

/// By how much to divide what takes long where the parser is not optimised.
#if DEBUG
  let slowness = 20
#else
  let slowness = 1
#endif

/// Parses a text under a name for tests.
func parse(_ text: String) -> SyntaxTree {
  Parser.parse(SourceText(name: "test.bayes", text: text))
}

extension SyntaxTree {
  /// All tokens with what lies between them.
  var printedBack: [UInt8] {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes += source.bytes[token.leadingTrivia.start..<token.leadingTrivia.end]
      bytes += source.bytes[token.span.start..<token.span.end]
    }
    return bytes
  }

  /// The diagnostics for a failed expectation.
  var findings: [String] {
    diagnostics.map { diagnostic in
      let place = diagnostic.span.map { LineTable(source).position(of: $0.start) }
      return "\(place?.line ?? 0):\(place?.column ?? 0) \(diagnostic.code.id) \(diagnostic.message)"
    }
  }
}

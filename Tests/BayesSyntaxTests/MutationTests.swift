import BayesSource
import BayesSyntax
import Foundation
import Testing

@Suite("Mutated programs")
struct MutationTests {
  /// How many inputs to try: set `BAYES_FUZZ_INPUTS` to a million to search by hand.
  static var inputCount: Int {
    let wanted = ProcessInfo.processInfo.environment["BAYES_FUZZ_INPUTS"].flatMap { Int($0) }
    return wanted ?? 10_000 / slowness
  }

  /// What mutations put in: every symbol, and what lexers trip over.
  static let pieces: [String] = [
    "(", ")", "[", "]", "{", "}", ",", ":", ".", "...", "..<", "?", "~", "->", "_", "=", "+=", "||",
    "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "@", "^", "!", "\n", "\r\n",
    "\"", "`", "'", "//", "/*", "*/", "#", ";", "\\", "\0", "\u{FEFF}", "\u{2212}", "é", "😀", "\t",
    "1", "0.5", "1e999", "99999999999999999999", "1.", ".5", "x", "data", "decide", "dim", "else",
    "factor", "false", "for", "func", "gate", "if", "import", "in", "let", "model", "observe",
    "param", "predict", "report", "return", "true", "var", "while", "when", "truncated",
    "from", "where", "ordered", "maximize", "censored", "with",
  ]

  static let bytes: [UInt8] = [
    0x00, 0x0A, 0x0D, 0x20, 0x22, 0x28, 0x5B, 0x60, 0x7B, 0x80, 0xC3, 0xE2, 0xF0, 0xFF,
  ]

  /// The program with one to five bytes or tokens changed.
  static func mutate(_ program: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var text = program
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let place = Int.random(in: 0...text.count, using: &random)
      let length = min(Int.random(in: 0...12, using: &random), text.count - place)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: text.insert(bytes.randomElement(using: &random) ?? 0, at: place)
      case 1: text.removeSubrange(place..<place + length)
      case 2:
        let piece = pieces.randomElement(using: &random) ?? ""
        text.insert(contentsOf: " \(piece) ".utf8, at: place)
      case 3:
        let piece = pieces.randomElement(using: &random) ?? ""
        text.replaceSubrange(place..<place + length, with: Array(piece.utf8))
      case 4:
        let other = Int.random(in: 0...text.count, using: &random)
        text.insert(contentsOf: Array(text[place..<place + length]), at: other)
      default: if place < text.count { text[place] = UInt8.random(in: 0...255, using: &random) }
      }
    }
    return text
  }

  @Test("what is wrong is located, what is right is formatted, and nothing traps or hangs")
  func mutations() throws {
    let programs = try Programs.all.map { try Programs.source($0).bytes }
    var random = SeededGenerator(seed: 1_764)
    var refused = 0
    for number in 0..<Self.inputCount {
      let bytes = Self.mutate(programs[number % programs.count], &random)
      let tree = Parser.parse(SourceText(name: "mutated.bayes", bytes: bytes))
      try #require(tree.printedBack == bytes)
      let isLocated = tree.diagnostics.allSatisfy { diagnostic in
        diagnostic.span.map { $0.start >= 0 && $0.end <= bytes.count } ?? false
      }
      try #require(isLocated, "\(tree.source.text)")
      if tree.diagnostics.isEmpty {
        let formatted = Formatter.format(tree)
        try #require(formatted.map(FormatterTests.fault) == .some(nil), "\(tree.source.text)")
      } else {
        refused += 1
        try #require(Formatter.format(tree) == nil)
        let shown = DiagnosticRenderer(tree.source).text(tree.diagnostics)
        try #require(shown.hasPrefix("error[B01"))
      }
      _ = tree.dump()
    }
    #expect(refused * 2 > Self.inputCount)
  }
}

import BayesSource
import Foundation

/// A TextMate grammar of rules that each match within a line, and what it makes of a text.
struct TextMateGrammar {
  struct Rule {
    let expression: NSRegularExpression
    let pattern: String
    let name: String?
    let captures: [(group: Int, name: String)]
    /// The rules inside the whole match.
    let inner: [String]

    /// All scopes the rule gives.
    var scopes: [String] { captures.map(\.name) + (name.map { [$0] } ?? []) }
  }

  /// A stretch of a text with its scope, in UTF-16 units.
  struct Piece: Hashable {
    let range: NSRange
    let scope: String
  }

  let fileTypes: [String]
  let scopeName: String
  /// The rules by their name in the repository.
  let rules: [String: Rule]
  /// The rules that are tried, in order.
  let order: [String]

  /// A line without its end.
  private let line: NSRegularExpression

  private struct File: Decodable {
    struct Include: Decodable { let include: String }
    struct Capture: Decodable {
      let name: String?
      let patterns: [Include]?
    }
    struct Rule: Decodable {
      let match: String
      let name: String?
      let captures: [String: Capture]?
    }
    let fileTypes: [String]
    let scopeName: String
    let patterns: [Include]
    let repository: [String: Rule]
  }

  init(_ json: Data) throws {
    let file = try JSONDecoder().decode(File.self, from: json)
    fileTypes = file.fileTypes
    scopeName = file.scopeName
    line = try NSRegularExpression(pattern: "[^\\r\\n]+")
    order = file.patterns.map { String($0.include.dropFirst()) }
    rules = try file.repository.mapValues { rule in
      let captures = (rule.captures ?? [:]).compactMap { key, capture in
        Int(key).flatMap { group in capture.name.map { (group: group, name: $0) } }
      }
      return Rule(
        expression: try NSRegularExpression(pattern: rule.match, options: .anchorsMatchLines),
        pattern: rule.match, name: rule.name, captures: captures.sorted { $0.group < $1.group },
        inner: rule.captures?["0"]?.patterns?.map { String($0.include.dropFirst()) } ?? [])
    }
  }

  /// The grammar of the language.
  static func ofTheLanguage() throws -> TextMateGrammar {
    try TextMateGrammar(Data(Programs.source("grammar/bayes.tmLanguage.json").bytes))
  }

  /// The pieces of a text, line by line: at each place the rule that matches first, and of those
  /// that match at one place the first of the list.
  func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    for found in line.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
      var start = found.range.location
      while let (rule, match) = next(in: text, from: start, to: NSMaxRange(found.range)) {
        add(rule, match, in: text, to: &pieces)
        start = NSMaxRange(match.range)
      }
    }
    return pieces
  }

  private func next(
    in text: String, from start: Int, to end: Int
  ) -> (rule: Rule, match: NSTextCheckingResult)? {
    let range = NSRange(location: start, length: end - start)
    var best: (rule: Rule, match: NSTextCheckingResult)?
    for rule in order.compactMap({ rules[$0] }) {
      let found = rule.expression.firstMatch(
        in: text, options: [.withTransparentBounds, .withoutAnchoringBounds], range: range)
      guard let found, found.range.length > 0 else { continue }
      if let best, best.match.range.location <= found.range.location { continue }
      best = (rule, found)
    }
    return best
  }

  private func add(
    _ rule: Rule, _ match: NSTextCheckingResult, in text: String, to pieces: inout [Piece]
  ) {
    if let name = rule.name { pieces.append(Piece(range: match.range, scope: name)) }
    for (group, name) in rule.captures {
      pieces.append(Piece(range: match.range(at: group), scope: name))
    }
    for inner in rule.inner.compactMap({ rules[$0] }) {
      for found in inner.expression.matches(in: text, range: match.range) {
        add(inner, found, in: text, to: &pieces)
      }
    }
  }
}

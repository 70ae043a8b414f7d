import BayesSource

/// A grammar read from the notation of ISO 14977.
struct Grammar {
  indirect enum Term {
    case terminal(String)
    case rule(String)
    /// `? … ?`: described in words.
    case described(String)
    case sequence([Term])
    case choice([Term])
    case optional(Term)
    case repeated(Term)
  }

  private(set) var rules: [String: Term] = [:]
  /// The rules in the order of the file.
  private(set) var names: [String] = []

  /// Reads a grammar; comments stand between `(*` and `*)`.
  init(_ text: String) throws {
    var reader = GrammarReader(text)
    while !reader.isAtEnd {
      let (name, term) = try reader.rule()
      rules[name] = term
      names.append(name)
    }
  }

  /// The grammar of the language, from its file.
  static func ofTheLanguage() throws -> Grammar {
    try Grammar(Programs.source("grammar/bayes.ebnf").text)
  }

  /// The texts that a rule without parts of its own chooses from.
  func words(_ rule: String) -> Set<String> {
    guard case .choice(let terms) = rules[rule] else { return [] }
    return Set(
      terms.compactMap { if case .terminal(let text) = $0 { text } else { nil } })
  }
}

/// What is wrong with a grammar.
struct GrammarError: Error { let message: String }

private struct GrammarReader {
  private var tokens: [String] = []
  private var position = 0

  init(_ text: String) {
    var rest = Substring(text)
    while let first = rest.first {
      if rest.hasPrefix("(*") {
        rest = rest.firstRange(of: "*)").map { rest[$0.upperBound...] } ?? ""
      } else if first.isWhitespace {
        rest.removeFirst()
      } else if "\"'?".contains(first) {
        let end = rest.dropFirst().firstIndex(of: first) ?? rest.index(before: rest.endIndex)
        tokens.append(String(rest[...end]))
        rest = rest[rest.index(after: end)...]
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        tokens.append(String(word))
        rest = rest[word.endIndex...]
      } else {
        tokens.append(String(first))
        rest.removeFirst()
      }
    }
  }

  var isAtEnd: Bool { position >= tokens.count }
  private var next: String { isAtEnd ? "" : tokens[position] }

  private mutating func expect(_ token: String) throws {
    guard next == token else { throw GrammarError(message: "expected \(token), found \(next)") }
    position += 1
  }

  mutating func rule() throws -> (String, Grammar.Term) {
    let name = next
    position += 1
    try expect("=")
    let term = try choice()
    try expect(";")
    return (name, term)
  }

  private mutating func choice() throws -> Grammar.Term {
    var terms = [try sequence()]
    while next == "|" {
      position += 1
      terms.append(try sequence())
    }
    return terms.count == 1 ? terms[0] : .choice(terms)
  }

  private mutating func sequence() throws -> Grammar.Term {
    var terms: [Grammar.Term] = []
    while !["", ";", "|", ")", "]", "}"].contains(next) { terms.append(try factor()) }
    return terms.count == 1 ? terms[0] : .sequence(terms)
  }

  private mutating func factor() throws -> Grammar.Term {
    let token = next
    position += 1
    switch token.first {
    case "(": return try enclosed(")") { $0 }
    case "[": return try enclosed("]") { .optional($0) }
    case "{": return try enclosed("}") { .repeated($0) }
    case "\"", "'": return .terminal(String(token.dropFirst().dropLast()))
    case "?": return .described(token)
    default: return .rule(token)
    }
  }

  private mutating func enclosed(
    _ closer: String, _ make: (Grammar.Term) -> Grammar.Term
  ) throws -> Grammar.Term {
    let inner = try choice()
    try expect(closer)
    return make(inner)
  }
}

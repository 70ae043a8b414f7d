/// A small generator of random numbers with a seed (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Derives random sentences from a grammar.
struct SentenceGenerator {
  private let grammar: Grammar
  private let hardKeywords: Set<String>
  private let clauseWords: Set<String>
  /// The least number of rules within rules that a derivation of each rule needs.
  private let height: [String: Int]
  private var random: SeededGenerator
  private var tokens: [String] = []
  /// How many more tokens may be derived before every choice is the shortest.
  private var budget = 0

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    hardKeywords = grammar.words("hardKeyword")
    clauseWords = grammar.words("clauseWord")
    height = SentenceGenerator.heights(grammar)
    random = SeededGenerator(seed: seed)
  }

  /// A sentence of `rule` as tokens, about as long as `size` says; newlines stand for NL.
  mutating func sentence(of rule: String, size: Int) -> [String] {
    tokens = []
    budget = size
    derive(.rule(rule), depth: 0)
    return tokens
  }

  private static let deepest = 30

  private mutating func derive(_ term: Grammar.Term, depth: Int) {
    switch term {
    case .terminal(let text): append(text)
    case .rule(let name): deriveRule(name, depth: depth + 1)
    case .described: break
    case .sequence(let terms): for term in terms { derive(term, depth: depth) }
    case .choice(let terms): derive(choose(terms, depth: depth), depth: depth)
    case .optional(let term):
      if mayGrow(term, depth), Bool.random(using: &random) { derive(term, depth: depth) }
    case .repeated(let term):
      // A file goes on until it is long enough.
      let more = depth <= 1 ? 19 : 8
      while mayGrow(term, depth), Int.random(in: 0..<20, using: &random) < more {
        derive(term, depth: depth)
      }
    }
  }

  private mutating func append(_ token: String) {
    tokens.append(token)
    budget -= 1
  }

  private func mayGrow(_ term: Grammar.Term, _ depth: Int) -> Bool {
    budget > 0 && depth + SentenceGenerator.height(of: term, height) < SentenceGenerator.deepest
  }

  private mutating func choose(_ terms: [Grammar.Term], depth: Int) -> Grammar.Term {
    let fitting = terms.filter { mayGrow($0, depth) }
    if let term = fitting.randomElement(using: &random) { return term }
    let heights = terms.map { SentenceGenerator.height(of: $0, height) }
    let least = heights.min() ?? 0
    return zip(terms, heights).first { $0.1 == least }?.0 ?? terms[0]
  }

  private mutating func deriveRule(_ name: String, depth: Int) {
    let start = tokens.count
    switch name {
    case "NL": append("\n")
    case "EOF": break
    case "bound":
      repeat {
        tokens.removeSubrange(start...)
        derive(.rule("or"), depth: depth)
      } while tokens.count > start && clauseWords.contains(tokens[start])
    case "NAME", "QUOTED", "INT", "REAL", "STRING":
      var word = ""
      repeat {
        word = ""
        spell(.rule(name), into: &word)
      } while word == "_" || hardKeywords.contains(word) || !hasValue(word, of: name)
      append(word)
    default:
      if let term = grammar.rules[name] { derive(term, depth: depth) }
    }
  }

  /// Whether a literal lies within the limits that a grammar does not state.
  private func hasValue(_ word: String, of rule: String) -> Bool {
    switch rule {
    case "REAL":
      let digits = word.prefix { $0.lowercased() != "e" }
      guard let value = Double(word), value.isFinite else { return false }
      return value != 0 || digits.allSatisfy { $0 == "0" || $0 == "." }
    // The scalars from D800 to DFFF are surrogates, which no text holds.
    case "STRING": return !word.contains("u{d")
    default: return true
    }
  }

  /// Derives the characters of a token.
  private mutating func spell(_ term: Grammar.Term, into word: inout String) {
    switch term {
    case .terminal(let text): word += text
    case .rule("LETTER"): word += String("abcxyzABCθβéж均".randomElement(using: &random) ?? "a")
    case .rule("SCHAR"): word += String("ab c'`{}(é😀/#".randomElement(using: &random) ?? "a")
    case .rule("QCHAR"): word += String("ab c'\"{}(é😀/#".randomElement(using: &random) ?? "a")
    case .rule(let name): if let term = grammar.rules[name] { spell(term, into: &word) }
    case .described: break
    case .sequence(let terms): for term in terms { spell(term, into: &word) }
    case .choice(let terms):
      if let term = terms.randomElement(using: &random) { spell(term, into: &word) }
    case .optional(let term):
      if Bool.random(using: &random) { spell(term, into: &word) }
    case .repeated(let term):
      for _ in 0..<Int.random(in: 0..<3, using: &random) { spell(term, into: &word) }
    }
  }

  private static func heights(_ grammar: Grammar) -> [String: Int] {
    var heights: [String: Int] = [:]
    for _ in grammar.names {
      for (name, term) in grammar.rules {
        let found = height(of: term, heights)
        if found < unknown { heights[name] = min(heights[name] ?? unknown, found + 1) }
      }
    }
    return heights
  }

  private static let unknown = 1_000_000

  private static func height(of term: Grammar.Term, _ heights: [String: Int]) -> Int {
    switch term {
    case .terminal, .described, .optional, .repeated: 0
    case .rule(let name):
      name.allSatisfy(\.isUppercase) ? 0 : heights[name] ?? unknown
    case .sequence(let terms): terms.map { height(of: $0, heights) }.max() ?? 0
    case .choice(let terms): terms.map { height(of: $0, heights) }.min() ?? 0
    }
  }
}

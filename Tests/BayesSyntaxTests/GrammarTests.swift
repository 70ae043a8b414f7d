import BayesSource
import BayesSyntax
import Testing

@Suite("The grammar and the parser agree")
struct GrammarTests {
  /// Enough to reach every rule from every place where it is used; fewer where it would take long.
  static let sentenceCount = 100_000 / slowness

  @Test("every rule that the grammar uses is defined, and every keyword stands in a rule")
  func closed() throws {
    let grammar = try Grammar.ofTheLanguage()
    var used: Set<String> = []
    var terminals: Set<String> = []
    func visit(_ term: Grammar.Term) {
      switch term {
      case .terminal(let text): terminals.insert(text)
      case .rule(let name): used.insert(name)
      case .described: break
      case .sequence(let terms), .choice(let terms): terms.forEach(visit)
      case .optional(let term), .repeated(let term): visit(term)
      }
    }
    for name in grammar.names where !name.hasSuffix("Keyword") && name != "clauseWord" {
      if let term = grammar.rules[name] { visit(term) }
    }
    #expect(used.subtracting(grammar.names) == [])
    #expect(grammar.words("hardKeyword").subtracting(terminals) == [])
    #expect(grammar.words("softKeyword").subtracting(terminals) == [])
    #expect(grammar.words("hardKeyword").count == 22)
    #expect(grammar.words("softKeyword").count == 16)
  }

  @Test("sentences of the grammar parse without diagnostics and print back")
  func sentences() throws {
    var generator = try SentenceGenerator(Grammar.ofTheLanguage(), seed: 20_261)
    var refused = 0
    var tokenCount = 0
    for number in 0..<Self.sentenceCount {
      let tokens = generator.sentence(of: "file", size: 5 + number % 60)
      tokenCount += tokens.count
      let tree = parse(tokens.joined(separator: " "))
      if !tree.diagnostics.isEmpty || tree.printedBack != tree.source.bytes {
        refused += 1
        if refused <= 5 { Issue.record("\(tree.findings)\n\(tree.source.text)") }
      }
    }
    #expect(refused == 0)
    #expect(tokenCount > 20 * Self.sentenceCount)
  }
}

import BayesSource
import BayesSyntax
import Foundation
import Testing

@Suite("The grammars for editors and the lexer agree")
struct EditorGrammarTests {
  private let textMate: TextMateGrammar

  init() throws { textMate = try TextMateGrammar.ofTheLanguage() }

  /// The words that an alternation of a pattern lists, `(a|b|c)`.
  private func words(_ rule: String) throws -> Set<String> {
    let pattern = try #require(textMate.rules[rule]).pattern
    let list = try #require(pattern.firstMatch(of: /\(([a-z]+(?:\|[a-z]+)*)\)/)).output.1
    return Set(list.split(separator: "|").map(String.init))
  }

  /// The texts that a rule of signs lists.
  private func signs(_ rule: String) throws -> Set<String> {
    let pattern = try #require(textMate.rules[rule]).pattern
    var signs: Set<String> = []
    var sign = ""
    var isEscaped = false
    for character in pattern + "|" {
      if isEscaped || character != "\\" && character != "|" {
        sign.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        signs.insert(sign)
        sign = ""
      }
    }
    return signs
  }

  @Test("the TextMate rules list every keyword of the lexer and no other")
  func textMateWords() throws {
    let hard = try words("declaration").union(words("control")).union(words("constant"))
    #expect(hard == Vocabulary.hardKeywords)
    #expect(try words("softKeyword") == Vocabulary.softKeywords)
  }

  @Test("the TextMate rules list every operator, separator and bracket of the lexer and no other")
  func textMateSigns() throws {
    let listed = try signs("operator").union(signs("separator")).union(signs("bracket"))
      .union(signs("underscore"))
    #expect(listed == Vocabulary.punctuation)
  }

  @Test("a longer sign stands before a shorter one that it begins with")
  func longestFirst() throws {
    for rule in ["operator", "separator", "bracket"] {
      for sign in try signs(rule) {
        let piece = try #require(textMate.pieces(of: sign).first)
        #expect(piece.range.length == sign.utf16.count, "\(sign)")
      }
    }
  }

  @Test("every rule is used, and every scope ends in the name of the language")
  func closed() {
    let used = Set(textMate.order + textMate.rules.values.flatMap(\.inner))
    #expect(used == Set(textMate.rules.keys))
    #expect(textMate.fileTypes == ["bayes"])
    #expect(textMate.scopeName == "source.bayes")
    for rule in textMate.rules.values {
      for scope in rule.scopes { #expect(scope.hasSuffix(".bayes")) }
    }
  }

  @Test("the tree-sitter grammar names every keyword and sign of the lexer and no other")
  func treeSitter() throws {
    let source = try Programs.source("grammar/tree-sitter/grammar.js").text
    let rules = try #require(source.range(of: "rules: {")).upperBound
    let literals = source[rules...].replacing(/field\('\w+'/, with: "")
      .matches(of: /'([^']+)'/).map { String($0.output.1) }
    #expect(
      Set(literals)
        == Vocabulary.hardKeywords.union(Vocabulary.softKeywords).union(Vocabulary.punctuation))
  }

  @Test("the rules of the tree-sitter grammar are defined and used")
  func treeSitterRules() throws {
    let source = try Programs.source("grammar/tree-sitter/grammar.js").text
    let defined = Set(source.matches(of: /\n    (\w+): \(/).map { String($0.output.1) })
    let used = Set(source.matches(of: /\$\.(\w+)/).map { String($0.output.1) })
    #expect(used.subtracting(defined) == ["_newline"])
    #expect(defined.subtracting(used) == ["file"])
    #expect(defined.count > 40)
  }

  @Test("the highlights name rules, fields and words that the tree-sitter grammar has")
  func highlights() throws {
    let source = try Programs.source("grammar/tree-sitter/grammar.js").text
    let defined = Set(source.matches(of: /\n    (\w+): \(/).map { String($0.output.1) })
    let fields = Set(source.matches(of: /field\('(\w+)'/).map { String($0.output.1) })
    let text = try Programs.source("grammar/tree-sitter/queries/highlights.scm").text
    let query = text.split(separator: "\n").filter { !$0.hasPrefix(";") }.joined(separator: "\n")
    let bare = query.replacing(/"[^"]*"/, with: "")
    #expect(Set(bare.matches(of: /\((\w+)/).map { String($0.output.1) }).isSubset(of: defined))
    #expect(Set(bare.matches(of: /(\w+):/).map { String($0.output.1) }).isSubset(of: fields))
    let words = Set(query.matches(of: /"([^"]+)"/).map { String($0.output.1) })
    #expect(
      words
        == Vocabulary.hardKeywords.union(Vocabulary.softKeywords).union(Vocabulary.punctuation))
  }

  /// What the lexer's tokens and comments are to an editor.
  private func expected(_ source: SourceText) -> Set<TextMateGrammar.Piece> {
    var pieces: Set<TextMateGrammar.Piece> = []
    func add(_ span: SourceSpan, _ scope: String) {
      let before = String(decoding: source.bytes[..<span.start], as: UTF8.self).utf16.count
      let length = source.text(in: span).utf16.count
      pieces.insert(.init(range: NSRange(location: before, length: length), scope: scope))
    }
    for token in Parser.parse(source).tokens {
      for comment in comments(in: token.leadingTrivia, of: source) { add(comment, "comment") }
      switch token.kind {
      case .keyword: add(token.span, "keyword")
      case .integer: add(token.span, "constant.numeric.integer.bayes")
      case .real: add(token.span, "constant.numeric.real.bayes")
      case .string: add(token.span, "string.quoted.double.bayes")
      case .identifier, .punctuation, .newline, .endOfFile, .invalid: break
      }
    }
    return pieces
  }

  private func comments(in trivia: SourceSpan, of source: SourceText) -> [SourceSpan] {
    var found: [SourceSpan] = []
    for line in source.bytes[trivia.start..<trivia.end].split(
      separator: 0x0A, omittingEmptySubsequences: false)
    {
      if let start = line.firstIndex(of: UInt8(ascii: "/")) {
        let end = line.last == 0x0D ? line.endIndex - 1 : line.endIndex
        found.append(SourceSpan(start: start, end: end))
      }
    }
    return found
  }

  /// What TextMate makes of a text, in the same words; soft keywords are names to the lexer.
  private func actual(_ text: String) -> Set<TextMateGrammar.Piece> {
    var pieces: Set<TextMateGrammar.Piece> = []
    for piece in textMate.pieces(of: text) {
      switch piece.scope {
      case "keyword.declaration.bayes", "keyword.control.bayes", "constant.language.bayes":
        pieces.insert(.init(range: piece.range, scope: "keyword"))
      case "comment.line.double-slash.bayes":
        pieces.insert(.init(range: piece.range, scope: "comment"))
      case let scope where scope.hasPrefix("constant.numeric") || scope.hasPrefix("string"):
        pieces.insert(piece)
      default: break
      }
    }
    return pieces
  }

  @Test(
    "keywords, comments, strings and numbers of a program have the scopes of the lexer's tokens",
    arguments: Programs.all)
  func scopes(path: String) throws {
    let source = try Programs.source(path)
    let wanted = expected(source)
    #expect(!wanted.isEmpty)
    #expect(actual(source.text).symmetricDifference(wanted) == [])
  }

  @Test("names, strings and comments hide keywords and numbers in them")
  func hidden() {
    let text = """
      let dataset = x1.data2 + `let it be` // let 3
      import "param \\"in\\" 3" as let_
      let _a = 1...3 + 2e5 - 1.5E-3 + naïve_in
      """
    let source = SourceText(name: "test.bayes", text: text)
    #expect(actual(text) == expected(source))
  }

  @Test(
    "a soft keyword is one in its place and a name elsewhere",
    arguments: [
      ("param x ~ Normal(0, 1) weight weight when when init init with sample", [1, 3, 5, 7]),
      ("observe y ~ N(a) truncated 0... censored (c)", [1, 2]),
      ("let weight = weight + from * as - of(with) / init[when]", []),
      ("dim Time ordered, Where circular, Of of From = 3 from 4", [1, 2, 3, 4]),
      ("decide when maximize { where: init }", [2]),
      ("import \"a\" as as", [1]),
      ("return weight", []),
      ("let x = c ? from : init", []),
      ("  where x > 0)", [1]),
      ("  where = 3", []),
      ("let s = sum(x for i in D where weight[i] > 0)", [1]),
      ("param stream: Real in 0... ~ Flat(0..<1) forget 0.9", [2]),
    ])
  func soft(line: String, places: [Int]) {
    let words = line.matches(of: /[A-Za-z_]+/)
      .filter { Vocabulary.softKeywords.contains(String($0.output)) }
      .map { NSRange($0.range, in: line) }
    let found = textMate.pieces(of: line).filter { $0.scope == "keyword.other.bayes" }
      .map(\.range)
    #expect(found.compactMap { words.firstIndex(of: $0) }.map { $0 + 1 } == places)
  }
}

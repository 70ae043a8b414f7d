import BayesSource
import BayesSyntax
import Testing

@Suite("The canonical layout")
struct FormatterTests {
  /// The tokens that mean something, without newlines.
  static func meaning(_ tree: SyntaxTree) -> [String] {
    tree.tokens.filter { $0.kind != .newline }.map { tree.source.text(in: $0.span) }
  }

  /// The comments in order, and each with the number of tokens before it.
  static func comments(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      line.firstRange(of: "//").map { String(line[$0.lowerBound...]) }
    }
  }

  /// What is wrong with the layout of a text, nil if nothing is.
  static func fault(_ text: String) -> String? {
    let tree = parse(text)
    guard let once = Formatter.format(tree) else { return "not formatted: \(tree.findings)" }
    let again = parse(once)
    guard again.diagnostics.isEmpty else { return "broken: \(again.findings)\n\(once)" }
    guard meaning(again) == meaning(tree) else { return "other tokens:\n\(once)" }
    guard again.dump() == tree.dump() else { return "other meaning:\n\(once)" }
    guard let twice = Formatter.format(again), twice == once else {
      return "not stable:\n\(once)\n---\n\(Formatter.format(again) ?? "")"
    }
    let isTidy = once.split(separator: "\n", omittingEmptySubsequences: false).allSatisfy {
      $0.last != " "
    }
    return isTidy && !once.contains("\n\n\n") && !once.hasPrefix("\n") && !once.hasSuffix("\n\n")
      ? nil : "untidy:\n\(once)"
  }

  @Test(
    "all programs keep their meaning, and formatting twice is formatting once",
    arguments: Programs.all)
  func programs(path: String) throws {
    let text = try Programs.source(path).text
    #expect(Self.fault(text) == nil)
    let formatted = Formatter.format(parse(text)) ?? ""
    #expect(Self.comments(formatted) == Self.comments(text))
    #expect(
      formatted.split(separator: "\n").allSatisfy { line in
        (line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line).count <= 102
      })
  }

  @Test("sentences of the grammar keep their meaning, with comments where lines may end")
  func sentences() throws {
    var generator = try SentenceGenerator(Grammar.ofTheLanguage(), seed: 7_411)
    var random = SeededGenerator(seed: 99)
    var faults = 0
    for number in 0..<20_000 / slowness {
      let tokens = generator.sentence(of: "file", size: 5 + number % 150)
      let text = number % 2 == 0 ? tokens.joined(separator: " ") : commented(tokens, &random)
      guard let fault = Self.fault(text) else {
        let formatted = Formatter.format(parse(text)) ?? ""
        if number % 2 == 1, formatted.count(of: "//!") != text.count(of: "//!") {
          faults += 1
          Issue.record("comments lost\n\(text)\n---\n\(formatted)")
        }
        continue
      }
      faults += 1
      if faults <= 3 { Issue.record("\(fault)\n--- from\n\(text)") }
    }
    #expect(faults == 0)
  }

  /// The tokens with comments and newlines at some of the places where a newline ends nothing, or
  /// where one stands anyhow.
  func commented(_ tokens: [String], _ random: inout SeededGenerator) -> String {
    var text = ""
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if token == "\n", Int.random(in: 0..<3, using: &random) == 0 { text += " //! at end" }
      text += token + " "
      if ["(", "["].contains(token) { depth += 1 }
      if [")", "]"].contains(token) { depth -= 1 }
      let next = index + 1 < tokens.count ? tokens[index + 1] : ""
      let mayBreak = depth > 0 ? Self.mayBegin(next) : token == "\n" || token == "~"
      if mayBreak, Int.random(in: 0..<8, using: &random) == 0 {
        text +=
          ["//! a\n", "\n//! b\n", "//! c\n\n\n//! d\n", "\n", "\n\n\n"]
          .randomElement(using: &random) ?? ""
      }
    }
    return text
  }

  /// Whether a line inside brackets may begin with a token.
  static func mayBegin(_ token: String) -> Bool {
    ![
      "+", "-", "*", "/", "%", "@", "^", "||", "&&", "==", "!=", "<", "<=", ">", ">=", "...", "..<",
      ".",
    ].contains(token)
  }

  @Test("the layout is the one expected", arguments: layouts)
  func layout(text: String, expected: String) {
    #expect(Formatter.format(parse(text)) == expected)
    #expect(Self.fault(text) == nil)
  }

  @Test("a program with errors is not formatted")
  func errors() {
    #expect(Formatter.format(parse("param mu ~ ")) == nil)
  }

  static let layouts: [(text: String, expected: String)] = [
    ("", ""),
    ("\n\n// only a comment", "// only a comment\n"),
    ("dim  A ,B   ordered=3 from 0", "dim A, B ordered = 3 from 0\n"),
    (
      "\u{FEFF}let a=- 1+-b*( - c )^ - 2 // why\r\n\r\n\r\nlet b=!c\r\n",
      "let a = -1 + -b * (-c)^-2  // why\n\nlet b = !c\n"
    ),
    (
      "param mu  :Ordered [ K ] in 0 ... ~Normal( [0,3],sd :1 )truncated 0 ...weight 2",
      "param mu: Ordered[K] in 0... ~ Normal([0, 3], sd: 1) truncated 0... weight 2\n"
    ),
    (
      "data x:Real [ A ,2 ] ? in 0 ..< c ? a:b", "data x: Real[A, 2]? in 0..<c ? a : b\n"
    ),
    (
      "observe y ~ D( )censored( right :c )when(a)>1",
      "observe y ~ D() censored(right: c) when (a) > 1\n"
    ),
    (
      "let (a,b)=when (c)[ _,1 ] . first\nlet c = x[(when) ... (when)]",
      "let (a, b) = when(c)[_, 1].first\nlet c = x[(when)...(when)]\n"
    ),
    (
      "func f( ){}\nfunc g(x:Real)->Real{return x}",
      "func f() {}\nfunc g(x: Real) -> Real {\n  return x\n}\n"
    ),
    (
      "if a{f( )}else if b{ // two\n\n g()\n\n} else{ }",
      "if a {\n  f()\n} else if b {  // two\n  g()\n} else {}\n"
    ),
    (
      "func f() { // head\n// first\n\n\n// second\nreturn // done\n// last\n}",
      "func f() {  // head\n  // first\n\n  // second\n  return  // done\n  // last\n}\n"
    ),
    (
      "let s = sum( f(i,j) for i in K for j in L where i!=j )",
      "let s = sum(f(i, j) for i in K for j in L where i != j)\n"
    ),
    ("let s = f(a, // one\n b)", "let s = f(\n  a,  // one\n  b\n)\n"),
    ("let s = f(a // one\n , b\n // two\n)", "let s = f(\n  a,  // one\n  b\n  // two\n)\n"),
    ("factor -0.5*\nsum(x)", "factor -0.5 * sum(x)\n"),
    ("let a = 1 .e3", "let a = 1 .e3\n"),
    ("decide d maximize{a:1\n b:-2}", "decide d maximize {\n  a: 1\n  b: -2\n}\n"),
    (
      "observe logRadon[Observation] ~ Normal(overallMean + countyEffect[county] + (slope + countySlope[county]) * floor, residual)",
      """
      observe logRadon[Observation] ~ Normal(
        overallMean + countyEffect[county] + (slope + countySlope[county]) * floor, residual
      )

      """
    ),
    (
      "let predictor = intercept + coefficientOfAge * age + coefficientOfIncome * income + coefficientOfHeight * height",
      """
      let predictor = intercept + coefficientOfAge * age + coefficientOfIncome * income +
        coefficientOfHeight * height

      """
    ),
    (
      "observe y[Observation] ~ MultiNormal(mean: overallMean + countyEffect[county] + slope * floor, covariance: covariance(kernel, at: place, jitter: 1e-9))",
      """
      observe y[Observation] ~ MultiNormal(
        mean: overallMean + countyEffect[county] + slope * floor,
        covariance: covariance(kernel, at: place, jitter: 1e-9)
      )

      """
    ),
    (
      "let v = [1.25, 2.25, 3.25, 4.25, 5.25, 6.25, 7.25, 8.25, 9.25, 10.25, 11.25, 12.25, 13.25, 14.25, 15.25, 16.25]",
      """
      let v = [
        1.25, 2.25, 3.25, 4.25, 5.25, 6.25, 7.25, 8.25, 9.25, 10.25, 11.25, 12.25, 13.25, 14.25, 15.25,
        16.25
      ]

      """
    ),
  ]
}

extension String {
  /// How often a text occurs.
  func count(of part: String) -> Int { ranges(of: part).count }
}

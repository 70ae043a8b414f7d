import BayesSource
import BayesSyntax
import Testing

/// A text in which `«` and `»` enclose the place of its first diagnostic.
struct MarkedProgram: Sendable, CustomTestStringConvertible {
  let code: String
  let marked: String

  init(_ code: String, _ marked: String) {
    self.code = code
    self.marked = marked
  }

  var text: String { marked.replacing("«", with: "").replacing("»", with: "") }

  var span: SourceSpan {
    let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
    let inner = parts.last?.split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    return SourceSpan(start: start, end: start + (inner?.first?.utf8.count ?? 0))
  }

  var testDescription: String { "\(code): \(marked.debugDescription)" }
}

@Suite("What the parser refuses")
struct SyntaxDiagnosticTests {
  @Test("each code has at least three cases, a title and a page with an example")
  func codesAreCovered() {
    for code in SyntaxDiagnosticCatalog.all where !Self.isTestedApart(code.id) {
      #expect(Self.cases.count { $0.code == code.id } >= 3, "\(code.id) \(code.title)")
    }
    for code in SyntaxDiagnosticCatalog.all {
      #expect(code.id.hasPrefix("B01"))
      #expect(!code.title.isEmpty)
      #expect(code.explanation.contains("Instead of\n```"), "\(code.id)")
    }
    #expect(Set(SyntaxDiagnosticCatalog.all.map(\.id)).count == SyntaxDiagnosticCatalog.all.count)
  }

  /// Codes whose cases are no valid UTF-8 or too large to stand here: see `LimitTests`.
  static func isTestedApart(_ id: String) -> Bool {
    ["B0101", "B0102", "B0103", "B0112", "B0139", "B0140"].contains(id)
  }

  @Test("the first diagnostic has the code and the place", arguments: cases)
  func firstDiagnostic(program: MarkedProgram) {
    let tree = parse(program.text)
    let first = tree.diagnostics.first
    #expect(first?.code.id == program.code, "\(tree.findings)")
    #expect(first?.span == program.span, "\(tree.findings)")
    #expect(tree.diagnostics.count == 1, "\(tree.findings)")
    #expect(tree.printedBack == tree.source.bytes)
  }

  static let cases: [MarkedProgram] = characters + brackets + parts + lines + expressions

  static let characters: [MarkedProgram] = [
    .init("B0104", "let d = a «\u{2212}» b"),
    .init("B0104", "let d = x«$»y"),
    .init("B0104", "param p ~ Normal(«'mean'», 1)"),
    .init("B0104", "let d =«\u{A0}»a"),
    .init("B0104", "let k = X @ A«'»"),
    .init("B0104", "let k = «\u{1}»a"),
    .init("B0105", "import «\"priors.bayes»"),
    .init("B0105", "dim Coef = [«\"age, 3]»\nlet a = 1"),
    .init("B0105", "let x = z[«\"hare]»"),
    .init("B0105", "let x = \"a\\\" b\" + «\"c\\\"»"),
    .init("B0106", "import \"priors«\\w»eak.bayes\""),
    .init("B0106", "let x = \"«\\u»1F600\""),
    .init("B0106", "dim D = [\"a\", \"«\\u»{110000}\"]"),
    .init("B0106", "let x = \"«\\é»\""),
    .init("B0107", "let a = «.5»"),
    .init("B0107", "let a = «1.» + b"),
    .init("B0107", "let a = «2x»"),
    .init("B0107", "let a = «1_000»"),
    .init("B0107", "param a ~ Normal(«0x1F», 1)"),
    .init("B0107", "let a = [«1e», 2]"),
    .init("B0107", "let a = «1.e5»"),
    .init("B0108", "let n = «9223372036854775808»"),
    .init("B0108", "let n = «1e999»"),
    .init("B0108", "let n = x[«0.0001e-999»]"),
    .init("B0108", "data X: Real[«99999999999999999999»]"),
    .init("B0109", "data «``»: Real"),
    .init("B0109", "data «`in: Real»"),
    .init("B0109", "let a = b + «`c d»\nlet e = 1"),
    .init("B0110", "let a = 1 «#» one"),
    .init("B0110", "«/*» all\nof this */ let a = 1"),
    .init("B0110", "param a ~ Normal(0, «/*» sd */ 1)"),
    .init("B0111", "let a = x «**» 2"),
    .init("B0111", "let a = 1«;»"),
    .init("B0111", "let a = 1«;» "),
    .init("B0111", "let a = X «%*%» b"),
    .init("B0111", "let a = c ? x «.*» y : z"),
    .init("B0111", "for i in 1«..»n { f(i) }"),
    .init("B0111", "let c = a «&» b"),
  ]

  static let brackets: [MarkedProgram] = [
    .init("B0120", "param mu ~ Normal(0, 5«»\nparam s ~ HalfNormal(1)"),
    .init("B0120", "let a = f(g(x, 2)«»\nlet b = 1"),
    .init("B0120", "observe y[Obs «~» Normal(0, 1)\ndim D"),
    .init("B0120", "let x = [1, 2«»"),
    .init("B0120", "func f(x: Real) -> Real {\n  return x«»\n"),
    .init("B0120", "func f(x: Real «->» Real {\n  return x\n}\nlet a = 1"),
    .init("B0120", "decide d maximize {\n  a: 1«»\n\nlet a = 1"),
    .init("B0120", "func f() {\n  if a {\n    g()«»\n}\nlet a = 1"),
    .init("B0121", "param mu ~ Normal(0, 5)«)»"),
    .init("B0121", "let a = x«]» + 1"),
    .init("B0121", "func f() { }\n«}»\nlet a = 1"),
    .init("B0121", "«)»\nlet a = 1"),
    .init("B0129", "param mu ~ Normal(0, 5«,»)"),
    .init("B0129", "let a = [1, 2«,»]"),
    .init("B0129", "data X: Real[A, B«,»]"),
    .init("B0129", "func f(a: Real«,») { }"),
    .init("B0141", "let s = («»for i in Obs)".replacing("(«»for", with: "(x[i] «for»")),
    .init("B0141", "let s = x[i «for» i in Obs]"),
    .init("B0141", "observe y ~ D() censored(right: c «for i in D»)"),
    .init("B0141", "data X: Real[K «for» K in D]"),
  ]

  static let parts: [MarkedProgram] = [
    .init("B0122", "let z = (x - mu) /«»"),
    .init("B0122", "let z = (x - mu) /«»\nparam s ~ HalfNormal(1)"),
    .init("B0122", "let z = f(«,» 2)"),
    .init("B0122", "factor«» "),
    .init("B0122", "let a = («)»"),
    .init("B0122", "let a = b + «*» c"),
    .init("B0122", "let a = x[«]»"),
    .init("B0122", "let a = c ? «:» d"),
    .init("B0123", "param «~» Normal(0, 1)"),
    .init("B0123", "data «:» Real"),
    .init("B0123", "let a = x.«1»"),
    .init("B0123", "dim A, «»\ndim B".replacing(" «»", with: "«»")),
    .init("B0123", "model «(»x: Real) { }"),
    .init("B0123", "let a = sum(x for «3» in K)"),
    .init("B0124", "data «in»: Real"),
    .init("B0124", "let a = «data» + 1"),
    .init("B0124", "param mu, «gate» ~ Normal(0, 1)"),
    .init("B0124", "let a = f(«for»: 1)".replacing("«for»: 1", with: "b.«report», 1")),
    .init("B0124", "func f(«model»: Real) { }"),
    .init("B0125", "data y: «[»Obs]"),
    .init("B0125", "data y:«»"),
    .init("B0125", "func f(x: «)» { }"),
    .init("B0125", "func f() -> «{» }"),
    .init("B0125", "let a: «=» 3"),
    .init("B0126", "param mu «=» Normal(0, 5)"),
    .init("B0126", "let mu «~» Normal(0, 5)"),
    .init("B0126", "param mu «Normal»(0, 5)"),
    .init("B0126", "data y«»"),
    .init("B0126", "data y «Real»"),
    .init("B0126", "gate harm «Pr»(a > 0) < 1"),
    .init("B0126", "for i «of» D { f(i) }"),
    .init("B0126", "param mu ~ Normal(0 «5»)"),
    .init("B0126", "let a = c ? 1«»"),
    .init("B0126", "while a > 0«»\nlet b = 1"),
    .init("B0126", "import «priors»"),
    .init("B0138", "dim Time «orderd»"),
    .init("B0138", "param x ~ Normal(0, 1) «truncate» 0..."),
    .init("B0138", "decide d «maximise» {\n  a: 1\n}"),
    .init("B0138", "«parm» mu ~ Normal(0, 1)"),
    .init("B0137", "data a, «b»: Real = 3"),
    .init("B0137", "report a, «b» = 3"),
    .init("B0137", "report a, «b[K]»: Real = 3"),
  ]

  static let lines: [MarkedProgram] = [
    .init("B0127", "«else» { f() }"),
    .init("B0127", "«y»: Real[Obs]"),
    .init("B0127", "let a = 1\n«!»a"),
    .init("B0127", "func f() {\n  «in» x\n}"),
    .init("B0128", "dim K = 3 «param» w ~ Normal(0, 1)"),
    .init("B0128", "let a = 1 «2»"),
    .init("B0128", "func f() { g() «return» 1 }"),
    .init("B0128", "factor a «b»"),
    .init("B0128", "f(x) «+» 1"),
    .init("B0130", "let eta = alpha\n  «+» X @ beta"),
    .init("B0130", "param mu\n  «~» Normal(0, 1)"),
    .init("B0130", "let a = (b\n  «-» c)"),
    .init("B0130", "let a = b\n\n// why\n  «?» c : d"),
    .init("B0130", "f(x)\n  «*» 2"),
    .init("B0130", "let a = Time\n  «.»first"),
    .init("B0130", "let a = 0\n  «...»5"),
    .init("B0130", "data a\n  «,» b: Real"),
    .init("B0131", "func f()\n«{»\n  return\n}"),
    .init("B0131", "if a {\n}\n«else» {\n}"),
    .init("B0131", "decide d minimize\n«{»\n  a: 1\n}"),
    .init("B0131", "for i in 1...3 // three\n«{» f(i) }"),
    .init("B0135", "func f() {\n  «import» \"g.bayes\"\n}"),
    .init("B0135", "model M() {\n  «model» N() { }\n}"),
    .init("B0135", "if a { «import» \"a.bayes\" }"),
    .init("B0134", "observe log«(»y[Obs]) ~ Normal(mu, s)"),
    .init("B0134", "«mu[K]» ~ Normal(0, 1)"),
    .init("B0134", "«exp(mu)» ~ Normal(0, 1)"),
    .init("B0134", "param a «+» b ~ Normal(0, 1)"),
  ]

  static let expressions: [MarkedProgram] = [
    .init("B0132", "let a = 0 < x «<» 10"),
    .init("B0132", "let a = f(x == y «==» z)"),
    .init("B0132", "observe y ~ D() when 0 <= a + b «>» 10 && c"),
    .init("B0133", "param p ~ Normal(«\"mean\"»: 0, 1)"),
    .init("B0133", "let a = f(«x[1]»: 0)"),
    .init("B0133", "observe y ~ D() censored(«(right)»: c)"),
    .init("B0136", "let part = x[1...«weight»]"),
    .init("B0136", "let part = f(0..<«init», 2)"),
    .init("B0136", "for i in 0...«from» { g(i) }"),
    .init("B0142", "let a = «_» + 1"),
    .init("B0142", "let a = f(«_», 2)"),
    .init("B0142", "factor «_»"),
    .init("B0142", "let a = x[-«_»]"),
  ]
}

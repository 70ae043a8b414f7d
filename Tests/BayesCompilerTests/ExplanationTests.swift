import BayesCompiler
import BayesSource
import BayesSyntax
import Testing

/// The wrong program and its repair on the page of a diagnostic.
struct Explanation: Sendable, CustomTestStringConvertible {
  let code: DiagnosticCode
  let wrong: String?
  let right: String?

  var testDescription: String { code.id }

  init(_ code: DiagnosticCode) {
    self.code = code
    let parts = MarkdownFile.parts(of: code.explanation)
    wrong = Explanation.program(behind: "Instead of", in: parts)
    right = Explanation.program(behind: "write", in: parts)
  }

  private static func program(behind line: String, in parts: [MarkdownFile.Part]) -> String? {
    guard let place = parts.lastIndex(of: .line(line)), place + 1 < parts.count,
      case .fence("bayes", let body) = parts[place + 1]
    else { return nil }
    return body
  }

  static let all = (SyntaxDiagnosticCatalog.all + CompilerDiagnosticCatalog.all).map(
    Explanation.init)
}

@Suite("Pages of diagnostics")
struct ExplanationTests {
  /// Codes whose wrong program is no UTF-8, too large or not a program: see `LimitTests`.
  private static let unshown: Set<String> = ["B0101", "B0102", "B0103", "B0112", "B0139", "B0140"]

  private func codes(_ program: String, isSyntax: Bool) -> [String] {
    let tree = Parser.parse(SourceText(name: "model.bayes", text: program))
    let checked = isSyntax ? [] : Checker.check(tree).diagnostics
    return (tree.diagnostics + checked).map(\.code.id)
  }

  @Test("the wrong program has this diagnostic and no other", arguments: Explanation.all)
  func wrong(page: Explanation) throws {
    guard !Self.unshown.contains(page.code.id) else { return }
    let program = try #require(page.wrong, "no block behind `Instead of`")
    let found = codes(program, isSyntax: page.code.id.hasPrefix("B01"))
    #expect(Set(found) == [page.code.id], "\(program)")
  }

  @Test("its repair has none", arguments: Explanation.all)
  func right(page: Explanation) throws {
    guard !Self.unshown.contains(page.code.id) else { return }
    let program = try #require(page.right, "no block behind `write`")
    #expect(codes(program, isSyntax: page.code.id.hasPrefix("B01")) == [], "\(program)")
  }
}

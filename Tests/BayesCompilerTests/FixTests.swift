import BayesCompiler
import BayesSource
import BayesSyntax
import Testing

@Suite("Fixes of diagnostics")
struct FixTests {
  private static let fixable = SpecificationTests.cases.filter {
    $0.expected["diagnostics"]?.contains("help: ") ?? false
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    let tree = Parser.parse(SourceText(name: "model.bayes", text: text))
    return tree.diagnostics.contains { $0.severity == .error }
      ? tree.diagnostics : tree.diagnostics + Checker.check(tree).diagnostics
  }

  @Test("a program in which each was applied has no error of their codes", arguments: fixable)
  func mend(own: SpecificationCase) {
    let found = diagnostics(own.program)
    var bytes = Array(own.program.utf8)
    for fix in found.compactMap(\.fix).sorted(by: { $0.span.start > $1.span.start }) {
      bytes.replaceSubrange(fix.span.start..<fix.span.end, with: fix.replacement.utf8)
    }
    let mended = String(decoding: bytes, as: UTF8.self)
    let left = diagnostics(mended)
    for code in Set(found.filter { $0.fix != nil }.map(\.code.id)) {
      let without = found.count { $0.code.id == code && $0.fix == nil }
      #expect(left.count { $0.code.id == code } <= without, "\(mended)")
    }
  }

  @Test("there are enough of them")
  func count() {
    #expect(Self.fixable.count > 100)
  }
}

import BayesSource
import BayesSyntax
import Testing

@Suite("Whole programs")
struct ProgramTests {
  @Test("there are programs to read")
  func thereArePrograms() {
    #expect(Programs.all.count { $0.hasPrefix("Tests/") } >= 17)
  }

  @Test("parses without diagnostics and prints back byte for byte", arguments: Programs.all)
  func parses(path: String) throws {
    let source = try Programs.source(path)
    let tree = Parser.parse(source)
    #expect(tree.findings == [])
    #expect(tree.printedBack == source.bytes)
    #expect(!tree.items.isEmpty)
  }
}

import BayesSource
import Testing

@Suite("Lines and columns")
struct LineTableTests {
  @Test("all three ways to end a line count, and columns are characters, not bytes")
  func positions() {
    let table = LineTable(SourceText(name: "t", text: "aé😀b\r\nc\rd\n"))
    #expect(table.starts == [0, 10, 12, 14])
    #expect(table.position(of: 7) == .init(line: 1, column: 4))
    #expect(table.position(of: 10) == .init(line: 2, column: 1))
    #expect(table.position(of: 14) == .init(line: 4, column: 1))
    #expect(table.span(ofLine: 0) == SourceSpan(start: 0, end: 8))
    #expect(table.span(ofLine: 3) == SourceSpan(start: 14, end: 14))
  }

  @Test("offsets and lines outside the text are cut to it")
  func outside() {
    let table = LineTable(SourceText(name: "t", text: "ab"))
    #expect(table.position(of: 99) == .init(line: 1, column: 3))
    #expect(table.position(of: -1) == .init(line: 1, column: 1))
    #expect(table.span(ofLine: 7) == SourceSpan(start: 2, end: 2))
  }
}

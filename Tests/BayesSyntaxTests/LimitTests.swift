import BayesSource
import BayesSyntax
import Foundation
import Testing

@Suite("Limits of the parser")
struct LimitTests {
  func codes(_ text: String) -> [String] { parse(text).diagnostics.map(\.code.id) }

  func codes(bytes: [UInt8]) -> [String] {
    Parser.parse(SourceText(name: "test.bayes", bytes: bytes)).diagnostics.map(\.code.id)
  }

  @Test(
    "bytes that are no UTF-8 are located, once for each run",
    arguments: [
      ([0x2F, 0x2F, 0xE9, 0x0A], 2..<3), ([0x22, 0xC3, 0x28, 0x22], 1..<2),
      ([0x61, 0xED, 0xA0, 0x80], 1..<4), ([0xF8, 0x88, 0x80], 0..<3), ([0x61, 0xF0, 0x9F], 1..<3),
    ] as [([UInt8], Range<Int>)])
  func invalidUTF8(bytes: [UInt8], place: Range<Int>) {
    let tree = Parser.parse(SourceText(name: "test.bayes", bytes: bytes))
    #expect(
      tree.diagnostics.first { $0.code.id == "B0101" }?.span
        == SourceSpan(start: place.lowerBound, end: place.upperBound), "\(tree.findings)")
    #expect(tree.diagnostics.count { $0.code.id == "B0101" } == 1)
    #expect(tree.printedBack == bytes)
  }

  @Test("a file with a zero byte is refused as a whole")
  func zeroBytes() {
    #expect(codes(bytes: [0]) == ["B0102"])
    #expect(codes("let a = 1\n\0") == ["B0102"])
    #expect(
      codes(bytes: Array("let a = )".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })) == [
        "B0102"
      ])
  }

  @Test("a file larger than a program is refused", arguments: ["a", " ", "(", "\n", "é"])
  func largeFiles(unit: String) {
    let count = (16 << 20) / unit.utf8.count + 1
    #expect(codes(String(repeating: unit, count: count)) == ["B0103"])
  }

  @Test(
    "not more errors are listed than a person reads",
    arguments: ["$\n", ")\n", "let a = \n", "\"\n"])
  func manyErrors(line: String) {
    let found = codes(String(repeating: line, count: 1000))
    #expect(found.count == 101)
    #expect(found.last == "B0112")
  }

  /// Repeats what opens, then what closes.
  static func nest(_ open: String, _ core: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + core + String(repeating: close, count: count)
  }

  static let nestings: [(open: String, core: String, close: String)] = [
    ("let a = ", "", ""), ("(", "x", ")"), ("[", "x", "]"), ("f(", "x", ")"), ("x[", "1", "]"),
    ("-", "x", ""), ("!", "x", ""), ("x^", "x", ""), ("c ? a : ", "b", ""), ("c ? ", "b", " : a"),
    ("x", ".a", ""), ("1 + (", "x", ")"), ("a(b[(", "x", ")])"), ("(-", "x", ")"),
  ]

  @Test("200 levels are fine, 300 are refused, 100000 do no harm", arguments: 1..<nestings.count)
  func nesting(number: Int) {
    let (open, core, close) = Self.nestings[number]
    let levels = open.count { "([-".contains($0) }
    func program(_ count: Int) -> String {
      let body = Self.nest(open == "x" ? "" : open, open == "x" ? "x" : core, close, count)
      return "let a = " + body + (open == "x" ? String(repeating: core, count: count) : "")
        + "\nlet b = 1"
    }
    #expect(codes(program(200 / max(1, levels))) == [])
    #expect(codes(program(300)) == ["B0139"])
    let deep = parse(program(100_000 / slowness))
    #expect(deep.diagnostics.map(\.code.id) == ["B0139"])
    #expect(deep.items.count == 2)
  }

  @Test("blocks nest to the same depth")
  func blocks() {
    for (open, close) in [("if a { ", " }"), ("for i in D { ", " }"), ("func f() { ", " }")] {
      #expect(codes(Self.nest(open, "g()", close, 200)) == [])
      #expect(codes(Self.nest(open, "g()", close, 300)).first == "B0139")
      #expect(codes(Self.nest(open, "g()", close, 50_000 / slowness)).first == "B0139")
    }
    let chain = "if a { }" + String(repeating: " else if b { }", count: 100_000 / slowness)
    #expect(codes(chain).first == "B0139")
  }

  @Test("links on links count as levels, wherever they stand")
  func links() {
    let member = "(x" + String(repeating: ".a", count: 100) + ")"
    #expect(codes("let a = " + member) == [])
    #expect(codes("let a = (" + member + String(repeating: "()", count: 200) + ")") == ["B0139"])
    #expect(codes("observe y[T" + String(repeating: ".a()", count: 300) + "] ~ D()") == ["B0139"])
  }

  @Test("a chain has up to 10,000 links", arguments: ["+", "*", "||", "&&", "@"])
  func chains(link: String) {
    let text = String(repeating: " \(link) x", count: 10_000)
    #expect(codes("let a = x" + text) == [])
    #expect(codes("let a = x" + text + " \(link) x") == ["B0140"])
    #expect(codes("let a = x" + text + text + text + "\nlet = 1") == ["B0140", "B0123"])
  }

  @Test("what is just within the limits can be formatted and dumped")
  func withinLimits() {
    let chain = "let a = x" + String(repeating: " + x", count: 10_000)
    let nest = "let b = " + Self.nest("f(a || b && c == d + e * (", "x", "))", 120)
    #expect(FormatterTests.fault(chain + "\n" + nest) == nil)
  }

  @Test("the deepest program needs less than half a megabyte of stack")
  func stack() {
    let open = "-f[a || b && c == d + e * !x^(c ? [a, "
    let text = "let a = " + Self.nest(open, "x", "] : b)]", 400) + "\n"
    let accepted = "let a = " + Self.nest(open, "x", "] : b)]", 36) + "\n"
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      #expect(parse(text).diagnostics.map(\.code.id) == ["B0139"])
      let tree = parse(accepted)
      #expect(tree.diagnostics.isEmpty)
      #expect(!tree.dump().isEmpty)
      done.signal()
    }
    // What threads other than the first have on macOS; debug builds need more.
    thread.stackSize = slowness > 1 ? 1 << 21 : 1 << 19
    thread.start()
    done.wait()
  }

  @Test(
    "texts of 256 kB take time in proportion",
    arguments: [
      "(", ")", "[", "{", "}", "{(", "([", "(]", "\n", "+\n", "a\n", "a ", "a+", "a,", "\"", "`",
      "'", ".", "...", "..", "1", "é", "~", "if a {", "else ", "param ", "\nparam a ~ (", "f(\n{\n",
      "for i in ", "/*", "#", "\r", "\t", "-", "x?", "x ? y :", "@\n(", "\n  }", "a[b]{\n",
    ])
  func proportionalTime(unit: String) {
    let count = (1 << 18) / slowness / unit.utf8.count
    let clock = ContinuousClock()
    let time = clock.measure {
      let tree = parse(String(repeating: unit, count: count))
      #expect(tree.printedBack == tree.source.bytes)
    }
    // Some seconds in a debug build; quadratic time would take hours.
    #expect(time < .seconds(60))
  }
}

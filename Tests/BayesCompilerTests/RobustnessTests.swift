import BayesCompiler
import BayesSource
import BayesSyntax
import Foundation
import Testing

@Suite("What nobody means to write")
struct RobustnessTests {
  /// Parses, checks, lowers and shows a text; what is said about it is located.
  private func codes(_ bytes: [UInt8]) -> [String] {
    let source = SourceText(name: "model.bayes", bytes: bytes)
    let tree = Parser.parse(source)
    let checked = Checker.check(tree)
    _ = Lowering.lower(checked)
    _ = checked.dump()
    let diagnostics =
      tree.diagnostics.contains { $0.severity == .error }
      ? tree.diagnostics : tree.diagnostics + checked.diagnostics
    let isLocated = diagnostics.allSatisfy { diagnostic in
      diagnostic.span.map { $0.start >= 0 && $0.end <= max(bytes.count, 0) } ?? false
    }
    #expect(isLocated)
    _ = DiagnosticRenderer(source).text(diagnostics)
    return diagnostics.map(\.code.id)
  }

  private func codes(_ text: String) -> [String] { codes(Array(text.utf8)) }

  private static let model = "data x: Real\nparam a ~ Normal(0, 1)\nobserve y ~ Normal(a * x, 1)\n"

  @Test(
    "an empty program is one",
    arguments: ["", "\n", " ", "\r\n\r\n", "// nothing\n", "// no newline", "\u{FEFF}", "\t\n"])
  func empty(text: String) {
    #expect(codes(text) == [])
  }

  @Test("a byte order mark and CRLF change nothing")
  func marks() {
    let crlf = Self.model.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(codes(Self.model) == [])
    #expect(codes("\u{FEFF}" + Self.model) == [])
    #expect(codes(crlf) == [])
    #expect(codes("\u{FEFF}" + crlf) == [])
  }

  @Test("loops over what is drawn unfold in time that goes with their rounds")
  func loops() {
    let text = """
      param x ~ Normal(0, 1)
      func f(x: Real) -> Real {
        var y = x
        for i in 1...300 {
          for j in 1...300 {
            y = y * 0.5 + i / j
          }
        }
        return y
      }
      report z = f(x)
      observe w ~ Normal(x, 1)

      """
    let time = ContinuousClock().measure { #expect(codes(text) == []) }
    #expect(time < .seconds(5))
  }

  @Test("bytes that are no text are located")
  func bytes() {
    #expect(codes(Array(Self.model.utf8) + [0xED, 0xA0, 0x80]).first == "B0101")
    #expect(codes((0...255).map { UInt8($0) }) == ["B0102"])
    #expect(codes([0xFF, 0xFE]).first == "B0101")
  }

  @Test(
    "100,000 brackets are refused once",
    arguments: [("(", ")"), ("[", "]"), ("exp(", ")"), ("-(", ")"), ("x[", "]"), ("1 + (", ")")])
  func nesting(open: String, close: String) {
    let text =
      String(repeating: open, count: 100_000) + "1" + String(repeating: close, count: 100_000)
    #expect(codes("report r = " + text) == ["B0139"])
  }

  @Test("10,000 links are checked, 100,000 refused", arguments: ["+", "*", "-", "/", "@", "&&"])
  func chains(link: String) {
    let short = "report r = 1" + String(repeating: " \(link) 1", count: 10_000)
    #expect(Set(codes(short)).isSubset(of: ["B0305", "B0306"]))
    let long = "report r = 1" + String(repeating: " \(link) 1", count: 100_000)
    #expect(codes(long) == ["B0140"])
  }

  @Test("a line of a megabyte is checked")
  func longLine() {
    let names = (0..<6_000).map { "x\($0)" }.joined(separator: ", ")
    #expect(Set(codes("data \(names): Real\n")) == ["W0201"])
    let list = String(repeating: "1.25, ", count: 170_000) + "0"
    #expect(codes("report r = sum([\(list)])") == [])
  }

  @Test("nested calls stop before the stack does")
  func calls() {
    var text = "func f0(x: Real) -> Real {\n  return x\n}\n"
    for level in 1...2_000 {
      let nest = String(repeating: "(1 + ", count: 120)
      let close = String(repeating: ")", count: 120)
      text += "func f\(level)(x: Real) -> Real {\n  return \(nest)f\(level - 1)(x)\(close)\n}\n"
    }
    #expect(codes(text + "report r = f2000(1)") == ["B0211"])
  }

  @Test("functions that call each other twice stop before memory does")
  func doubling() {
    var text = "func f0(x: Real) -> Real {\n  return x\n}\n"
    var other = "func f0(x: Real) -> Real {\n  return x\n}\n"
    for level in 1...60 {
      other +=
        "func f\(level)(x: Real) -> Real {\n  let a = f\(level - 1)(x)\n  return f\(level - 1)(x)\n}\n"
      text +=
        "func f\(level)(x: Real) -> Real {\n  return f\(level - 1)(x) + f\(level - 1)(2 * x)\n}\n"
    }
    #expect(codes(text + "param a ~ Normal(0, 1)\nreport r = f60(a)") == ["B0211"])
    #expect(codes(other + "report r = f60(1)") == ["B0211"])
  }

  /// How many mutated programs to check: set `BAYES_FUZZ_INPUTS` to search by hand.
  private static let inputCount =
    ProcessInfo.processInfo.environment["BAYES_FUZZ_INPUTS"].flatMap { Int($0) } ?? 4_000

  @Test("programs with tokens exchanged are checked or refused, with a place")
  func mutations() {
    let programs = SpecificationTests.cases.map(\.program)
    let tokens = programs.map { program -> [String] in
      let tree = Parser.parse(SourceText(name: "model.bayes", text: program))
      return tree.tokens.map { tree.source.text(in: $0.span) }
    }
    var random = Congruential(seed: 77)
    for number in 0..<Self.inputCount {
      var words = tokens[number % tokens.count]
      for _ in 0...random.below(3) where !words.isEmpty {
        let other = tokens[random.below(tokens.count)]
        guard !other.isEmpty else { continue }
        let place = random.below(words.count)
        switch random.below(4) {
        case 0: words.remove(at: place)
        case 1: words.insert(other[random.below(other.count)], at: place)
        case 2: words.swapAt(place, random.below(words.count))
        default: words[place] = other[random.below(other.count)]
        }
      }
      _ = codes(words.joined(separator: " "))
    }
  }

  /// A generator of Knuth's (MMIX), the same on every run.
  private struct Congruential {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }
}

import Bayes
import BayesSource
import Testing

/// Inputs too large to stand in a file: they must be refused as quickly as small ones.
@Suite("Endless models and data")
struct EndlessTests {
  struct Endless: Sendable, CustomTestStringConvertible {
    let title: String
    let code: String
    let model: String
    let data: String
    var file = "d.json"

    var testDescription: String { title }

    init(_ title: String, _ code: String, model: String = "data y: Real\n", data: String = "{}") {
      self.title = title
      self.code = code
      self.model = model
      self.data = data
    }

    func inFile(_ name: String) -> Endless {
      var copy = self
      copy.file = name
      return copy
    }
  }

  static let many = 100_000
  static let count = cases.count

  private static func times(_ text: String, _ count: Int = many) -> String {
    String(repeating: text, count: count)
  }

  static let cases: [Endless] = [
    Endless("parentheses open", "B0139", model: "let a = " + times("(") + "\n"),
    Endless("parentheses closed again", "B0139", model: "let a = \(times("("))1\(times(")"))\n"),
    Endless("brackets", "B0139", model: "let a = \(times("["))1\(times("]"))\n"),
    Endless("subscripts", "B0139", model: "let a = \(times("a["))1\(times("]"))\n"),
    Endless("calls", "B0139", model: "let a = \(times("exp("))1\(times(")"))\n"),
    Endless("minus signs", "B0139", model: "let a = \(times("-"))1\n"),
    Endless("conditions", "B0139", model: "let a = \(times("true ? 1 : "))2\n"),
    Endless("powers", "B0139", model: "let a = \(times("2 ^ "))1\n"),
    Endless("blocks", "B0139", model: times("if true {\n") + times("}\n")),
    Endless("a sum", "B0140", model: "let a = 1\(times(" + 1"))\n"),
    Endless("a name", "B0510", model: "data \(times("n", 1_000_000)): Real\n"),
    Endless("arrays", "B0501", data: "{\"y\": \(times("["))1\(times("]"))}"),
    Endless("arrays that stay open", "B0501", data: "{\"y\": " + times("[")),
    Endless("objects", "B0501", data: times("{\"y\": ") + "1" + times("}")),
    Endless("a key", "B0510", data: "{\"\(times("k", 1_000_000))\": 1}"),
    Endless("a number", "B0514", data: "{\"y\": \(times("9"))}"),
    Endless("a string", "B0512", data: "{\"y\": \"\(times("s", 1_000_000))\"}"),
    Endless(
      "keys", "B0510", data: "{\((0..<many).map { "\"k\($0)\": 1" }.joined(separator: ", "))}"),
    Endless("columns", "B0510", data: (0..<many).map { "k\($0)" }.joined(separator: ",") + "\n")
      .inFile("d.csv"),
    Endless("columns of one name", "B0507", data: times("k,") + "k\n").inFile("d.csv"),
    Endless("empty columns", "B0508", data: times(",") + "\n").inFile("d.csv"),
    Endless("a quote", "B0508", data: "\"\(times("k", 1_000_000))\n").inFile("d.csv"),
    Endless("empty lines", "B0502", data: times("\n", 1_000_000)).inFile("d.tsv"),
    Endless("lines of arrays", "B0503", data: times("[1]\n")).inFile("d.ndjson"),
    Endless("lines with an object", "B0506", data: times("{\"y\": {}}\n", 1000))
      .inFile("d.ndjson"),
    Endless(
      "rows of one length but the last", "B0504",
      data: "{\"y\": [\(times("[1, 2], "))[1]]}"),
  ]

  @Test("each is refused with its code within two seconds", arguments: cases)
  func refused(endless: Endless) {
    let source = SourceText(name: "model.bayes", text: endless.model)
    let clock = ContinuousClock()
    var found: [Diagnostic] = []
    let time = clock.measure {
      let file = DataFile(name: endless.file, bytes: Array(endless.data.utf8))
      if case .refused(let diagnostics) = WholeWay.run(source, [file]) { found = diagnostics }
      _ = DiagnosticRenderer(source).text(found)
    }
    let first = found.first { $0.severity == .error }
    #expect(first?.code.id == endless.code, "\(found.map { $0.message.prefix(100) })")
    #expect(time < .seconds(2))
  }
}

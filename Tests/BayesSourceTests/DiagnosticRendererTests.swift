import BayesSource
import Testing

@Suite("Diagnostics as text and JSON")
struct DiagnosticRendererTests {
  static let code = DiagnosticCode("B0312", title: "t", explanation: "e")

  /// Renders a diagnostic at the first place of `marked` in `text`.
  func render(
    _ text: String, at marked: String, label: String? = nil, notes: [Note] = [],
    help: String? = nil, width: Int = 100, isColored: Bool = false
  ) -> String {
    let source = SourceText(name: "m.bayes", text: text)
    let span = DiagnosticRendererTests.span(of: marked, in: text)
    let diagnostic = Diagnostic(
      Self.code, "cannot add", at: span, label: label, notes: notes,
      fix: help.map { Fix($0, at: span, replacement: "x") })
    return DiagnosticRenderer(source, width: width, isColored: isColored).text(diagnostic)
  }

  static func span(of marked: String, in text: String) -> SourceSpan {
    let bytes = Array(text.utf8)
    let wanted = Array(marked.utf8)
    let start =
      bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? bytes.count
    return SourceSpan(start: start, end: start + wanted.count)
  }

  @Test("shows the place, the line, a caret, the label and the help")
  func short() {
    let text = """
      error[B0312]: cannot add
       --> m.bayes:2:9
       2 | let y = a + b
         |         ^ Real[County]   help: write `a[county]`

      """
    #expect(
      render("dim D\nlet y = a + b\n", at: "a", label: "Real[County]", help: "write `a[county]`")
        == text)
  }

  @Test("a help that does not fit stands on a line of its own, and notes show their places")
  func long() {
    let program = "let x = f(1\nlet y = 2"
    let opener = Self.span(of: "(", in: program)
    let text = """
      error[B0312]: cannot add
       --> m.bayes:1:11
       1 | let x = f(1
         |           ^ here
         = help: write something that is far too long to stand behind it
         = note: opened here
       1 | let x = f(1
         |          ^
         = note: a sentence

      """
    let rendered = render(
      program, at: "1", label: "here",
      notes: [Note("opened here", at: opener), Note("a sentence")],
      help: "write something that is far too long to stand behind it", width: 60)
    #expect(rendered == text)
  }

  @Test("a span over several lines shows its first and its last")
  func severalLines() {
    let text = """
      error[B0312]: cannot add
        --> m.bayes:9:5
        9 | x = f(
          |     ^^
          ...
       11 |   b)
          |   ^^ ends

      """
    let program = String(repeating: "\n", count: 8) + "x = f(\n  a,\n  b)\ny"
    #expect(render(program, at: "f(\n  a,\n  b)", label: "ends") == text)
  }

  @Test("tabs, wide characters and combining marks keep the caret under its place")
  func widths() {
    let rendered = render("\tlet 平均 = e\u{301} + q", at: "q")
    let lines = rendered.split(separator: "\n")
    #expect(lines[2] == " 1 |     let 平均 = e\u{301} + q")
    #expect(lines[3] == "   | " + String(repeating: " ", count: 4 + 4 + 4 + 3 + 1 + 3) + "^")
  }

  @Test("a long line is cut around the place")
  func cut() {
    let program =
      String(repeating: "a + ", count: 500) + "bad" + String(repeating: " + c", count: 500)
    let lines = render(program, at: "bad", width: 60).split(separator: "\n")
    #expect(lines[2].count <= 60)
    #expect(lines[2].contains("bad"))
    let caret = lines[3].firstIndex(of: "^").map {
      lines[3].distance(from: lines[3].startIndex, to: $0)
    }
    let place = lines[2].firstRange(of: "bad").map {
      lines[2].distance(from: lines[2].startIndex, to: $0.lowerBound)
    }
    #expect(caret == place)
  }

  @Test("bytes that are no text, control characters and places outside do no harm")
  func broken() {
    let source = SourceText(name: "m", bytes: [0x61, 0xFF, 0x1B, 0xC3])
    let renderer = DiagnosticRenderer(source)
    for span in [(1, 2), (3, 9), (50, 60), (-3, -1), (0, 100)] {
      let shown = renderer.text(
        Diagnostic(Self.code, "m", at: SourceSpan(start: span.0, end: span.1)))
      #expect(shown.contains("a\u{FFFD}\u{FFFD}\u{FFFD}"))
      #expect(!shown.contains("\u{1B}"))
    }
  }

  @Test("colours are escape sequences around the same text")
  func colours() {
    let plain = render("let y = a", at: "a", label: "l", help: "h")
    let colored = render("let y = a", at: "a", label: "l", help: "h", isColored: true)
    #expect(colored.contains("\u{1B}[1;31merror[B0312]\u{1B}[0m"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test("several diagnostics end with how many there are")
  func several() {
    let warning = Diagnostic(DiagnosticCode("W0401", title: "", explanation: ""), "w", at: nil)
    let error = Diagnostic(Self.code, "e", at: nil)
    let renderer = DiagnosticRenderer(SourceText(name: "m", text: ""))
    #expect(
      renderer.text([error, warning, error])
        == "error[B0312]: e\n\nwarning[W0401]: w\n\nerror[B0312]: e\n\n2 errors, 1 warning\n")
    #expect(renderer.text([]) == "")
  }

  @Test("JSON holds lines, columns and byte offsets")
  func json() {
    let text = "é\nlet é = a"
    let span = Self.span(of: "a", in: text)
    let diagnostic = Diagnostic(
      Self.code, "m", at: span, notes: [Note("n")], fix: Fix("f", at: span, replacement: "b"))
    let json = DiagnosticRenderer(SourceText(name: "m", text: text)).json(diagnostic).text()
    let place =
      #"{"start":{"line":2,"column":9,"offset":12},"end":{"line":2,"column":10,"offset":13}}"#
    #expect(
      json
        == #"{"code":"B0312","severity":"error","message":"m","label":null,"file":"m","span":"#
        + place + #","notes":[{"message":"n","span":null}],"fix":{"message":"f","span":"# + place
        + #","replacement":"b"}}"#)
  }
}

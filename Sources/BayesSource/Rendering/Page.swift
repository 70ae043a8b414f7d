/// The lines of one rendered diagnostic.
struct Page {
  let renderer: DiagnosticRenderer
  /// The width of the line numbers.
  let gutter: Int
  private(set) var text = ""

  init(renderer: DiagnosticRenderer, gutter: Int) {
    self.renderer = renderer
    self.gutter = gutter
  }

  mutating func line(_ content: String) {
    var content = Substring(content)
    while content.last == " " { content.removeLast() }
    text += content + "\n"
  }

  private var margin: String { String(repeating: " ", count: gutter + 1) }

  /// ` --> model.bayes:9:37`.
  mutating func place(_ span: SourceSpan) {
    let position = renderer.lines.position(of: span.start)
    let arrow = renderer.paint(String(repeating: " ", count: gutter) + "-->", .blue)
    line("\(arrow) \(renderer.source.name(at: span.start)):\(position.line):\(position.column)")
  }

  /// A help or a note on a line of its own.
  mutating func remark(_ sentence: String) {
    line(margin + renderer.paint(" = ", .blue) + sentence)
  }

  /// The line or lines of a span with carets below, the label and, if it fits, the help behind
  /// them; returns the help if it did not fit.
  mutating func excerpt(_ span: SourceSpan, label: String, help: String?) -> String? {
    let lines = renderer.lines
    let first = lines.lineIndex(of: span.start)
    let last = span.end > span.start ? lines.lineIndex(of: span.end - 1) : first
    guard last > first else {
      return numbered(first, mark: span, label: label, help: help)
    }
    _ = numbered(first, mark: span, label: "", help: nil)
    if last > first + 1 { line(margin + renderer.paint(" ...", .blue)) }
    return numbered(last, mark: visible(span, inLine: last), label: label, help: help)
  }

  /// What of a span lies in a line, without its indentation.
  private func visible(_ span: SourceSpan, inLine line: Int) -> SourceSpan {
    let whole = renderer.lines.span(ofLine: line)
    var start = whole.start
    while start < whole.end, renderer.source.bytes[start] <= UInt8(ascii: " ") { start += 1 }
    return SourceSpan(start: start, end: min(span.end, whole.end))
  }

  private mutating func numbered(
    _ index: Int, mark: SourceSpan, label: String, help: String?
  ) -> String? {
    let excerpt = Excerpt(
      renderer.source.bytes, line: renderer.lines.span(ofLine: index), mark: mark,
      width: renderer.width - gutter - 6)
    let number = String(renderer.lines.number(ofLine: index))
    let padding = String(repeating: " ", count: max(0, gutter + 1 - number.count))
    line(renderer.paint(padding + number + " |", .blue) + " " + excerpt.text)
    let carets =
      String(repeating: " ", count: excerpt.markStart)
      + renderer.paint(String(repeating: "^", count: excerpt.markWidth), .red)
    let used = gutter + 4 + excerpt.markStart + excerpt.markWidth
    let labelled = label.isEmpty ? "" : " " + label
    let behind = help.map { "   " + $0 } ?? ""
    let fits = used + labelled.count + behind.count <= renderer.width
    line(
      margin + renderer.paint(" |", .blue) + " " + carets + labelled
        + (fits ? renderer.paint(behind, .green) : ""))
    return fits ? nil : help
  }
}

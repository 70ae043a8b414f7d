/// Shows diagnostics of one text to a person.
package struct DiagnosticRenderer: Sendable {
  package let source: SourceText
  /// The columns to keep to.
  package let width: Int
  /// Whether to use the escape sequences that colour a terminal.
  package let isColored: Bool
  let lines: LineTable

  /// A renderer for diagnostics of `source`.
  package init(_ source: SourceText, width: Int = 100, isColored: Bool = false) {
    self.source = source
    self.width = max(width, 40)
    self.isColored = isColored
    lines = LineTable(source)
  }

  /// All of them, with an empty line between two, and how many there are at the end.
  package func text(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    return (diagnostics.map(text) + [DiagnosticRenderer.count(diagnostics) + "\n"])
      .joined(separator: "\n")
  }

  /// One diagnostic; every line ends with a newline.
  package func text(_ diagnostic: Diagnostic) -> String {
    var page = Page(renderer: self, gutter: gutter(of: diagnostic))
    let severity = diagnostic.severity
    page.line(
      paint("\(severity.rawValue)[\(diagnostic.code.id)]", severity == .error ? .red : .yellow)
        + paint(": \(diagnostic.message)", .bold))
    var help = diagnostic.fix.map { "help: \($0.message)" }
    if let span = diagnostic.span {
      page.place(span)
      help = page.excerpt(span, label: diagnostic.label ?? "", help: help)
    }
    if let help { page.remark(help) }
    for note in diagnostic.notes {
      page.remark("note: \(note.message)")
      guard let span = note.span else { continue }
      if isElsewhere(span, than: diagnostic) { page.place(span) }
      _ = page.excerpt(span, label: "", help: nil)
    }
    return page.text
  }

  /// Whether a note points into another file than its diagnostic.
  func isElsewhere(_ span: SourceSpan, than diagnostic: Diagnostic) -> Bool {
    source.name(at: span.start) != source.name(at: diagnostic.span?.start ?? 0)
  }

  /// How many errors and warnings there are, in words.
  package static func count(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    func words(_ number: Int, _ noun: String) -> [String] {
      number == 0 ? [] : ["\(number) \(noun)\(number == 1 ? "" : "s")"]
    }
    let parts = words(errors, "error") + words(warnings, "warning")
    return parts.isEmpty ? "no errors" : parts.joined(separator: ", ")
  }

  /// The width of the largest line number that is shown.
  private func gutter(of diagnostic: Diagnostic) -> Int {
    let spans = [diagnostic.span].compactMap { $0 } + diagnostic.notes.compactMap(\.span)
    let largest =
      spans.map { span in
        lines.number(ofLine: lines.lineIndex(of: max(span.start, span.end)))
      }.max() ?? 1
    return String(largest).count
  }

  enum Paint: String {
    case red = "1;31", yellow = "1;33", blue = "1;34", green = "1;32", bold = "1"
  }

  func paint(_ text: String, _ paint: Paint) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}

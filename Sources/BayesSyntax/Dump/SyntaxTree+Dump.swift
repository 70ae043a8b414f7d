import BayesSource

extension SyntaxTree {
  /// The items, one a line with its parts indented below it: what `dump --after syntax` prints.
  package func dump() -> String {
    var text = ItemDump()
    for item in items { text.item(item) }
    return text.text
  }

  /// One token a line with its place, and the comments between: what `dump --after tokens` prints.
  package func dumpTokens() -> String {
    let lines = LineTable(source)
    var text = ""
    for token in tokens {
      for comment in comments(in: token.leadingTrivia) {
        text += line(lines, "comment", comment)
      }
      text += line(lines, "\(token.kind)", token.span)
    }
    return text
  }

  private func line(_ lines: LineTable, _ kind: String, _ span: SourceSpan) -> String {
    let position = lines.position(of: span.start)
    let written = source.text(in: span)
    let isVisible = kind != "newline" && kind != "endOfFile"
    return "\(position.line):\(position.column) \(kind)" + (isVisible ? " \(written)\n" : "\n")
  }

  /// The comments in what lies between two tokens.
  func comments(in trivia: SourceSpan) -> [SourceSpan] {
    var comments: [SourceSpan] = []
    var index = trivia.start
    while index + 1 < trivia.end {
      guard source.bytes[index] == UInt8(ascii: "/"), source.bytes[index + 1] == UInt8(ascii: "/")
      else {
        index += 1
        continue
      }
      let start = index
      while index < trivia.end, source.bytes[index] != 0x0A, source.bytes[index] != 0x0D {
        index += 1
      }
      comments.append(SourceSpan(start: start, end: index))
    }
    return comments
  }
}

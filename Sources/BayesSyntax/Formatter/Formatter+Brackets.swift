extension Formatter {
  /// Writes a bracket with its contents on a line of their own, if they fit, else each element on
  /// one; single literals and names fill their lines.
  mutating func layOutBracket(_ opener: Int, _ closer: Int, indent: Int) {
    let inner = indent + Formatter.step
    writeBracket(opener)
    let contents = opener + 1..<closer
    let elements = elements(contents)
    if !contents.isEmpty { writer.newline(inner) }
    if tokens[opener].after == nil, !tokens[opener + 1].hasOwnLines, fits(contents, tail: 0) {
      layOut(contents, indent: inner)
    } else if isFilled(elements) {
      fill(elements, indent: inner)
    } else {
      for element in elements {
        if !writer.isAtLineStart { writer.newline(inner) }
        layOut(element, indent: inner)
      }
    }
    for case .comment(let comment) in tokens[closer].before {
      writer.comment(comment, at: inner)
    }
    tokens[closer].before = []
    if writer.isAtLineStart { writer.begin(at: indent) } else { writer.newline(indent) }
    writeBracket(closer)
  }

  private mutating func writeBracket(_ index: Int) {
    for case .comment(let comment) in tokens[index].before {
      writer.comment(comment, at: writer.indent)
    }
    writer.append(tokens[index].text, hasSpace: tokens[index].hasSpace)
    if let comment = tokens[index].after { writer.trailing(comment) }
  }

  /// The parts of a bracket, each with the comma behind it; `for` and `where` begin one.
  private func elements(_ range: Range<Int>) -> [Range<Int>] {
    var elements: [Range<Int>] = []
    var start = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      let token = tokens[index]
      if let partner = token.partner, partner > index { index = partner }
      let beginsNext = token.symbol == .for || token.symbol == .where && token.role == .word
      if beginsNext, index > start {
        elements.append(start..<index)
        start = index
      }
      index += 1
      if token.symbol == .comma {
        elements.append(start..<index)
        start = index
      }
    }
    return start < range.upperBound ? elements + [start..<range.upperBound] : elements
  }

  /// Whether all elements are single literals or names: many of them stand on one line.
  private func isFilled(_ elements: [Range<Int>]) -> Bool {
    elements.count > 8
      && elements.allSatisfy { element in
        element.count <= 3 && !element.contains { tokens[$0].hasComment }
      }
  }

  private mutating func fill(_ elements: [Range<Int>], indent: Int) {
    for element in elements {
      let width = widths[element.upperBound] - widths[element.lowerBound]
      if !writer.isAtLineStart, writer.column + width > Formatter.width { writer.newline(indent) }
      layOut(element, indent: indent)
    }
  }
}

import BayesSource

/// Lays a program out in the one canonical way.
///
/// The layout depends on the tokens and on which comments and empty lines stand between them, not
/// on how the text was laid out, so formatting what is formatted changes nothing.
package struct Formatter {
  /// The width that lines keep to where they can be broken.
  package static let width = 100
  /// How far what belongs to a line is indented below it.
  static let step = 2

  /// The program in its canonical layout, nil where it has errors.
  package static func format(_ tree: SyntaxTree) -> String? {
    guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    var tokens = FormatToken.all(tree)
    FormatToken.space(&tokens)
    var formatter = Formatter(tokens: tokens)
    formatter.formatStatements(indent: 0)
    return formatter.writer.text
  }

  var tokens: [FormatToken]
  var writer = FormatWriter()
  /// The width of all tokens before each, laid out on one line.
  let widths: [Int]
  private var position = 0

  private init(tokens: [FormatToken]) {
    self.tokens = tokens
    var sum = 0
    widths =
      [0]
      + tokens.map { token in
        sum += token.width + (token.hasSpace ? 1 : 0)
        return sum
      }
  }

  private var current: FormatToken { tokens[position] }

  /// Writes statements up to the end of the file or of the block.
  private mutating func formatStatements(indent: Int) {
    var isFirst = true
    var hasBlank = false
    while true {
      writeLines(before: position, indent, &isFirst, &hasBlank)
      if current.symbol == .endOfFile || current.symbol == .rightBrace { return }
      if current.symbol == .newline {
        position += 1
        continue
      }
      if hasBlank, !isFirst { writer.blank() }
      hasBlank = false
      formatStatement(indent: indent)
      isFirst = false
    }
  }

  /// Writes the comments that stand before a statement, with at most one empty line between them.
  private mutating func writeLines(
    before index: Int, _ indent: Int, _ isFirst: inout Bool, _ hasBlank: inout Bool
  ) {
    for line in tokens[index].before {
      switch line {
      case .blank: hasBlank = true
      case .comment(let comment):
        if hasBlank, !isFirst { writer.blank() }
        writer.comment(comment, at: indent)
        hasBlank = false
        isFirst = false
      }
    }
    tokens[index].before = []
  }

  /// Writes a statement with its blocks and ends its line.
  private mutating func formatStatement(indent: Int) {
    writer.begin(at: indent)
    while true {
      let start = position
      let end = endOfHead(from: start)
      let hasBlock = tokens[end].symbol == .leftBrace
      layOut(start..<end, indent: indent, tail: hasBlock ? 2 : 0)
      position = end
      guard hasBlock else { break }
      formatBlock(indent: indent)
      guard current.symbol == .else else { break }
      writer.append("else", hasSpace: true)
      position += 1
    }
    writer.newline(indent)
  }

  /// Where the line ends that begins at `start`: at a newline, a brace or the end of the file.
  private func endOfHead(from start: Int) -> Int {
    var index = start
    while true {
      switch tokens[index].symbol {
      case .newline, .leftBrace, .rightBrace, .endOfFile: return index
      default: index = index + 1
      }
    }
  }

  /// Writes a block, its braces included.
  private mutating func formatBlock(indent: Int) {
    let opener = position
    writer.append("{", hasSpace: true)
    if let comment = current.after { writer.trailing(comment) }
    position += 1
    let isEmpty =
      tokens[opener].partner == position && !tokens[opener].hasComment
      && !current.before.contains { $0 != .blank }
    if !isEmpty {
      writer.newline(indent + Formatter.step)
      formatStatements(indent: indent + Formatter.step)
      writer.begin(at: indent)
    }
    writer.append("}", hasSpace: false)
    if let comment = current.after { writer.trailing(comment) }
    position += 1
  }
}

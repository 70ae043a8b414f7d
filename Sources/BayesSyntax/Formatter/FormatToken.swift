import BayesSource

/// A token as the formatter sees it: with its comments and its part in the sentence.
struct FormatToken {
  let symbol: Symbol
  let text: String
  let width: Int
  /// What stands on lines of its own before it.
  var before: [Line] = []
  /// The comment behind it on its line.
  var after: String?
  /// The index of the bracket that belongs to it.
  var partner: Int?
  /// Whether a space stands before it where its line is not broken.
  var hasSpace = false
  /// What it does, where its symbol does not tell.
  var role = Role.plain
  /// A value ends with it, so that `-` behind it subtracts.
  var endsOperand = false

  /// A line between two tokens.
  enum Line: Equatable {
    case blank
    case comment(String)
  }

  /// What a token does, where its symbol does not tell.
  enum Role {
    case plain
    /// A soft keyword in its place.
    case word
    /// `-` and `!` before an operand.
    case prefix
    /// An operator between two operands.
    case infix
    /// `?` and `:` of a conditional.
    case conditional
    /// `?` of a type, `:` behind a name.
    case tight
  }

  /// Comments stand on lines of their own before it.
  var hasOwnLines: Bool { before.contains { $0 != .blank } }

  var hasComment: Bool {
    after != nil || hasOwnLines
  }
}

extension FormatToken {
  /// The tokens of a tree with everything that the formatter wants to know about them.
  static func all(_ tree: SyntaxTree) -> [FormatToken] {
    var tokens: [FormatToken] = []
    for token in tree.tokens {
      let text = token.kind == .newline ? "" : tree.source.text(in: token.span)
      var next = FormatToken(symbol: symbol(token.kind, text), text: text, width: text.count)
      let followsNewline = tokens.last.map { $0.symbol == .newline } ?? true
      let lines = lines(tree, token.leadingTrivia)
      next.before = lines.dropFirst(followsNewline ? 0 : 1).dropLast().map { line in
        line.isEmpty ? .blank : .comment(line)
      }
      if !followsNewline, let first = lines.first, !first.isEmpty {
        tokens[tokens.count - 1].after = first
      } else if lines.count > 1 || followsNewline, let last = lines.last, !last.isEmpty {
        next.before.append(.comment(last))
      }
      tokens.append(next)
    }
    pair(&tokens)
    moveCommentsBehindCommas(&tokens)
    return tokens
  }

  private static func symbol(_ kind: TokenKind, _ text: String) -> Symbol {
    switch kind {
    case .identifier: Symbol.softKeywords[text] ?? .identifier
    case .integer: .integer
    case .real: .real
    case .string: .string
    case .keyword, .punctuation: Symbol(rawValue: text) ?? .invalid
    case .newline: .newline
    case .endOfFile: .endOfFile
    case .invalid: .invalid
    }
  }

  /// The lines of what lies between two tokens, of each its comment or nothing.
  private static func lines(_ tree: SyntaxTree, _ trivia: SourceSpan) -> [String] {
    var lines: [String] = []
    var start = trivia.start
    var index = trivia.start
    func line(_ end: Int) -> String {
      let comments = tree.comments(in: SourceSpan(start: start, end: end))
      var text = Substring(comments.first.map { tree.source.text(in: $0) } ?? "")
      while text.last?.isWhitespace == true { text.removeLast() }
      return String(text)
    }
    while index < trivia.end {
      let byte = tree.source.bytes[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      lines.append(line(index - 1))
      if byte == 0x0D, index < trivia.end, tree.source.bytes[index] == 0x0A { index += 1 }
      start = index
    }
    return lines + [line(trivia.end)]
  }

  private static func pair(_ tokens: inout [FormatToken]) {
    var open: [Int] = []
    for index in tokens.indices {
      if tokens[index].symbol.closer != nil {
        open.append(index)
      } else if tokens[index].symbol.isCloser, let opener = open.popLast() {
        tokens[index].partner = opener
        tokens[opener].partner = index
      }
    }
  }

  /// A comment before a comma goes behind it: no line begins with a comma.
  private static func moveCommentsBehindCommas(_ tokens: inout [FormatToken]) {
    for index in tokens.indices.dropLast() where tokens[index].symbol == .comma {
      var comments = tokens[index].before.filter { $0 != .blank }
      tokens[index].before = []
      if index > 0, let comment = tokens[index - 1].after {
        tokens[index - 1].after = nil
        if tokens[index].after == nil, comments.isEmpty {
          tokens[index].after = comment
        } else {
          comments.insert(.comment(comment), at: 0)
        }
      }
      if let own = tokens[index].after, !comments.isEmpty {
        comments.append(.comment(own))
        tokens[index].after = nil
      }
      tokens[index + 1].before.insert(contentsOf: comments, at: 0)
    }
  }
}

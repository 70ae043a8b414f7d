/// Which brackets of a text belong together.
///
/// In a balanced text these are the pairs one expects. Where brackets are missing or left over, a
/// line that begins with the keyword of a declaration closes all parentheses that are open, and
/// indentation tells which braces are closed, so that one mistake does not swallow what follows.
struct Brackets {
  /// For each lexeme the index of the bracket that belongs to it.
  private(set) var partner: [Int?]
  /// For each opening brace that is never closed: the lexeme before which its block ends.
  private(set) var blockEnd: [Int: Int] = [:]
  /// There are braces without a partner.
  private var isUnbalanced = false

  private struct Open {
    let index: Int
    let symbol: Symbol
    /// The line it stands on, and how far that is indented.
    let line: Int
    let indentation: Int
    /// The indentation of the first line in it.
    var contents: Int?
    /// How many parentheses and square brackets are open since the last brace, itself included.
    var parentheses = 0
    var squares = 0

    /// Whether the lines in it are indented, so that indentation tells where it ends.
    var isIndented: Bool { (contents ?? 0) > indentation }
  }
  private var open: [Open] = []
  private var braceCount = 0
  /// The number of the line that is read.
  private var line = 0

  /// Pairs the brackets of `lexemes`.
  init(_ lexemes: [Lexeme]) {
    partner = Array(repeating: nil, count: lexemes.count)
    pair(lexemes, usingIndentation: false)
    if isUnbalanced {
      partner = Array(repeating: nil, count: lexemes.count)
      blockEnd = [:]
      open = []
      braceCount = 0
      line = 0
      pair(lexemes, usingIndentation: true)
    }
  }

  private mutating func pair(_ lexemes: [Lexeme], usingIndentation: Bool) {
    var indentation = 0
    for (index, lexeme) in lexemes.enumerated() {
      if let column = lexeme.indentation {
        indentation = column
        line += 1
        startLine(lexeme.symbol, at: index, column, usingIndentation: usingIndentation)
      }
      if lexeme.symbol.closer != nil {
        push(lexeme.symbol, at: index, indentation)
      } else if lexeme.symbol.isCloser {
        if usingIndentation, isStray(lexeme) { continue }
        close(lexeme.symbol, at: index, column: usingIndentation ? lexeme.indentation : nil)
      }
    }
    while !open.isEmpty { abandon(before: lexemes.count - 1) }
  }

  /// A declaration at the start of a line lies in no parentheses, and in no block that is indented
  /// as far as itself.
  private mutating func startLine(
    _ symbol: Symbol, at index: Int, _ column: Int, usingIndentation: Bool
  ) {
    for entry in open.indices.reversed() {
      if open[entry].contents != nil { break }
      open[entry].contents = column
    }
    guard symbol.beginsItem else { return }
    while let last = open.last {
      let isBlock = last.symbol == .leftBrace
      guard !isBlock || usingIndentation && last.isIndented && column <= last.indentation else {
        return
      }
      abandon(before: index)
    }
  }

  private mutating func push(_ symbol: Symbol, at index: Int, _ indentation: Int) {
    var entry = Open(index: index, symbol: symbol, line: line, indentation: indentation)
    if symbol == .leftBrace {
      braceCount += 1
    } else {
      entry.parentheses = (open.last?.parentheses ?? 0) + (symbol == .leftParenthesis ? 1 : 0)
      entry.squares = (open.last?.squares ?? 0) + (symbol == .leftBracket ? 1 : 0)
    }
    open.append(entry)
  }

  private mutating func close(_ symbol: Symbol, at index: Int, column: Int?) {
    guard let last = open.last else { return noteStray(symbol) }
    switch symbol {
    case .rightParenthesis where last.parentheses == 0: return
    case .rightBracket where last.squares == 0: return
    case .rightBrace where braceCount == 0: return noteStray(symbol)
    default: break
    }
    while let last = open.last, last.symbol.closer != symbol || isTooDeep(last, column) {
      abandon(before: index)
    }
    guard let match = open.popLast() else { return }
    if match.symbol == .leftBrace { braceCount -= 1 }
    partner[match.index] = index
    partner[index] = match.index
  }

  /// Whether a brace at the start of a line, further left than the line that opened `brace`, rather
  /// closes one further out.
  private func isTooDeep(_ brace: Open, _ column: Int?) -> Bool {
    guard let column, brace.symbol == .leftBrace, brace.isIndented else { return false }
    return column < brace.indentation && braceCount > 1
  }

  /// Whether a brace inside a line rather closes nothing than a block that began on a line before.
  private func isStray(_ lexeme: Lexeme) -> Bool {
    guard lexeme.symbol == .rightBrace, lexeme.indentation == nil,
      let brace = open.last(where: { $0.symbol == .leftBrace })
    else { return false }
    return brace.line < line && brace.isIndented
  }

  private mutating func noteStray(_ symbol: Symbol) {
    if symbol == .rightBrace { isUnbalanced = true }
  }

  /// Gives up the innermost open bracket: it is never closed.
  private mutating func abandon(before index: Int) {
    guard let last = open.popLast(), last.symbol == .leftBrace else { return }
    braceCount -= 1
    isUnbalanced = true
    blockEnd[last.index] = index
  }
}

import BayesSource

/// Decides which newlines end a statement, and leaves out the others.
///
/// A newline counts unless it stands inside parentheses or square brackets, after an operator, a
/// comma or `->`, or after another one; directly after `...` and `..<` it counts. One that is
/// followed by the keyword of a declaration counts after an operator too: the line is unfinished.
struct LineEnds {
  /// The lexemes that are left.
  private(set) var lexemes: [Lexeme] = []
  /// For each of them the index of the bracket that belongs to it.
  private(set) var partner: [Int?] = []
  /// For each opening brace that is never closed: the lexeme before which its block ends.
  private(set) var blockEnd: [Int: Int] = [:]

  /// Keeps of `all` what means something.
  init(_ all: [Lexeme]) {
    let brackets = Brackets(all)
    let kept = keep(all, brackets)
    partner = all.indices.compactMap { index in
      kept[index] == nil ? nil : .some(brackets.partner[index].flatMap { kept[$0] })
    }
    for (opener, end) in brackets.blockEnd {
      guard let newOpener = kept[opener], let newEnd = kept[end] else { continue }
      blockEnd[newOpener] = newEnd
    }
  }

  /// Fills `lexemes` and returns where each of `all` went.
  private mutating func keep(_ all: [Lexeme], _ brackets: Brackets) -> [Int?] {
    var places = [Int?](repeating: nil, count: all.count)
    let nextSymbols = LineEnds.nextSymbols(all)
    var open: [Symbol] = []
    var hasBreak = false
    for (index, lexeme) in all.enumerated() {
      if lexeme.symbol == .newline {
        let isInside = open.last == .leftParenthesis || open.last == .leftBracket
        if isInside || !counts(before: nextSymbols[index]) {
          hasBreak = true
          continue
        }
      }
      if brackets.partner[index] != nil {
        if lexeme.symbol.closer != nil { open.append(lexeme.symbol) } else { open.removeLast() }
      }
      places[index] = lexemes.count
      lexemes.append(lexeme)
      lexemes[lexemes.count - 1].followsLineBreak = hasBreak
      hasBreak = false
    }
    return places
  }

  /// For each lexeme what follows it on this line or a later one.
  private static func nextSymbols(_ all: [Lexeme]) -> [Symbol] {
    var next = Symbol.endOfFile
    var result = [Symbol](repeating: next, count: all.count)
    for index in all.indices.reversed() {
      result[index] = next
      if all[index].symbol != .newline { next = all[index].symbol }
    }
    return result
  }

  private func counts(before next: Symbol) -> Bool {
    guard let last = lexemes.last, last.symbol != .newline, last.symbol != .leftBrace else {
      return false
    }
    guard last.symbol.continuesLine else { return true }
    return next.beginsItem || next == .endOfFile || next == .rightBrace
  }
}

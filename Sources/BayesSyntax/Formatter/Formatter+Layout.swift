extension Formatter {
  /// Writes the tokens of `range`, broken over lines where they do not fit into one.
  ///
  /// A line is broken after operators that bind least; where there are none, inside the widest
  /// bracket. `tail` columns are kept free behind it.
  mutating func layOut(_ range: Range<Int>, indent: Int, tail: Int = 0) {
    guard !range.isEmpty else { return }
    if fits(range, tail: tail) {
      write(range)
    } else if let ends = pieceEnds(range, rank: leastRank(range)) {
      layOutPieces(range, ends, indent: indent, tail: tail)
    } else if let opener = bracketToBreak(range), let closer = tokens[opener].partner {
      layOut(range.lowerBound..<opener, indent: indent)
      layOutBracket(opener, closer, indent: indent)
      layOut(closer + 1..<range.upperBound, indent: indent, tail: tail)
    } else if let ends = pieceEnds(range, rank: Rank.comma)
      ?? pieceEnds(range, rank: Rank.definition)
    {
      layOutPieces(range, ends, indent: indent, tail: tail)
    } else {
      write(range)
    }
  }

  /// Whether the tokens fit behind what stands on the line, with no comment among them.
  func fits(_ range: Range<Int>, tail: Int) -> Bool {
    let start = writer.isAtLineStart ? writer.indent : writer.column
    let width = widths[range.upperBound] - widths[range.lowerBound]
    guard start + width + tail <= Formatter.width else { return false }
    return range.allSatisfy { index in
      (tokens[index].after == nil || index == range.upperBound - 1)
        && (index == range.lowerBound || !tokens[index].before.contains { $0 != .blank })
    }
  }

  /// Writes tokens one behind the other; comments break the line.
  private mutating func write(_ range: Range<Int>) {
    for index in range {
      for case .comment(let comment) in tokens[index].before {
        writer.comment(comment, at: writer.indent)
      }
      writer.append(tokens[index].text, hasSpace: tokens[index].hasSpace)
      if let comment = tokens[index].after { writer.trailing(comment) }
    }
  }

  /// How tightly what a line may be broken after binds.
  private enum Rank {
    static let comma = 0
    static let definition = 1
    static let conditional = 2
    /// That of `||`; the levels of the other operators follow.
    static let or = 3
    static let none = 100
  }

  private func rank(_ index: Int) -> Int {
    let token = tokens[index]
    switch token.role {
    case .conditional: return Rank.conditional
    case .infix: return token.symbol.infix.map { Rank.or - 1 + $0.level } ?? Rank.none
    case .plain:
      switch token.symbol {
      case .comma: return Rank.comma
      case .tilde, .equals, .plusEquals, .minusEquals, .timesEquals, .divideEquals:
        return Rank.definition
      default: return Rank.none
      }
    case .word, .prefix, .tight: return Rank.none
    }
  }

  /// The tokens of a range that stand in none of its brackets.
  private func outer(_ range: Range<Int>) -> [Int] {
    var outer: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      outer.append(index)
      if let partner = tokens[index].partner, partner > index { index = partner }
      index += 1
    }
    return outer
  }

  /// The rank of the operators that bind least, the last token aside.
  private func leastRank(_ range: Range<Int>) -> Int {
    outer(range).filter { $0 < range.upperBound - 1 }.map(rank)
      .filter { $0 >= Rank.conditional }.min() ?? Rank.none
  }

  /// Where the pieces end that operators of a rank make of a range; nil if there is only one.
  private func pieceEnds(_ range: Range<Int>, rank wanted: Int) -> [Int]? {
    guard wanted < Rank.none else { return nil }
    let ends = outer(range).filter { $0 < range.upperBound - 1 && rank($0) == wanted }
      .map { $0 + 1 }
    return ends.isEmpty ? nil : ends + [range.upperBound]
  }

  private mutating func layOutPieces(
    _ range: Range<Int>, _ ends: [Int], indent: Int, tail: Int
  ) {
    var start = range.lowerBound
    var inner = indent
    var isFilling = false
    for end in ends {
      let tail = end == range.upperBound ? tail : 0
      let stays = isFilling && fits(start..<end, tail: tail) && !tokens[start].hasOwnLines
      if start > range.lowerBound, !stays {
        inner = indent + Formatter.step
        writer.newline(inner)
      }
      isFilling = fits(start..<end, tail: tail) && tokens[end - 1].after == nil
      layOut(start..<end, indent: inner, tail: tail)
      start = end
    }
  }

  /// The bracket whose contents to put on lines of their own: one with comments, else the widest.
  private func bracketToBreak(_ range: Range<Int>) -> Int? {
    let openers = outer(range).filter { index in
      tokens[index].partner.map { $0 > index && $0 < range.upperBound } ?? false
    }
    func inner(_ opener: Int) -> Int {
      widths[tokens[opener].partner ?? opener] - widths[opener + 1]
    }
    let commented = openers.first { opener in
      let closer = tokens[opener].partner ?? opener
      return tokens[opener].after != nil || tokens[closer].before.contains { $0 != .blank }
        || tokens[opener + 1..<max(closer, opener + 1)].contains(where: \.hasComment)
    }
    if let commented { return commented }
    // What is defined is rather broken than the name it is defined under.
    let definition = outer(range).first { rank($0) == Rank.definition } ?? range.lowerBound
    func widest(_ openers: [Int]) -> Int? {
      openers.filter { inner($0) >= 8 }.max { inner($0) < inner($1) }
    }
    return widest(openers.filter { $0 > definition }) ?? widest(openers)
  }
}

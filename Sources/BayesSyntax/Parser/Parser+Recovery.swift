import BayesSource

extension Parser {
  /// Runs a rule one level deeper, or reports that there are too many levels.
  mutating func nested<Result>(
    _ rule: (inout Parser) -> Result, otherwise: (SourceSpan) -> Result
  ) -> Result {
    guard depth < Parser.deepestNesting else {
      refuseDepth()
      return otherwise(place)
    }
    depth += 1
    peak = max(peak, depth)
    defer { depth -= 1 }
    return rule(&self)
  }

  /// Reports, once for each item, that there are too many levels; the parser is lost.
  mutating func refuseDepth() {
    if !isTooDeep {
      fail(SyntaxDiagnostics.nestingIsTooDeep(limit: Parser.deepestNesting, at: place))
    }
    isTooDeep = true
    lose()
  }

  /// Reads what follows an opening bracket up to the one that closes it, elements between commas.
  ///
  /// When the elements leave the parser lost it goes on behind the closing bracket; when that is
  /// missing it goes on as if it stood here.
  mutating func parseDelimited(
    what: String, emptyAllowed: Bool, _ element: (inout Parser) -> Void,
    last: (inout Parser) -> Void = { _ in }
  ) {
    let opener = cursor
    let openerSpan = current.span
    guard let closer = current.symbol.closer, !isLost else { return }
    advance()
    if symbol != closer || !emptyAllowed {
      element(&self)
      while symbol == .comma {
        advance()
        if symbol == closer, what == "an index" {
          report(SyntaxDiagnostics.wholeAxis(at: placeBehind))
          break
        }
        if symbol == closer {
          report(SyntaxDiagnostics.trailingComma(at: previous))
          break
        }
        element(&self)
      }
      last(&self)
    }
    close(closer, opener: opener, openerSpan, what: what)
  }

  private mutating func close(
    _ closer: Symbol, opener: Int, _ openerSpan: SourceSpan, what: String
  ) {
    if accept(closer) { return }
    let partner = partner[opener].flatMap { $0 >= cursor ? $0 : nil }
    if partner == nil {
      report(
        SyntaxDiagnostics.unclosedBracket(
          text(openerSpan), closer.rawValue, found: found, at: place, opener: openerSpan))
    } else if symbol == .for {
      fail(SyntaxDiagnostics.misplacedComprehension(at: place))
    } else {
      fail(
        reservedAfterRange()
          ?? SyntaxDiagnostics.missingSymbol(
            "`,` or `\(closer.rawValue)`", after: what, found: found, at: place,
            notes: [Note("the bracket it stands in", at: openerSpan)]))
    }
    if let partner {
      resume(at: partner)
      advance()
    }
  }

  /// The error that a word read as the start of a clause was meant as the end of a range.
  func reservedAfterRange() -> Diagnostic? {
    guard !isLost, current.symbol.isReservedAfterRange, cursor > 0 else { return nil }
    let before = lexemes[cursor - 1].symbol
    guard before == .closedRange || before == .halfOpenRange else { return nil }
    return SyntaxDiagnostics.reservedAfterRange(text(current.span), at: place)
  }

  /// Reads the end of an item: a newline, or the end of the file or block.
  ///
  /// Anything else is reported and passed over up to the next place where an item may begin.
  mutating func finishItem() {
    if openBlocks == 0 { isTooDeep = false }
    switch symbol {
    case .newline:
      reportElseOnNewLine()
      advance()
    case .endOfFile: break
    case .rightBrace where openBlocks > 0: break
    case .if where !hasBlockOnLine:
      fail(SyntaxDiagnostics.conditionalWord(at: place))
      skipLine()
      recover()
    case _ where symbol.beginsItem:
      report(SyntaxDiagnostics.missingNewline(before: text(current.span), at: place))
    case .lost: recover()
    default:
      fail(unexpectedAfterItem())
      recover()
    }
  }

  /// Whether a block is opened before the line ends.
  private var hasBlockOnLine: Bool {
    lexemes[cursor...].prefix { $0.symbol != .newline && $0.symbol != .endOfFile }
      .contains { $0.symbol == .leftBrace }
  }

  /// Passes over the rest of the line, of which nothing more is to be made.
  mutating func skipLine() {
    while current.symbol != .newline, current.symbol != .endOfFile { advance() }
  }

  private mutating func reportElseOnNewLine() {
    guard following == .else else { return }
    absorbNewline()
    fail(SyntaxDiagnostics.lineBeginsWithElse(at: current.span))
    recover()
  }

  private func unexpectedAfterItem() -> Diagnostic {
    if let reserved = reservedAfterRange() { return reserved }
    if current.symbol.isCloser {
      return SyntaxDiagnostics.strayBracket(text(current.span), at: place)
    }
    if text(previous) == "lambda" { return SyntaxDiagnostics.lambda(at: previous) }
    return SyntaxDiagnostics.unexpectedAfterStatement(found, at: place)
  }

  /// Passes over lexemes up to a newline, the end of the block or file, or a keyword that begins
  /// an item; blocks on the way are passed over whole.
  mutating func recover() {
    let limit = lexemes.count - 1
    var index = cursor
    search: while index < limit {
      switch lexemes[index].symbol {
      case .newline: break search
      case .rightBrace where openBlocks > 0: break search
      case .leftBrace: index = max(index, partner[index] ?? blockEnd[index].map { $0 - 1 } ?? 0) + 1
      case let symbol where symbol.beginsItem: break search
      default: index += 1
      }
    }
    resume(at: index)
    if symbol == .newline { advance() }
  }
}

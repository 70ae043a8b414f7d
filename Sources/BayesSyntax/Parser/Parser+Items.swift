import BayesSource

extension Parser {
  /// `file = { top NL } EOF`.
  mutating func parseFile() -> [Item] {
    var items: [Item] = []
    while current.symbol != .endOfFile {
      parseNextItem(into: &items)
    }
    return items
  }

  /// Reads an item and what ends it, or a newline.
  private mutating func parseNextItem(into items: inout [Item]) {
    if symbol == .newline { return advance() }
    let start = cursor
    if let item = parseItem() { items.append(item) }
    finishItem()
    // Whatever went wrong, each round reads something.
    if cursor == start { advance() }
  }

  /// `block = "{" { item NL } "}"`.
  mutating func parseBlock(after what: String) -> Block {
    nested({ $0.parseBlockItems(after: what) }, otherwise: { Block(items: [], span: $0) })
  }

  private mutating func parseBlockItems(after what: String) -> Block {
    findBlock()
    guard symbol == .leftBrace else {
      expect(.leftBrace, after: what)
      return Block(items: [], span: place)
    }
    let opener = cursor
    let start = current.span
    let end = blockEnd[opener] ?? lexemes.count
    var items: [Item] = []
    advance()
    openBlocks += 1
    while cursor < end, !closesBlock(opener), current.symbol != .endOfFile {
      parseNextItem(into: &items)
    }
    openBlocks -= 1
    if cursor >= end || !accept(.rightBrace) {
      report(
        SyntaxDiagnostics.unclosedBracket(
          "{", "}", found: foundInBlock, at: placeBehind, opener: start))
    }
    return Block(items: items, span: span(from: start))
  }

  /// The next lexeme in words, where a block is not closed: a brace there is another block's.
  private var foundInBlock: String {
    current.symbol == .rightBrace ? "the `}` of another block" : found
  }

  /// Whether the next lexeme is the brace that closes a block.
  func closesBlock(_ opener: Int) -> Bool {
    current.symbol == .rightBrace && (partner[opener] ?? cursor) == cursor
  }

  /// Goes on to the block that a head belongs to: on the next line, where it may not stand, or
  /// behind the rest of a head that could not be read.
  mutating func findBlock() {
    if symbol == .newline, following == .leftBrace {
      absorbNewline()
      report(
        SyntaxDiagnostics.lineBeginsWithBrace(
          at: current.span,
          fix: Fix(
            "move it to the end of the line above",
            at: SourceSpan(start: previous.end, end: current.span.end), replacement: " {")))
    }
    guard isLost else { return }
    var index = cursor
    while index < lexemes.count - 1, lexemes[index].symbol != .newline,
      lexemes[index].symbol != .leftBrace, lexemes[index].symbol != .rightBrace
    {
      index += 1
    }
    if lexemes[index].symbol == .leftBrace { resume(at: index) }
  }

  /// `item`, and what may stand at top level only.
  private mutating func parseItem() -> Item? {
    switch symbol {
    case .data, .model:
      if following == .leftBrace {
        report(SyntaxDiagnostics.foreignBlock(at: current.span))
        advance()
        lose()
        return nil
      }
      return symbol == .model ? parseTopLevelItem() : .data(parseData())
    case .import: return parseTopLevelItem()
    case .dim: return .dimension(parseDimensions())
    case .param: return .variable(parseVariable(.param))
    case .observe: return .variable(parseVariable(.observe))
    case .predict: return .variable(parseVariable(.predict))
    case .let: return .binding(parseLet())
    case .var: return .mutable(parseVar())
    case .report: return .report(parseReport())
    case .factor: return .factor(parseFactor())
    case .gate: return .gate(parseGate())
    case .decide: return .decide(parseDecide())
    case .func: return .function(parseFunction())
    case .for: return .forLoop(parseFor())
    case .if: return .conditional(parseIf())
    case .while: return .whileLoop(parseWhile())
    case .return: return .returnValue(parseReturn())
    case _ where beginsAssignment: return .assignment(parseAssignment())
    default:
      fail(noItem())
      return nil
    }
  }

  private var beginsAssignment: Bool {
    switch symbol {
    case .integer, .real, .string, .true, .false, .leftParenthesis, .leftBracket, .invalidOperand:
      true
    default: symbol.isName
    }
  }

  private func noItem() -> Diagnostic {
    let symbol = current.symbol
    if symbol == .minus, following == .minus {
      return SyntaxDiagnostics.foreignComment(
        at: current.span.joined(with: lexemes[cursor + 1].span), fix: "//")
    }
    if symbol.isCloser { return SyntaxDiagnostics.strayBracket(text(current.span), at: place) }
    let isOperator =
      symbol.continuesLine || symbol.infix != nil || symbol == .question
      || symbol == .closedRange || symbol == .halfOpenRange
    if isOperator, symbol != .not, cursor > 0, previous.end > 0 { return operatorFirstOnLine() }
    return SyntaxDiagnostics.noStatementBegins(found, at: place)
  }

  private mutating func parseTopLevelItem() -> Item? {
    let isInside = openBlocks > 0
    if isInside {
      report(SyntaxDiagnostics.onlyAtTopLevel(text(current.span), at: place))
    }
    let item: Item =
      switch symbol {
      case .import: .importFile(parseImport())
      default: .model(parseFunction())
      }
    return isInside ? nil : item
  }
}

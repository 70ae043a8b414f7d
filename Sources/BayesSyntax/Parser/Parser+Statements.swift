import BayesSource

extension Parser {
  /// `factorStmt = "factor" expr`.
  mutating func parseFactor() -> FactorStatement {
    let start = current.span
    advance()
    return FactorStatement(value: parseExpression(), span: span(from: start))
  }

  /// `gateDecl = "gate" IDENT ":" expr`.
  mutating func parseGate() -> GateDeclaration {
    let start = current.span
    advance()
    let name = parseName("a name after `gate`")
    expect(.colon, after: "the gate's name")
    return GateDeclaration(name: name, condition: parseExpression(), span: span(from: start))
  }

  /// `decideDecl = "decide" IDENT ( "maximize" | "minimize" ) "{" { IDENT ":" expr NL } "}"`.
  mutating func parseDecide() -> DecideDeclaration {
    let start = current.span
    advance()
    let name = parseName("a name after `decide`")
    let sense: DecideDeclaration.Sense = symbol == .minimize ? .minimize : .maximize
    if !accept(.maximize), !accept(.minimize) {
      fail(missingSense())
    }
    let options = nested({ $0.parseOptions() }, otherwise: { _ in [] })
    return DecideDeclaration(name: name, sense: sense, options: options, span: span(from: start))
  }

  private func missingSense() -> Diagnostic {
    guard current.symbol.isName else {
      return SyntaxDiagnostics.missingSymbol(
        "`maximize` or `minimize`", after: "the decision's name", found: found, at: place)
    }
    return SyntaxDiagnostics.unknownWord(
      text(current.span), after: "a decision's name", among: ["maximize", "minimize"], at: place)
  }

  private mutating func parseOptions() -> [(name: Identifier, utility: Expression)] {
    findBlock()
    guard symbol == .leftBrace else {
      expect(.leftBrace, after: "`maximize` or `minimize`")
      return []
    }
    let opener = cursor
    let openerSpan = current.span
    let end = blockEnd[cursor] ?? lexemes.count
    var options: [(name: Identifier, utility: Expression)] = []
    advance()
    openBlocks += 1
    while cursor < end, !closesBlock(opener), current.symbol != .endOfFile {
      if symbol == .newline {
        advance()
        continue
      }
      let before = cursor
      let name = parseName("the name of an action")
      expect(.colon, after: "the action's name")
      options.append((name, parseExpression()))
      finishItem()
      if cursor == before { advance() }
    }
    openBlocks -= 1
    if cursor >= end || !accept(.rightBrace) {
      report(
        SyntaxDiagnostics.unclosedBracket(
          "{", "}", found: found, at: placeBehind, opener: openerSpan))
    }
    return options
  }

  /// `simpleStmt = postfix [ ( "=" | "+=" | "-=" | "*=" | "/=" ) expr ]`.
  mutating func parseAssignment() -> AssignmentStatement {
    let start = current.span
    let startCursor = cursor
    let place = parsePostfix()
    if let operation = assignmentOperator {
      if operation == .add, openBlocks == 0, case .name(let name) = place, name.name == "target" {
        reportBehind(
          SyntaxDiagnostics.targetIncrement(at: place.span.joined(with: current.span)))
      }
      advance()
      let value = parseExpression()
      return AssignmentStatement(
        place: place, change: (operation, value), span: span(from: start))
    }
    refuseMisplaced(place, startsAt: startCursor)
    return AssignmentStatement(place: place, change: nil, span: span(from: start))
  }

  private var assignmentOperator: AssignmentStatement.Operator? {
    switch symbol {
    case .equals: .assign
    case .plusEquals: .add
    case .minusEquals: .subtract
    case .timesEquals: .multiply
    case .divideEquals: .divide
    default: nil
    }
  }

  /// Reports what looks like a declaration whose first word is missing or misspelt.
  private mutating func refuseMisplaced(_ first: Expression, startsAt start: Int) {
    if let foreign = foreignDeclaration(first) { return fail(foreign) }
    switch symbol {
    case .less where isArrowAssignment:
      fail(
        SyntaxDiagnostics.arrowAssignment(at: current.span.joined(with: lexemes[cursor + 1].span)))
    case .tilde:
      fail(SyntaxDiagnostics.missingRole(at: first.span, isName: isTarget(first)))
    case .colon, .comma:
      fail(SyntaxDiagnostics.noDeclarationWord(found, at: first.span))
    case _ where symbol.isName || symbol == .string:
      guard case .name(let word) = first, cursor == start + 1 else { return }
      if let foreign = SyntaxDiagnostics.foreignStatement(word.name, at: word.span) {
        fail(foreign)
        return skipLine()
      }
      fail(
        SyntaxDiagnostics.unknownWord(
          word.name, after: nil, among: Symbol.hardKeywords.keys.sorted(), at: word.span))
    default: return
    }
  }

  /// The error that a type comes first, as in Stan, or a block is opened.
  private func foreignDeclaration(_ first: Expression) -> Diagnostic? {
    var base = first
    if case .subscripted(let node) = first { base = node.base }
    guard case .name(let word) = base else { return nil }
    if symbol == .leftBrace || (symbol.isName && following == .leftBrace) {
      guard ["parameters", "transformed", "generated", "functions"].contains(word.name) else {
        return nil
      }
      return SyntaxDiagnostics.foreignBlock(at: word.span)
    }
    guard symbol.isName || symbol == .less, SyntaxDiagnostics.foreignTypes.contains(word.name)
    else { return nil }
    return SyntaxDiagnostics.foreignDeclaration(word.name, at: first.span)
  }

  private func isTarget(_ expression: Expression) -> Bool {
    switch expression {
    case .name: true
    case .subscripted(let node):
      if case .name = node.base { true } else { false }
    default: false
    }
  }
}

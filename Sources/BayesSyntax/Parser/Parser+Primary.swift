import BayesSource

extension Parser {
  /// `postfix = primary { "(" [ args ] ")" | "[" index { "," index } "]" | "." IDENT }`.
  mutating func parsePostfix() -> Expression {
    let outerPeak = peak
    peak = depth
    defer { peak = max(peak, outerPeak) }
    var expression = parsePrimary()
    while true {
      // A link lies on top of what is before it, and beside its own arguments.
      let below = peak + 1
      peak = depth
      let next = parseLink(expression)
      peak = max(peak, next == nil ? below - 1 : below)
      guard let next else { break }
      expression = next
      if below > Parser.deepestNesting { refuseDepth() }
    }
    return expression
  }

  private mutating func parseLink(_ base: Expression) -> Expression? {
    switch symbol {
    case .leftParenthesis:
      let (arguments, comprehension) = parseArguments(what: "an argument")
      return .call(
        CallExpression(
          callee: base, arguments: arguments, comprehension: comprehension,
          span: span(from: base.span)))
    case .leftBracket:
      var indices: [SubscriptExpression.Index] = []
      parseDelimited(what: "an index", emptyAllowed: false) { indices.append($0.parseIndex()) }
      return .subscripted(
        SubscriptExpression(base: base, indices: indices, span: span(from: base.span)))
    case .dot:
      advance()
      let member = parseName("a name after `.`")
      return .member(MemberExpression(base: base, member: member, span: span(from: base.span)))
    case .newline where following == .dot:
      reportLineBeginning()
      return parseLink(base)
    default:
      return nil
    }
  }

  private mutating func parseIndex() -> SubscriptExpression.Index {
    if symbol == .underscore {
      advance()
      return .all(previous)
    }
    if symbol == .colon || symbol == .comma {
      report(SyntaxDiagnostics.wholeAxis(at: symbol == .colon ? place : placeBehind))
      if symbol == .colon { advance() }
      return .all(previous)
    }
    return .expression(colonRange(from: parseExpression()))
  }

  /// `a:b`, as other languages write a range.
  mutating func colonRange(from lower: Expression) -> Expression {
    guard symbol == .colon else { return lower }
    report(SyntaxDiagnostics.colonInRange(at: place))
    advance()
    let upper = symbol.beginsExpression ? parseOperators() : nil
    return .range(
      RangeExpression(lower: lower, isClosed: true, upper: upper, span: span(from: lower.span)))
  }

  /// `"(" [ args ] ")"`, `args = arg { "," arg } [ comp ]`.
  mutating func parseArguments(what: String) -> ([Argument], Comprehension?) {
    var arguments: [Argument] = []
    var comprehension: Comprehension?
    parseDelimited(
      what: what, emptyAllowed: true, { arguments.append($0.parseArgument()) },
      last: { comprehension = $0.parseComprehension() })
    return (arguments, comprehension)
  }

  /// `arg = [ IDENT ":" ] expr`.
  private mutating func parseArgument() -> Argument {
    let value = parseExpression()
    if symbol == .equals, case .name(let label) = value {
      report(SyntaxDiagnostics.equalsInArgument(at: place))
      advance()
      return Argument(label: label, value: parseExpression())
    }
    guard symbol == .colon else { return Argument(label: nil, value: value) }
    guard case .name(let label) = value else {
      report(SyntaxDiagnostics.labelIsNoName(at: value.span))
      advance()
      return Argument(label: nil, value: parseExpression())
    }
    advance()
    return Argument(label: label, value: parseExpression())
  }

  /// `comp = "for" IDENT "in" expr { "for" IDENT "in" expr } [ "where" expr ]`.
  private mutating func parseComprehension() -> Comprehension? {
    guard symbol == .for else { return nil }
    let start = current.span
    var generators: [(variable: Identifier, range: Expression)] = []
    while accept(.for) {
      let variable = parseName("the name of the index after `for`")
      expect(.in, after: "the index of `for`")
      generators.append((variable, parseExpression()))
    }
    let condition = accept(.where) ? parseExpression() : nil
    return Comprehension(generators: generators, condition: condition, span: span(from: start))
  }

  /// `primary = INT | REAL | STRING | "true" | "false" | IDENT | "(" … ")" | "[" … "]"`.
  private mutating func parsePrimary() -> Expression {
    let start = current.span
    switch symbol {
    case .integer:
      advance()
      return parseInteger(start)
    case .real:
      advance()
      return parseReal(start)
    case .string:
      advance()
      return .string(stringContents(start), start)
    case .true, .false:
      let isTrue = symbol == .true
      advance()
      return .boolean(isTrue, start)
    case .invalidOperand:
      advance()
      return .missing(start)
    case .leftParenthesis:
      var elements: [Expression] = []
      parseDelimited(what: "a value", emptyAllowed: false) { elements.append($0.parseExpression()) }
      return .parenthesized(elements, span(from: start))
    case .leftBracket:
      return parseList()
    case _ where symbol.isName:
      return .name(parseName("a name"))
    default:
      return parseNoPrimary()
    }
  }

  private mutating func parseList() -> Expression {
    let start = current.span
    var elements: [Expression] = []
    var comprehension: Comprehension?
    parseDelimited(
      what: "an element", emptyAllowed: true, { elements.append($0.parseExpression()) },
      last: { comprehension = $0.parseComprehension() })
    return .list(
      ListExpression(elements: elements, comprehension: comprehension, span: span(from: start)))
  }

  /// What stands here begins no expression.
  private mutating func parseNoPrimary() -> Expression {
    if symbol == .if {
      let place = place
      report(SyntaxDiagnostics.conditionalWord(at: place))
      advance()
      lose()
      return .missing(place)
    }
    if symbol == .underscore {
      report(SyntaxDiagnostics.misplacedUnderscore(at: place))
      advance()
      return .missing(previous)
    }
    if symbol.isHardKeyword, !symbol.beginsItem || keywordIsMeantAsName {
      report(SyntaxDiagnostics.reservedWord(text(current.span), at: place))
      advance()
      return .missing(previous)
    }
    let before = cursor > 0 ? text(lexemes[cursor - 1].span) : ""
    let place = place
    fail(
      reservedAfterRange()
        ?? SyntaxDiagnostics.missingExpression(after: before, found: found, at: place))
    return .missing(place)
  }

  /// Whether the keyword of a declaration stands where only a name makes sense.
  private var keywordIsMeantAsName: Bool {
    switch following {
    case .rightParenthesis, .rightBracket, .comma, .plus, .minus, .times, .divide, .power, .newline,
      .endOfFile, .leftBracket:
      true
    default: false
    }
  }

  private mutating func parseInteger(_ span: SourceSpan) -> Expression {
    let digits = text(span)
    if let value = Int(digits) { return .integer(value, span) }
    reportBehind(SyntaxDiagnostics.numberIsOutOfRange(digits, isInteger: true, at: span))
    return .missing(span)
  }

  private mutating func parseReal(_ span: SourceSpan) -> Expression {
    let digits = text(span)
    let hasDigits = digits.prefix { $0 != "e" && $0 != "E" }.contains { $0 != "0" && $0 != "." }
    if digits.utf8.count <= 1000, let value = Double(digits), value.isFinite,
      value != 0 || !hasDigits
    {
      return .real(value, span)
    }
    reportBehind(SyntaxDiagnostics.numberIsOutOfRange(digits, isInteger: false, at: span))
    return .missing(span)
  }

  /// What a string token says.
  func stringContents(_ span: SourceSpan) -> String {
    Escape.contents(of: Array(text(span).utf8))
  }
}

import BayesSource

extension Parser {
  /// `expr = range [ "?" expr ":" expr ]`.
  mutating func parseExpression() -> Expression {
    nested({ $0.parseConditional() }, otherwise: { .missing($0) })
  }

  private mutating func parseConditional() -> Expression {
    let condition = parseRange()
    guard accept(.question) else { return condition }
    absorbNewline()
    let whenTrue = parseExpression()
    if !accept(.colon) {
      fail(
        SyntaxDiagnostics.missingSymbol(
          "`:`", after: "the first branch of `? :`", found: found, at: place))
    }
    let whenFalse = parseExpression()
    return .conditional(
      ConditionalExpression(condition: condition, whenTrue: whenTrue, whenFalse: whenFalse))
  }

  /// `range = or [ ( "..." | "..<" ) [ bound ] ] | ( "..." | "..<" ) or`.
  private mutating func parseRange() -> Expression {
    let start = current.span
    if symbol == .closedRange || symbol == .halfOpenRange {
      let isClosed = symbol == .closedRange
      advance()
      let upper = parseOperators()
      return .range(
        RangeExpression(lower: nil, isClosed: isClosed, upper: upper, span: span(from: start)))
    }
    let lower = parseOperators()
    joinLine { $0 == .closedRange || $0 == .halfOpenRange }
    guard symbol == .closedRange || symbol == .halfOpenRange else { return lower }
    let isClosed = symbol == .closedRange
    advance()
    let hasBound =
      symbol.beginsExpression && !symbol.isReservedAfterRange
      && symbol != .closedRange && symbol != .halfOpenRange
    let upper = hasBound ? parseOperators() : nil
    return .range(
      RangeExpression(
        lower: lower, isClosed: isClosed, upper: upper,
        span: lower.span.joined(with: span(from: start))))
  }

  /// Reports an operator that stands first on its line, and goes on as if it stood on the last.
  private mutating func joinLine(_ isOperator: (Symbol) -> Bool) {
    if symbol == .newline, isOperator(following) {
      reportLineBeginning()
    } else if isOperator(symbol), current.followsLineBreak {
      reportOperatorFirstOnLine()
    }
  }

  /// Operands between the operators of `or`, `and`, `cmp`, `add` and `mul`, each precedence one
  /// flat chain.
  mutating func parseOperators() -> Expression {
    var open: [OpenChain] = []
    var operand = parseUnary()
    while let next = nextInfix() {
      let operatorSpan = current.span
      while let chain = open.last, chain.level > next.level {
        operand = chain.closed(by: operand)
        open.removeLast()
      }
      if open.last?.level == next.level {
        // No copy of the chain may live while it grows, or each link would copy all before it.
        let innermost = open.count - 1
        refuseLink(
          level: next.level, number: open[innermost].rest.count + 2, next.operator,
          middle: operand.span, first: open[innermost].operatorSpan)
        open[innermost].append(operand, then: next.operator, operatorSpan)
      } else {
        open.append(
          OpenChain(
            level: next.level, first: operand, operator: next.operator, operatorSpan: operatorSpan))
      }
      if symbol == .identifier {
        report(
          SyntaxDiagnostics.foreignOperator(
            text(operatorSpan), at: operatorSpan, fix: next.operator.rawValue))
      }
      advance()
      absorbNewline()
      operand = parseUnary()
    }
    while let chain = open.popLast() { operand = chain.closed(by: operand) }
    return operand
  }

  private mutating func nextInfix() -> (operator: InfixOperator, level: Int)? {
    joinLine { $0.infix != nil }
    return symbol.infix ?? wordOperator
  }

  /// `and` and `or` between operands, as other languages write them.
  private var wordOperator: (operator: InfixOperator, level: Int)? {
    guard symbol == .identifier, following.beginsExpression else { return nil }
    switch text(current.span) {
    case "and": return Symbol.and.infix
    case "or": return Symbol.or.infix
    default: return nil
    }
  }

  /// Reports comparisons that chain, and chains that are too long.
  private mutating func refuseLink(
    level: Int, number: Int, _ next: InfixOperator, middle: SourceSpan, first: SourceSpan
  ) {
    if level == Symbol.comparisonLevel {
      report(
        SyntaxDiagnostics.comparisonsDoNotChain(
          middle: text(middle), next.rawValue, at: current.span, first: first))
    } else if number > Parser.longestChain {
      fail(SyntaxDiagnostics.chainIsTooLong(limit: Parser.longestChain, at: current.span))
    }
  }

  /// `unary = ( "-" | "!" ) unary | power`.
  mutating func parseUnary() -> Expression {
    let isWord =
      symbol == .identifier && text(current.span) == "not" && following.isOperandBehindWord
    guard symbol == .minus || symbol == .not || isWord else { return parsePower() }
    let start = current.span
    if isWord {
      report(SyntaxDiagnostics.foreignOperator("not", at: start, fix: "!"))
    }
    let sign: PrefixExpression.Operator = symbol == .minus ? .negate : .not
    advance()
    let operand = nested({ $0.parseUnary() }, otherwise: { .missing($0) })
    return .prefix(PrefixExpression(operator: sign, operand: operand, span: span(from: start)))
  }

  /// `power = postfix [ "^" unary ]`.
  private mutating func parsePower() -> Expression {
    let base = parsePostfix()
    joinLine { $0 == .power }
    guard symbol == .power else { return base }
    let operatorSpan = current.span
    advance()
    let exponent = nested({ $0.parseUnary() }, otherwise: { .missing($0) })
    return .power(PowerExpression(base: base, operatorSpan: operatorSpan, exponent: exponent))
  }
}

/// A chain of one precedence whose last operand is not yet read.
private struct OpenChain {
  let level: Int
  let first: Expression
  var rest: [ChainExpression.Link] = []
  private(set) var `operator`: InfixOperator
  private(set) var operatorSpan: SourceSpan

  init(level: Int, first: Expression, operator: InfixOperator, operatorSpan: SourceSpan) {
    self.level = level
    self.first = first
    self.operator = `operator`
    self.operatorSpan = operatorSpan
  }

  mutating func append(
    _ operand: Expression, then next: InfixOperator, _ nextSpan: SourceSpan
  ) {
    rest.append(.init(operator: `operator`, operatorSpan: operatorSpan, operand: operand))
    `operator` = next
    operatorSpan = nextSpan
  }

  consuming func closed(by operand: Expression) -> Expression {
    rest.append(.init(operator: `operator`, operatorSpan: operatorSpan, operand: operand))
    return .chain(ChainExpression(first: first, rest: rest))
  }
}

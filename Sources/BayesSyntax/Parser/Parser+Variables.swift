import BayesSource

extension Parser {
  /// `rvDecl = ( "param" | "observe" | "predict" ) target { "," target } [ ":" type ] "~" expr
  /// { clause }`.
  mutating func parseVariable(_ role: VariableDeclaration.Role) -> VariableDeclaration {
    let start = current.span
    advance()
    let targets = parseTargets("a name after `\(role.rawValue)`")
    if symbol == .leftParenthesis || symbol == .dot || symbol == .power || symbol.infix != nil {
      fail(SyntaxDiagnostics.densityOnExpression(at: place, role: role.rawValue))
    }
    let type = accept(.colon) ? parseType(after: "`:`") : nil
    expectDefinition(
      .tilde, instead: .equals, after: type == nil ? "the name" : "the type",
      notes: role == .param ? [Note("a parameter without a prior is `~ Flat()`")] : [])
    let distribution = parseExpression()
    let clauses = parseClauses()
    return VariableDeclaration(
      role: role, targets: targets, type: type, distribution: distribution, clauses: clauses,
      span: span(from: start))
  }

  /// `target { "," target }`.
  mutating func parseTargets(_ wanted: String) -> [Target] {
    var targets = [parseTarget(wanted)]
    while accept(.comma) { targets.append(parseTarget("a name after `,`")) }
    return targets
  }

  /// `target = IDENT [ "[" axis { "," axis } "]" ]`.
  mutating func parseTarget(_ wanted: String) -> Target {
    let start = place
    let name = parseName(wanted)
    var axes: [TargetAxis] = []
    if symbol == .leftBracket {
      parseDelimited(what: "an axis", emptyAllowed: false) { axes.append($0.parseAxis()) }
    }
    return Target(name: name, axes: axes, span: span(from: start))
  }

  /// `axis = IDENT ( "in" expr | { "." IDENT [ "(" [ args ] ")" ] } )`.
  private mutating func parseAxis() -> TargetAxis {
    let start = place
    if symbol == .integer {
      fail(SyntaxDiagnostics.numberForDimension(text(current.span), at: place))
    }
    let name = parseName("a dimension, or an index and `in`")
    if accept(.in) {
      let range = parseExpression()
      return TargetAxis(form: .index(name, in: range), span: span(from: start))
    }
    let piece = parsePiece(of: name, from: start)
    return TargetAxis(form: .piece(piece), span: span(from: start))
  }

  private mutating func parsePiece(of name: Identifier, from start: SourceSpan) -> Expression {
    var piece = Expression.name(name)
    var links = depth
    while accept(.dot) {
      links += 2
      if links > Parser.deepestNesting { refuseDepth() }
      let member = parseName("`first`, `dropFirst` or another piece after `.`")
      piece = .member(MemberExpression(base: piece, member: member, span: span(from: start)))
      if symbol == .leftParenthesis {
        let (arguments, comprehension) = parseArguments(what: "an argument")
        piece = .call(
          CallExpression(
            callee: piece, arguments: arguments, comprehension: comprehension,
            span: span(from: start)))
      }
    }
    return piece
  }

  /// `{ clause }`.
  private mutating func parseClauses() -> [Clause] {
    var clauses: [Clause] = []
    while true {
      let start = current.span
      guard let kind = parseClause() else { break }
      clauses.append(Clause(kind: kind, span: span(from: start)))
    }
    if symbol == .identifier, text(current.span) == "T", following == .leftBracket {
      fail(SyntaxDiagnostics.truncationInBrackets(at: place))
    }
    if symbol.isName {
      fail(
        SyntaxDiagnostics.unknownWord(
          text(current.span), after: "a distribution",
          among: ["truncated", "censored", "weight", "when", "forget", "init", "with"],
          at: place))
    }
    return clauses
  }

  private mutating func parseClause() -> Clause.Kind? {
    if accept(.truncated) { return .truncated(parseExpression()) }
    if accept(.weight) { return .weight(parseExpression()) }
    if accept(.when) { return .when(parseExpression()) }
    if accept(.forget) { return .forget(parseExpression()) }
    if accept(.initial) { return .initial(parseExpression()) }
    if accept(.with) { return .with(parseNames("how to sample, after `with`")) }
    guard accept(.censored) else { return nil }
    guard symbol == .leftParenthesis else {
      expect(.leftParenthesis, after: "`censored`")
      return .censored([])
    }
    let (arguments, comprehension) = parseArguments(what: "an argument")
    if let comprehension {
      reportBehind(SyntaxDiagnostics.misplacedComprehension(at: comprehension.span))
    }
    return .censored(arguments)
  }
}

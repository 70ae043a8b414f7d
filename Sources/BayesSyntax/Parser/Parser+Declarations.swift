import BayesSource

extension Parser {
  /// `importDecl = "import" STRING [ "as" IDENT ]`.
  mutating func parseImport() -> ImportDeclaration {
    let start = current.span
    advance()
    var path = ""
    var pathSpan = place
    if symbol == .string {
      path = stringContents(current.span)
      pathSpan = current.span
      advance()
    } else if symbol == .invalidOperand {
      advance()
    } else {
      fail(SyntaxDiagnostics.importWithoutQuotes(found: found, at: place))
    }
    let alias = accept(.as) ? parseName("a name after `as`") : nil
    return ImportDeclaration(
      path: path, pathSpan: pathSpan, alias: alias, span: span(from: start))
  }

  /// `dimDecl = "dim" dimSpec { "," dimSpec }`.
  mutating func parseDimensions() -> DimensionDeclaration {
    let start = current.span
    advance()
    var specifications = [parseDimension()]
    while accept(.comma) { specifications.append(parseDimension()) }
    return DimensionDeclaration(specifications: specifications, span: span(from: start))
  }

  /// `dimSpec = IDENT { attribute } [ "of" IDENT ] [ "=" expr ] [ "from" expr ]`.
  private mutating func parseDimension() -> DimensionSpecification {
    let start = place
    let name = parseName("the name of a dimension")
    var attributes: [DimensionAttribute] = []
    while let kind = dimensionAttribute {
      advance()
      attributes.append(DimensionAttribute(kind: kind, span: previous))
    }
    if symbol == .identifier {
      fail(
        SyntaxDiagnostics.unknownWord(
          text(current.span), after: "a dimension's name",
          among: ["ordered", "circular", "stream", "of", "from"], at: place))
    }
    let parent = accept(.of) ? parseName("the name of a dimension after `of`") : nil
    let value = accept(.equals) ? parseExpression() : nil
    let origin = accept(.from) ? parseExpression() : nil
    return DimensionSpecification(
      name: name, attributes: attributes, parent: parent, value: value, origin: origin,
      span: span(from: start))
  }

  private var dimensionAttribute: DimensionAttribute.Kind? {
    switch symbol {
    case .ordered: .ordered
    case .circular: .circular
    case .stream: .stream
    default: nil
    }
  }

  /// `dataDecl = "data" IDENT { "," IDENT } ":" type [ "=" expr ]`, one name only before `=`.
  mutating func parseData() -> DataDeclaration {
    let start = current.span
    advance()
    let names = parseNames("the name of a datum")
    if symbol == .identifier, names.count == 1,
      SyntaxDiagnostics.foreignTypes.contains(names[0].name)
    {
      fail(
        SyntaxDiagnostics.typeBeforeName(
          names[0].name, text(current.span), at: names[0].span.joined(with: current.span)))
    } else if !accept(.colon) {
      let missing = SyntaxDiagnostics.missingSymbol(
        "`:` and a type", after: names.count == 1 ? "the name" : "the names", found: found,
        at: place)
      if symbol.isName { report(missing) } else { fail(missing) }
    }
    let type = parseType(after: "`:`")
    let value = accept(.equals) ? parseExpression() : nil
    if value != nil, names.count > 1 {
      reportBehind(SyntaxDiagnostics.valueForSeveralNames(at: names[1].span))
    }
    return DataDeclaration(names: names, type: type, defaultValue: value, span: span(from: start))
  }

  /// `letDecl = "let" ( target | "(" IDENT { "," IDENT } ")" ) [ ":" type ] "=" expr`.
  mutating func parseLet() -> LetDeclaration {
    let start = current.span
    advance()
    let pattern: LetDeclaration.Pattern
    if symbol == .leftParenthesis {
      var names: [Identifier] = []
      parseDelimited(what: "a name", emptyAllowed: false) { names.append($0.parseName("a name")) }
      pattern = .tuple(names)
    } else {
      pattern = .target(parseTarget("a name after `let`"))
    }
    let type = accept(.colon) ? parseType(after: "`:`") : nil
    expectDefinition(.equals, instead: .tilde, after: "the name", word: start)
    return LetDeclaration(
      pattern: pattern, type: type, value: parseExpression(), span: span(from: start))
  }

  /// `varDecl = "var" IDENT [ ":" type ] "=" expr`.
  mutating func parseVar() -> VarDeclaration {
    let start = current.span
    advance()
    let name = parseName("a name after `var`")
    let type = accept(.colon) ? parseType(after: "`:`") : nil
    expectDefinition(.equals, instead: .tilde, after: "the name", word: start)
    return VarDeclaration(
      name: name, type: type, value: parseExpression(), span: span(from: start))
  }

  /// `reportDecl = "report" target { "," target } [ ":" type ] [ "=" expr ]`, one target before
  /// `=`.
  mutating func parseReport() -> ReportDeclaration {
    let start = current.span
    advance()
    let targets = parseTargets("a name after `report`")
    let type = accept(.colon) ? parseType(after: "`:`") : nil
    let value = accept(.equals) ? parseExpression() : nil
    if value != nil, targets.count > 1 {
      reportBehind(SyntaxDiagnostics.valueForSeveralNames(at: targets[1].span))
    }
    return ReportDeclaration(targets: targets, type: type, value: value, span: span(from: start))
  }

  /// Reads `=` or `~`; the other one, or none before an expression, is reported and passed over.
  ///
  /// `word` is the first word of the declaration, which a `~` behind it makes a `param`.
  mutating func expectDefinition(
    _ wanted: Symbol, instead: Symbol, after what: String, word: SourceSpan? = nil,
    notes: [Note] = []
  ) {
    if accept(wanted) { return }
    if wanted == .equals, isArrowAssignment {
      let arrow = current.span.joined(with: lexemes[cursor + 1].span)
      report(SyntaxDiagnostics.arrowAssignment(at: arrow))
      advance()
      return advance()
    }
    let isOther = symbol == instead
    let isLeftOut = symbol.beginsExpression && symbol != .leftParenthesis
    let place = place
    let fix: Fix? =
      if isOther, let word, instead == .tilde {
        Fix("begin with `param` to infer it", at: word, replacement: "param")
      } else if isOther {
        Fix("write `\(wanted.rawValue)`", at: place, replacement: wanted.rawValue)
      } else if isLeftOut {
        Fix(
          "write `\(wanted.rawValue)`", at: SourceSpan(start: place.start, end: place.start),
          replacement: wanted.rawValue + " ")
      } else {
        nil
      }
    let diagnostic = SyntaxDiagnostics.missingSymbol(
      "`\(wanted.rawValue)`", after: what, found: found, at: place,
      notes: fix == nil ? notes : [], fix: fix)
    if fix == nil { fail(diagnostic) } else { report(diagnostic) }
    if isOther { advance() }
  }
}

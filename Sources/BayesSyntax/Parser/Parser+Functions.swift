import BayesSource

extension Parser {
  /// `funcDecl = "func" IDENT "(" [ formals ] ")" [ "->" type ] block`, and `modelDecl`.
  mutating func parseFunction() -> FunctionDeclaration {
    let start = current.span
    let word = text(start)
    advance()
    let name = parseName("a name after `\(word)`")
    var formals: [Formal] = []
    if symbol == .leftParenthesis {
      parseDelimited(what: "a parameter", emptyAllowed: true) { formals.append($0.parseFormal()) }
    } else {
      expect(.leftParenthesis, after: "the name of the \(word)")
    }
    let result = accept(.arrow) ? parseType(after: "`->`") : nil
    let body = parseBlock(after: "the signature")
    return FunctionDeclaration(
      name: name, formals: formals, result: result, body: body, span: span(from: start))
  }

  /// `formal = IDENT ":" type [ "=" expr ]`.
  private mutating func parseFormal() -> Formal {
    let name = parseName("the name of a parameter")
    expect(.colon, after: "the parameter's name")
    let type = parseType(after: "`:`")
    let value = accept(.equals) ? parseExpression() : nil
    return Formal(name: name, type: type, defaultValue: value)
  }

  /// `forStmt = "for" IDENT "in" expr block`.
  mutating func parseFor() -> ForStatement {
    let start = current.span
    advance()
    if symbol == .leftParenthesis {
      fail(SyntaxDiagnostics.parenthesizedLoop(found: found, at: place))
    }
    let variable = parseName("the name of the index after `for`")
    expect(.in, after: "the index of `for`")
    let range = colonRange(from: parseExpression())
    let body = parseBlock(after: "the range of `for`")
    return ForStatement(variable: variable, range: range, body: body, span: span(from: start))
  }

  /// `ifStmt = "if" expr block [ "else" ( ifStmt | block ) ]`.
  mutating func parseIf() -> IfStatement {
    let start = current.span
    advance()
    let condition = parseExpression()
    let body = parseBlock(after: "the condition of `if`")
    var otherwise: Block?
    if accept(.else) {
      otherwise =
        symbol == .if
        ? nested({ $0.parseElseIf() }, otherwise: { Block(items: [], span: $0) })
        : parseBlock(after: "`else`")
    }
    return IfStatement(
      condition: condition, body: body, otherwise: otherwise, span: span(from: start))
  }

  private mutating func parseElseIf() -> Block {
    let statement = parseIf()
    return Block(items: [.conditional(statement)], span: statement.span)
  }

  /// `whileStmt = "while" expr block`.
  mutating func parseWhile() -> WhileStatement {
    let start = current.span
    advance()
    let condition = parseExpression()
    let body = parseBlock(after: "the condition of `while`")
    return WhileStatement(condition: condition, body: body, span: span(from: start))
  }

  /// `returnStmt = "return" [ expr ]`.
  mutating func parseReturn() -> ReturnStatement {
    let start = current.span
    advance()
    let isBare = symbol == .newline || symbol == .endOfFile || symbol == .rightBrace
    let value = isBare ? nil : parseExpression()
    return ReturnStatement(value: value, span: span(from: start))
  }
}

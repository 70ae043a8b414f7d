import BayesSource

extension Parser {
  /// `type = IDENT [ "[" dimArg { "," dimArg } "]" ] [ "?" ] [ "in" expr ]`.
  mutating func parseType(after what: String) -> TypeExpression {
    let start = place
    guard symbol.isName else {
      fail(SyntaxDiagnostics.missingType(after: what, found: found, at: start))
      let nothing = Identifier(name: "", span: SourceSpan(start: start.start, end: start.start))
      return TypeExpression(
        name: nothing, dimensions: [], isOptional: false, bounds: nil,
        span: nothing.span)
    }
    let name = parseName("a type")
    refuseAngles()
    var dimensions: [DimensionArgument] = []
    if symbol == .leftBracket {
      parseDelimited(what: "a dimension", emptyAllowed: false) { parser in
        if let argument = parser.parseDimensionArgument() { dimensions.append(argument) }
      }
    }
    if symbol == .leftParenthesis {
      fail(SyntaxDiagnostics.boundsInAngles(nil, at: current.span))
    }
    let isOptional = accept(.question)
    let bounds = accept(.in) ? parseExpression() : nil
    return TypeExpression(
      name: name, dimensions: dimensions, isOptional: isOptional, bounds: bounds,
      span: span(from: start))
  }

  /// `<lower=0>` and `<ms>`, as other languages write them behind a type.
  private mutating func refuseAngles() {
    guard accept(.less) else { return }
    let start = previous
    if symbol.isName { advance() }
    guard accept(.greater) else {
      return fail(
        SyntaxDiagnostics.boundsInAngles(
          bounds(from: start.end), at: start.joined(with: current.span)))
    }
    reportBehind(SyntaxDiagnostics.unitInAngles(at: start.joined(with: previous)))
  }

  /// What `lower=0, upper=1>` says, as a range.
  private func bounds(from start: Int) -> String? {
    let rest = source.bytes[start...].prefix { $0 != UInt8(ascii: ">") && $0 != 0x0A }
    var ends = ["", ""]
    for part in String(decoding: rest, as: UTF8.self).split(separator: ",") {
      let words = part.split(separator: "=").map { $0.filter { $0 != " " } }
      guard words.count == 2, let place = ["lower", "upper"].firstIndex(of: words[0]) else {
        return nil
      }
      ends[place] = words[1]
    }
    return "\(ends[0])...\(ends[1])"
  }

  /// `dimArg = IDENT | INT`.
  private mutating func parseDimensionArgument() -> DimensionArgument? {
    guard symbol == .integer else { return .name(parseName("a dimension or a size")) }
    advance()
    guard let size = Int(text(previous)) else {
      reportBehind(
        SyntaxDiagnostics.numberIsOutOfRange(text(previous), isInteger: true, at: previous))
      return nil
    }
    return .size(size, previous)
  }
}

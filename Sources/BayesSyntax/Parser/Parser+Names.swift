import BayesSource

extension Parser {
  /// Reads a name; `wanted` says in words what it is to name.
  mutating func parseName(_ wanted: String) -> Identifier {
    if symbol.isName {
      advance()
      return identifier(previous)
    }
    if symbol.isHardKeyword {
      return parseReservedWord(wanted)
    }
    let place = place
    fail(SyntaxDiagnostics.missingName(wanted, found: found, at: place))
    return Identifier(name: "", span: SourceSpan(start: place.start, end: place.start))
  }

  /// Takes a keyword for the name it was meant to be.
  private mutating func parseReservedWord(_ wanted: String) -> Identifier {
    let word = text(current.span)
    if following.isName || following.isHardKeyword {
      fail(SyntaxDiagnostics.missingName(wanted, found: found, at: place))
      return Identifier(name: "", span: SourceSpan(start: place.start, end: place.start))
    }
    report(SyntaxDiagnostics.reservedWord(word, at: place))
    advance()
    return Identifier(name: word, span: previous)
  }

  /// The name a token writes, without its backticks.
  private func identifier(_ span: SourceSpan) -> Identifier {
    let written = text(span)
    guard written.hasPrefix("`") else { return Identifier(name: written, span: span) }
    return Identifier(name: String(written.dropFirst().dropLast()), span: span)
  }

  /// Reads names between commas.
  mutating func parseNames(_ wanted: String) -> [Identifier] {
    var names = [parseName(wanted)]
    while accept(.comma) { names.append(parseName(wanted)) }
    return names
  }

  /// Whether `<-` comes next.
  var isArrowAssignment: Bool {
    symbol == .less && following == .minus
      && current.span.end == lexemes[cursor + 1].span.start
  }

  /// Reads `wanted`, or reports that it is missing and is lost.
  mutating func expect(_ wanted: Symbol, after what: String, notes: [Note] = []) {
    if accept(wanted) { return }
    fail(
      reservedAfterRange()
        ?? SyntaxDiagnostics.missingSymbol(
          "`\(wanted.rawValue)`", after: what, found: found, at: place, notes: notes))
  }
}

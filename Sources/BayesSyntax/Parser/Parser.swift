package import BayesSource

/// A recursive-descent parser with one token of look-ahead.
///
/// It never fails: it returns what could be made out, and diagnostics. After an error that leaves it
/// lost it sees only `.lost` tokens, so that every rule unwinds, until the rule that knows where to
/// go on (the end of a bracket, of a statement) finds its place again.
package struct Parser {
  /// The deepest nesting of expressions, types and blocks.
  static let deepestNesting = 256
  /// The longest chain of operators of one precedence.
  static let longestChain = 10_000

  /// Parses a text, or the file that begins at `start` in it.
  package static func parse(_ source: SourceText, from start: Int = 0) -> SyntaxTree {
    var lexer = Lexer(source, from: start)
    lexer.run()
    let ends = LineEnds(lexer.lexemes)
    var parser = Parser(
      source: source, lexemes: ends.lexemes, partner: ends.partner, blockEnd: ends.blockEnd)
    parser.previous = SourceSpan(start: start, end: start)
    let items = parser.parseFile()
    return SyntaxTree(
      source: source, tokens: parser.tokens(from: start), items: items,
      diagnostics: Parser.sorted(
        Parser.withoutCascades(lexer.diagnostics + parser.diagnostics, source)))
  }

  /// Leaves out semicolons on lines that have another error, and all where blocks were opened: the
  /// program is in another language.
  private static func withoutCascades(
    _ diagnostics: [Diagnostic], _ source: SourceText
  ) -> [Diagnostic] {
    func isSemicolon(_ diagnostic: Diagnostic) -> Bool {
      diagnostic.code == SyntaxCodes.foreignOperator
        && diagnostic.span.map { source.text(in: $0) } == ";"
    }
    guard diagnostics.contains(where: isSemicolon) else { return diagnostics }
    if diagnostics.contains(where: { $0.label == SyntaxDiagnostics.blockLabel }) {
      return diagnostics.filter { !isSemicolon($0) }
    }
    let lines = LineTable(source)
    func line(_ diagnostic: Diagnostic) -> Int { lines.lineIndex(of: diagnostic.span?.start ?? 0) }
    let others = Set(diagnostics.filter { !isSemicolon($0) }.map(line))
    return diagnostics.filter { !isSemicolon($0) || !others.contains(line($0)) }
  }

  let source: SourceText
  private(set) var lexemes: [Lexeme]
  let partner: [Int?]
  let blockEnd: [Int: Int]
  /// The lexeme to be read next.
  private(set) var cursor = 0
  /// The lexeme read last, newlines aside.
  private(set) var previous = SourceSpan(start: 0, end: 0)
  private(set) var isLost = false
  private(set) var diagnostics: [Diagnostic] = []
  /// The lexeme at which the last error was reported.
  private var lastErrorCursor = -1
  /// How deep the rule that runs is nested.
  var depth = 0
  /// How deep the tree built since the last reset of this number is.
  var peak = 0
  /// The item that is read is nested too deeply, which is reported.
  var isTooDeep = false
  /// How many blocks are open.
  var openBlocks = 0

  private init(source: SourceText, lexemes: [Lexeme], partner: [Int?], blockEnd: [Int: Int]) {
    self.source = source
    self.lexemes = lexemes
    self.partner = partner
    self.blockEnd = blockEnd
  }
}

/// Reading lexemes.
extension Parser {
  /// The lexeme to be read next, lost or not.
  var current: Lexeme { lexemes[cursor] }

  /// What the rules see: the next symbol, unless the parser is lost.
  var symbol: Symbol { isLost ? .lost : lexemes[cursor].symbol }

  /// The symbol behind the next one.
  var following: Symbol {
    isLost || cursor + 1 >= lexemes.count ? .lost : lexemes[cursor + 1].symbol
  }

  /// Reads one lexeme; the end of the file is never passed.
  mutating func advance() {
    if current.symbol != .newline { previous = current.span }
    if cursor + 1 < lexemes.count { cursor += 1 }
  }

  /// Goes to a lexeme further on and finds its place again.
  mutating func resume(at index: Int) {
    while cursor < index, cursor + 1 < lexemes.count { advance() }
    isLost = false
  }

  /// Reads `wanted` if it comes next; on a new line it is reported but taken.
  mutating func accept(_ wanted: Symbol) -> Bool {
    if symbol == .newline, following == wanted, wanted.continuesLine || wanted == .question {
      reportLineBeginning()
    }
    guard symbol == wanted else { return false }
    advance()
    return true
  }

  /// Makes the newline that comes next one that ends no statement, unless a declaration follows.
  mutating func absorbNewline() {
    guard symbol == .newline, !following.beginsItem, following != .endOfFile,
      following != .rightBrace
    else { return }
    lexemes[cursor].isAbsorbed = true
    cursor += 1
  }

  /// The span from `start` to what was read last.
  func span(from start: SourceSpan) -> SourceSpan {
    SourceSpan(start: start.start, end: max(previous.end, start.start))
  }

  /// The text of a span.
  func text(_ span: SourceSpan) -> String { source.text(in: span) }
}

/// Reporting errors.
extension Parser {
  /// Reports an error after which the parser knows how to go on; at most one for each lexeme.
  mutating func report(_ diagnostic: Diagnostic) {
    guard !isLost, cursor != lastErrorCursor, !isBesideInvalid else { return }
    lastErrorCursor = cursor
    diagnostics.append(diagnostic)
  }

  /// Whether bytes that form no token stand here or just before: what follows from them is not
  /// reported again.
  private var isBesideInvalid: Bool {
    current.symbol == .invalid || cursor > 0 && lexemes[cursor - 1].kind == .invalid
  }

  /// Reports an error about a lexeme already read.
  mutating func reportBehind(_ diagnostic: Diagnostic) {
    guard !isLost else { return }
    diagnostics.append(diagnostic)
  }

  /// Reports an error that leaves the parser lost.
  mutating func fail(_ diagnostic: Diagnostic) {
    report(diagnostic)
    lose()
  }

  /// Loses its way without a report.
  mutating func lose() { isLost = true }

  /// Where the next lexeme is, or the place behind the last one where that ends its line.
  var place: SourceSpan {
    switch current.symbol {
    case .newline, .endOfFile: SourceSpan(start: previous.end, end: previous.end)
    default: current.span
    }
  }

  /// The place behind what was read last.
  var placeBehind: SourceSpan { SourceSpan(start: previous.end, end: previous.end) }

  /// The next lexeme in words.
  var found: String {
    switch current.symbol {
    case .newline: return "the end of the line"
    case .endOfFile: return "the end of the file"
    default:
      let written = text(current.span)
      return written.count > 30 ? "`\(written.prefix(27))…`" : "`\(written)`"
    }
  }

  /// Reports that an operator stands first on its line, and goes on as if it stood on the last.
  mutating func reportLineBeginning() {
    guard symbol == .newline, cursor + 1 < lexemes.count else { return }
    absorbNewline()
    reportOperatorFirstOnLine()
  }

  /// Reports that the operator that comes next stands first on its line.
  mutating func reportOperatorFirstOnLine() { report(operatorFirstOnLine()) }

  /// The error that the operator that comes next stands first on its line.
  func operatorFirstOnLine() -> Diagnostic {
    let gap = SourceSpan(start: previous.end, end: current.span.start)
    let written = text(current.span)
    var end = current.span.end
    while end < source.bytes.count, source.bytes[end] == UInt8(ascii: " ") { end += 1 }
    let joiner = current.symbol == .comma || current.symbol == .colon ? "" : " "
    return SyntaxDiagnostics.lineBeginsWith(
      written, at: current.span,
      fix: Fix(
        "move it to the end of the line above", at: SourceSpan(start: previous.end, end: end),
        replacement: joiner + written + text(gap)))
  }

  /// The diagnostics in the order of the text, cut to a number a person can read.
  static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let ordered = diagnostics.enumerated().sorted {
      ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset)
    }.map(\.element)
    guard ordered.count > SyntaxDiagnostics.mostErrors else { return ordered }
    let shown = ordered.prefix(SyntaxDiagnostics.mostErrors)
    return shown + [
      SyntaxDiagnostics.tooManyErrors(at: ordered[shown.count].span)
    ]
  }
}

/// Handing the lexemes on as tokens.
extension Parser {
  /// The lexemes that mean something, each with what lies before it.
  private func tokens(from start: Int) -> [Token] {
    var end = start
    return lexemes.filter { !$0.isAbsorbed }.map { lexeme in
      defer { end = lexeme.span.end }
      return Token(
        kind: lexeme.kind, span: lexeme.span,
        leadingTrivia: SourceSpan(start: end, end: lexeme.span.start))
    }
  }
}

import BayesSource

/// Cuts a text into lexemes; every line's end is one, comments and spaces lie between them.
struct Lexer {
  /// The size of the largest file that is taken for a program.
  static let largestFile = 16 << 20

  let source: SourceText
  let bytes: [UInt8]
  /// Where the file begins that is read: 0, or behind the text that imports it.
  let start: Int
  var position: Int
  var lexemes: [Lexeme] = []
  var diagnostics: [Diagnostic] = []
  private var lineStart: Int
  private var isLineStart = true

  init(_ source: SourceText, from start: Int) {
    self.source = source
    self.start = start
    position = start
    lineStart = start
    bytes = source.bytes
  }

  /// The whole text, the last lexeme the end of the file.
  mutating func run() {
    if let refusal = reasonToRefuse() {
      diagnostics.append(refusal)
      position = bytes.count
      if position > start { append(.invalid, .invalid, from: start) }
    } else {
      diagnostics.append(contentsOf: invalidUTF8())
      while position < bytes.count { advance() }
    }
    append(.endOfFile, .endOfFile, from: position)
  }

  private func reasonToRefuse() -> Diagnostic? {
    if bytes.count - start > Lexer.largestFile {
      return SyntaxDiagnostics.fileIsTooLarge(byteCount: bytes.count - start)
    }
    guard let zero = bytes[start...].firstIndex(of: 0) else { return nil }
    return SyntaxDiagnostics.isNotText(at: SourceSpan(start: zero, end: zero + 1))
  }

  /// The byte at an offset, 0 behind the end (a text holds no zero bytes).
  func byte(at offset: Int) -> UInt8 {
    bytes.indices.contains(offset) ? bytes[offset] : 0
  }

  /// Whether `text` stands at an offset.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where bytes[offset + index] != (text.utf8Start + index).pointee {
      return false
    }
    return true
  }

  /// A span from `start` up to where the lexer stands.
  func span(from start: Int) -> SourceSpan { SourceSpan(start: start, end: position) }

  /// Appends a lexeme that reaches up to where the lexer stands.
  mutating func append(_ kind: TokenKind, _ symbol: Symbol, from start: Int) {
    let isFirst = isLineStart && kind != .newline
    lexemes.append(
      Lexeme(
        kind: kind, symbol: symbol, span: span(from: start),
        indentation: isFirst ? start - lineStart : nil))
    isLineStart = kind == .newline
    if isLineStart { lineStart = position }
  }

  /// Reads one lexeme or one piece of what lies between.
  private mutating func advance() {
    let start = position
    switch byte(at: start) {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C:
      position += 1
    case 0x0A, 0x0D:
      position += has("\r\n", at: start) ? 2 : 1
      append(.newline, .newline, from: start)
    case UInt8(ascii: "/") where has("//", at: start):
      skipLine()
    case UInt8(ascii: "/") where has("/*", at: start):
      skipForeignBlockComment()
    case UInt8(ascii: "#"):
      skipLine()
      diagnostics.append(
        SyntaxDiagnostics.foreignComment(at: SourceSpan(start: start, end: start + 1), fix: "//"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      readNumber()
    case UInt8(ascii: "\""):
      readString()
    case UInt8(ascii: "`"):
      readQuotedName()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      readName()
    case 0x80...0xFF:
      readBeyondASCII()
    default:
      readPunctuation()
    }
  }

  /// Skips to the end of the line.
  mutating func skipLine() {
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
      position += 1
    }
  }

  private mutating func skipForeignBlockComment() {
    let start = position
    while position < bytes.count, !has("*/", at: position) { position += 1 }
    position = min(position + 2, bytes.count)
    diagnostics.append(
      SyntaxDiagnostics.foreignComment(at: SourceSpan(start: start, end: start + 2), fix: nil))
  }
}

import BayesSource

extension Lexer {
  /// Reads an operator or a bracket, the longest that fits.
  mutating func readPunctuation() {
    let start = position
    if let (text, symbol) = foreignOperator() {
      return readForeign(text, as: symbol)
    }
    if byte(at: start) == UInt8(ascii: "."), followsNoOperand(start), isReal(start) {
      return readNumberWithoutWhole()
    }
    for length in [3, 2, 1] where start + length <= bytes.count {
      let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
      if let symbol = Lexer.punctuation[text] {
        position += length
        return append(.punctuation, symbol, from: start)
      }
    }
    if byte(at: start) == UInt8(ascii: "'") { return readSingleQuoted() }
    position += 1
    diagnostics.append(
      SyntaxDiagnostics.strayCharacter(
        Unicode.Scalar(byte(at: start)), at: span(from: start), fix: nil))
    append(.invalid, .invalid, from: start)
  }

  /// Operators, brackets and separators by their text.
  static let punctuation: [String: Symbol] = Dictionary(
    uniqueKeysWithValues: Symbol.allCases.compactMap { symbol in
      guard let first = symbol.rawValue.unicodeScalars.first, !first.properties.isAlphabetic else {
        return nil
      }
      return (symbol.rawValue, symbol)
    })

  private func isReal(_ point: Int) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(at: point + 1))
  }

  /// Whether no operand ends directly before `offset`, as one does in `x.5`.
  private func followsNoOperand(_ offset: Int) -> Bool {
    guard let last = lexemes.last, last.span.end == offset else { return true }
    return last.kind == .punctuation && !last.symbol.isCloser || last.symbol == .newline
  }

  /// An operator of another language, and ours in its place.
  private func foreignOperator() -> (StaticString, Symbol)? {
    let foreign: [(StaticString, Symbol)] = [
      ("%*%", .contract), ("===", .equal), ("!==", .notEqual), ("**", .power), (".*", .times),
      ("./", .divide), (".^", .power), (":=", .equals), ("<>", .notEqual), ("%%", .remainder),
      ("=>", .arrow), (";", .newline),
    ]
    if let found = foreign.first(where: { has($0.0, at: position) }) { return found }
    if has("..", at: position), !has("...", at: position), !has("..<", at: position) {
      return ("..", .closedRange)
    }
    if has("&", at: position), !has("&&", at: position) { return ("&", .and) }
    if has("|", at: position), !has("||", at: position) { return ("|", .or) }
    return nil
  }

  private mutating func readForeign(_ text: StaticString, as symbol: Symbol) {
    let start = position
    position += text.utf8CodeUnitCount
    diagnostics.append(
      SyntaxDiagnostics.foreignOperator(
        "\(text)", at: span(from: start), fix: symbol == .newline ? "" : symbol.rawValue))
    append(.invalid, symbol, from: start)
  }

  private mutating func readSingleQuoted() {
    let start = position
    var end = start + 1
    while end < bytes.count, end - start < 200, bytes[end] != 0x0A, bytes[end] != 0x0D,
      bytes[end] != UInt8(ascii: "'")
    {
      end += 1
    }
    let isText = followsNoOperand(start) && byte(at: end) == UInt8(ascii: "'")
    position = isText ? end + 1 : start + 1
    let contents = source.text(in: SourceSpan(start: start + 1, end: end))
    diagnostics.append(
      SyntaxDiagnostics.strayCharacter(
        "'", at: span(from: start), fix: isText ? "\"\(contents)\"" : nil))
    append(.invalid, isText ? .invalidOperand : .invalid, from: start)
  }
}

import BayesSource

extension Lexer {
  private func isDigit(at offset: Int) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(at: offset))
  }

  private mutating func skipDigits() {
    while isDigit(at: position) { position += 1 }
  }

  /// Reads an integer, or a real: a digit on both sides of its point, or an exponent.
  mutating func readNumber() {
    let start = position
    skipDigits()
    var isReal = false
    if byte(at: position) == UInt8(ascii: "."), isDigit(at: position + 1) {
      isReal = true
      position += 1
      skipDigits()
    }
    isReal = skipExponent() || isReal
    let wellFormedEnd = position
    let hasBarePoint = !isReal && skipBarePoint()
    skipNameCharacters()
    if position == wellFormedEnd {
      append(isReal ? .real : .integer, isReal ? .real : .integer, from: start)
    } else {
      reportMalformedNumber(from: start, wellFormedEnd, hasBarePoint: hasBarePoint)
    }
  }

  /// Skips `e-3`, if it is all there.
  private mutating func skipExponent() -> Bool {
    guard byte(at: position) | 0x20 == UInt8(ascii: "e") else { return false }
    let sign = byte(at: position + 1)
    let hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    guard isDigit(at: position + (hasSign ? 2 : 1)) else { return false }
    position += hasSign ? 2 : 1
    skipDigits()
    return true
  }

  /// Skips the point of `1.` and `1.e5`, but not that of `1...n` and `1.name`.
  private mutating func skipBarePoint() -> Bool {
    guard byte(at: position) == UInt8(ascii: ".") else { return false }
    let next = byte(at: position + 1)
    let before = position
    position += 1
    if skipExponent() { return true }
    let isName = next | 0x20 >= UInt8(ascii: "a") && next | 0x20 <= UInt8(ascii: "z")
    let isOperator =
      next == UInt8(ascii: ".") || next == UInt8(ascii: "*")
      || next == UInt8(ascii: "/") || next == UInt8(ascii: "^") || next == UInt8(ascii: "`")
    if isName || isOperator || next == UInt8(ascii: "_") || next >= 0x80 {
      position = before
      return false
    }
    return true
  }

  private mutating func reportMalformedNumber(
    from start: Int, _ wellFormedEnd: Int, hasBarePoint: Bool
  ) {
    let whole = span(from: start)
    let digits = source.text(in: SourceSpan(start: start, end: wellFormedEnd))
    let tail = source.text(in: SourceSpan(start: wellFormedEnd, end: position))
    let fix: String?
    if hasBarePoint {
      fix = digits + ".0" + tail.dropFirst()
    } else if tail.allSatisfy({ $0 == "_" || $0.isNumber }) {
      fix = (digits + tail).filter { $0 != "_" }
    } else if tail.first?.isLetter == true, !digits.hasPrefix("0"), tail.lowercased() != "e" {
      fix = "\(digits) * \(tail)"
    } else {
      fix = nil
    }
    diagnostics.append(
      SyntaxDiagnostics.malformedNumber(source.text(in: whole), at: whole, fix: fix))
    append(.invalid, .invalidOperand, from: start)
  }

  /// Reads a number that begins with its point.
  mutating func readNumberWithoutWhole() {
    let start = position
    position += 1
    skipDigits()
    _ = skipExponent()
    skipNameCharacters()
    let text = source.text(in: span(from: start))
    diagnostics.append(
      SyntaxDiagnostics.malformedNumber(text, at: span(from: start), fix: "0" + text))
    append(.invalid, .invalidOperand, from: start)
  }

  /// Reads a text between double quotes; it ends on its line.
  mutating func readString() {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return append(.string, .string, from: start)
      case UInt8(ascii: "\\"):
        readEscape()
      default:
        position += 1
      }
    }
    diagnostics.append(SyntaxDiagnostics.unterminatedString(at: span(from: start)))
    append(.invalid, .invalidOperand, from: start)
  }

  private mutating func readEscape() {
    let start = position
    if let escape = Escape(bytes, at: start) {
      position = escape.end
      return
    }
    position += 1
    if position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
      position += scalar(at: position)?.length ?? 1
    }
    diagnostics.append(
      SyntaxDiagnostics.unknownEscape(
        source.text(in: span(from: start)), at: span(from: start)))
  }
}

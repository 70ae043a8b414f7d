extension JSONParser {
  /// Reads a string in double quotes, escapes resolved; the position stands on the opening quote.
  mutating func parseString() throws(JSONSyntaxError) -> String {
    advance()
    var text: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("a string is not valid UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        advance()
        try parseEscape(into: &text)
      case 0..<0x20:
        throw failure("a string holds a control character; write it as \\u followed by its code")
      default:
        text.append(byte)
        advance()
      }
    }
    throw failure("a string is not closed")
  }

  private mutating func parseEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    guard let byte = current else { throw failure("a string is not closed") }
    advance()
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"):
      let scalar = try parseUnicodeEscape()
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw failure("`\\` is followed by no known escape")
    }
  }

  private mutating func parseUnicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let high = try parseHexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), current == UInt8(ascii: "\\") else {
      throw failure("an escaped surrogate stands alone")
    }
    advance()
    guard current == UInt8(ascii: "u") else { throw failure("an escaped surrogate stands alone") }
    advance()
    let low = try parseHexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw failure("an escaped surrogate stands alone") }
    return scalar
  }

  private mutating func parseHexadecimal() throws(JSONSyntaxError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("`\\u` is followed by fewer than four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      advance()
    }
    return code
  }
}

/// A backslash in a text and what it stands for.
struct Escape {
  let scalar: Unicode.Scalar
  /// The offset behind it.
  let end: Int

  /// The escape that begins at `offset`: `\"`, `\\`, `\n`, `\t`, `\r` or `\u{…}` with one to six
  /// hexadecimal digits.
  init?(_ bytes: [UInt8], at offset: Int) {
    guard offset + 1 < bytes.count else { return nil }
    switch bytes[offset + 1] {
    case UInt8(ascii: "\""): self.init("\"", end: offset + 2)
    case UInt8(ascii: "\\"): self.init("\\", end: offset + 2)
    case UInt8(ascii: "n"): self.init("\n", end: offset + 2)
    case UInt8(ascii: "t"): self.init("\t", end: offset + 2)
    case UInt8(ascii: "r"): self.init("\r", end: offset + 2)
    case UInt8(ascii: "u"): self.init(bytes, unicodeAt: offset)
    default: return nil
    }
  }

  private init(_ scalar: Unicode.Scalar, end: Int) {
    self.scalar = scalar
    self.end = end
  }

  private init?(_ bytes: [UInt8], unicodeAt offset: Int) {
    let first = offset + 3
    guard first < bytes.count, bytes[first - 1] == UInt8(ascii: "{"),
      let close = bytes[first..<min(first + 7, bytes.count)].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    let digits = String(decoding: bytes[first..<close], as: UTF8.self)
    guard digits.first != "+", let value = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    self.init(scalar, end: close + 1)
  }

  /// What the text of a string token says, without its quotes; malformed escapes stand as written.
  static func contents(of token: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 1
    while index < token.count - 1 {
      if token[index] == UInt8(ascii: "\\"), let escape = Escape(token, at: index) {
        result.append(contentsOf: String(escape.scalar).utf8)
        index = escape.end
      } else {
        result.append(token[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

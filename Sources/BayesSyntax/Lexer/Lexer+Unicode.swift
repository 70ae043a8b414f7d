import BayesSource

extension Lexer {
  /// The scalar that begins at an offset and its length in bytes; nil where no UTF-8 stands.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let first = UInt32(byte(at: offset))
    let length: Int
    var value: UInt32
    switch first {
    case 0..<0x80: return Unicode.Scalar(first).map { ($0, 1) }
    case 0xC2...0xDF: (length, value) = (2, first & 0x1F)
    case 0xE0...0xEF: (length, value) = (3, first & 0x0F)
    case 0xF0...0xF4: (length, value) = (4, first & 0x07)
    default: return nil
    }
    for index in 1..<length {
      let next = UInt32(byte(at: offset + index))
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | next & 0x3F
    }
    let least: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
    guard value >= least[length], let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  /// An error for each run of bytes that is no UTF-8.
  func invalidUTF8() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var offset = start
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        offset += 1
      } else if let next = scalar(at: offset) {
        offset += next.length
      } else {
        let start = offset
        while offset < bytes.count, bytes[offset] >= 0x80, scalar(at: offset) == nil { offset += 1 }
        found.append(
          SyntaxDiagnostics.isNotUTF8(
            byte: bytes[start], at: SourceSpan(start: start, end: offset)))
        if found.count > SyntaxDiagnostics.mostErrors { return found }
      }
    }
    return found
  }

  /// Reads a name that begins outside ASCII, or reports what else stands there.
  mutating func readBeyondASCII() {
    let start = position
    guard let next = scalar(at: start) else {
      position += 1
      while byte(at: position) >= 0x80, scalar(at: position) == nil { position += 1 }
      return append(.invalid, .invalid, from: start)
    }
    if next.scalar == "\u{FEFF}", start == self.start {
      position += next.length
    } else if next.scalar.properties.isXIDStart {
      readName()
    } else {
      position += next.length
      let meant = Lexer.lookalikes[next.scalar]
      diagnostics.append(
        SyntaxDiagnostics.strayCharacter(
          next.scalar, at: span(from: start), fix: meant?.text))
      if meant?.symbol != .newline { append(.invalid, meant?.symbol ?? .invalid, from: start) }
    }
  }

  /// Characters that editors and word processors put in place of ours; `.newline` stands for a
  /// space.
  private static let lookalikes: [Unicode.Scalar: (text: String, symbol: Symbol)] = [
    "\u{2212}": ("-", .minus), "\u{2013}": ("-", .minus), "\u{2014}": ("-", .minus),
    "\u{00D7}": ("*", .times), "\u{22C5}": ("*", .times), "\u{00B7}": ("*", .times),
    "\u{00F7}": ("/", .divide), "\u{2215}": ("/", .divide), "\u{2264}": ("<=", .lessOrEqual),
    "\u{2265}": (">=", .greaterOrEqual), "\u{2260}": ("!=", .notEqual),
    "\u{2026}": ("...", .closedRange), "\u{2192}": ("->", .arrow), "\u{223C}": ("~", .tilde),
    "\u{02DC}": ("~", .tilde), "\u{2208}": ("in", .in), "\u{221E}": ("infinity", .invalidOperand),
    "\u{201C}": ("\"", .invalid), "\u{201D}": ("\"", .invalid), "\u{2018}": ("\"", .invalid),
    "\u{2019}": ("\"", .invalid), "\u{00A0}": (" ", .newline), "\u{2003}": (" ", .newline),
    "\u{2009}": (" ", .newline), "\u{200B}": ("", .newline), "\u{FEFF}": ("", .newline),
  ]
}

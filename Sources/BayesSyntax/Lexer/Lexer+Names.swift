import BayesSource

extension Lexer {
  /// Reads an identifier or a keyword.
  mutating func readName() {
    let start = position
    skipNameCharacters()
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    if word == "_" {
      append(.punctuation, .underscore, from: start)
    } else if let keyword = Symbol.hardKeywords[word] {
      append(.keyword, keyword, from: start)
    } else {
      append(.identifier, Symbol.softKeywords[word] ?? .identifier, from: start)
    }
  }

  /// Skips letters, digits, underscores and what else Unicode lets a name go on with.
  mutating func skipNameCharacters() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        position += 1
      case 0x80...0xFF:
        guard let next = scalar(at: position), next.scalar.properties.isXIDContinue else { return }
        position += next.length
      default:
        return
      }
    }
  }

  /// Reads a name between backticks, which may be a keyword or no identifier at all.
  mutating func readQuotedName() {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "`"), bytes[position] != 0x0A,
      bytes[position] != 0x0D
    {
      position += 1
    }
    let isClosed = byte(at: position) == UInt8(ascii: "`")
    let isEmpty = position == start + 1
    if isClosed { position += 1 }
    if isClosed && !isEmpty {
      append(.identifier, .identifier, from: start)
    } else {
      diagnostics.append(
        SyntaxDiagnostics.malformedQuotedName(isClosed: isClosed, at: span(from: start)))
      append(.invalid, .invalid, from: start)
    }
  }
}

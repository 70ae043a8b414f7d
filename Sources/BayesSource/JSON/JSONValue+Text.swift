extension JSONValue {
  /// How a document is laid out.
  package enum Layout: Sendable {
    /// No space that could be left out.
    case compact
    /// One member a line, two spaces a level; arrays of scalars stay on one line.
    case pretty
  }

  /// The document as text, without a newline at its end.
  package func text(_ layout: Layout = .compact) -> String {
    var bytes: [UInt8] = []
    append(to: &bytes, layout, level: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the document in UTF-8: what to use for large documents.
  package func append(to bytes: inout [UInt8], _ layout: Layout = .compact, level: Int = 0) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .unsigned(let value): bytes.append(contentsOf: String(value).utf8)
    case .number(let value):
      bytes.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
    case .string(let value): JSONValue.appendQuoted(value, to: &bytes)
    case .array(let elements): appendArray(elements, to: &bytes, layout, level: level)
    case .object(let members): appendObject(members, to: &bytes, layout, level: level)
    }
  }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    case .null, .bool, .integer, .unsigned, .number, .string: false
    }
  }

  private func appendArray(
    _ elements: [JSONValue], to bytes: inout [UInt8], _ layout: Layout, level: Int
  ) {
    let breaks = layout == .pretty && elements.contains(where: \.isContainer)
    bytes.append(UInt8(ascii: "["))
    for (position, element) in elements.enumerated() {
      if position > 0 {
        bytes.append(UInt8(ascii: ","))
        if layout == .pretty && !breaks { bytes.append(UInt8(ascii: " ")) }
      }
      if breaks { JSONValue.appendBreak(to: &bytes, level: level + 1) }
      element.append(to: &bytes, layout, level: level + 1)
    }
    if breaks { JSONValue.appendBreak(to: &bytes, level: level) }
    bytes.append(UInt8(ascii: "]"))
  }

  private func appendObject(
    _ members: [JSONMember], to bytes: inout [UInt8], _ layout: Layout, level: Int
  ) {
    let breaks = layout == .pretty && !members.isEmpty
    bytes.append(UInt8(ascii: "{"))
    for (position, member) in members.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      if breaks { JSONValue.appendBreak(to: &bytes, level: level + 1) }
      JSONValue.appendQuoted(member.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      if layout == .pretty { bytes.append(UInt8(ascii: " ")) }
      member.value.append(to: &bytes, layout, level: level + 1)
    }
    if breaks { JSONValue.appendBreak(to: &bytes, level: level) }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func appendBreak(to bytes: inout [UInt8], level: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
  }

  /// Appends `text` between quotes, with what RFC 8259 section 7 wants escaped.
  private static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20, 0x7F:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

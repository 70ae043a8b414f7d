import BayesSource

/// A recursive-descent reader of JSON over bytes.
struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0
  private static let depthLimit = 256

  init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func parseDocument() throws(JSONSyntaxError) -> JSONNode {
    skipSpace()
    guard position < bytes.count else { throw failure("the file is empty") }
    let node = try parseValue()
    try finish()
    return node
  }

  /// Refuses what stands behind the document.
  mutating func finish() throws(JSONSyntaxError) {
    skipSpace()
    guard position == bytes.count else {
      throw failure("there is text behind the end of the document")
    }
  }

  /// Whether an object comes next.
  mutating func beginsWithObject() throws(JSONSyntaxError) -> Bool {
    skipSpace()
    guard position < bytes.count else { throw failure("the file is empty") }
    return bytes[position] == UInt8(ascii: "{")
  }

  /// The line of the next value; nil at the end: for texts of several documents.
  mutating func nextLine() -> Int32? {
    skipSpace()
    return position < bytes.count ? currentLine : nil
  }

  var currentLine: Int32 { Int32(clamping: line) }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func advance() { position += 1 }

  func failure(_ cause: String) -> JSONSyntaxError {
    JSONSyntaxError(line: line, column: position - lineStart + 1, cause: cause)
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = position + 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return
      }
      position += 1
    }
  }

  /// Parses one value.
  mutating func parseValue() throws(JSONSyntaxError) -> JSONNode {
    guard position < bytes.count else { throw failure("the text ends where a value is expected") }
    let start = Int32(clamping: line)
    switch bytes[position] {
    case UInt8(ascii: "{"): return JSONNode(value: try parseObject(), line: start)
    case UInt8(ascii: "["): return JSONNode(value: try parseArray(), line: start)
    default: return JSONNode(value: try parseScalar(), line: start)
    }
  }

  /// Parses a value that is no array and no object.
  mutating func parseScalar() throws(JSONSyntaxError) -> JSONNode.Value {
    guard position < bytes.count else { throw failure("the text ends where a value is expected") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    default: return try parseWord()
    }
  }

  private mutating func enter() throws(JSONSyntaxError) {
    depth += 1
    position += 1
    guard depth <= Self.depthLimit else {
      throw failure("arrays and objects are nested deeper than \(Self.depthLimit)")
    }
    skipSpace()
  }

  private mutating func consume(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func parseArray() throws(JSONSyntaxError) -> JSONNode.Value {
    var elements: [JSONNode] = []
    try parseElements { parser throws(JSONSyntaxError) in elements.append(try parser.parseValue()) }
    return .array(elements)
  }

  private mutating func parseObject() throws(JSONSyntaxError) -> JSONNode.Value {
    var members: [(key: String, value: JSONNode)] = []
    try parseMembers { key, _, parser throws(JSONSyntaxError) in
      members.append((key, try parser.parseValue()))
    }
    return .object(members)
  }

  /// Parses an array; `element` parses each of its values.
  mutating func parseElements(
    _ element: (inout JSONParser) throws(JSONSyntaxError) -> Void
  ) throws(JSONSyntaxError) {
    try enter()
    if !consume(UInt8(ascii: "]")) {
      repeat {
        skipSpace()
        try element(&self)
        skipSpace()
      } while consume(UInt8(ascii: ","))
      guard consume(UInt8(ascii: "]")) else {
        throw failure("`,` or `]` is expected in an array")
      }
    }
    depth -= 1
  }

  /// Parses an object; `member` gets each name with its line and parses the value.
  mutating func parseMembers(
    _ member: (String, Int32, inout JSONParser) throws(JSONSyntaxError) -> Void
  ) throws(JSONSyntaxError) {
    try enter()
    if !consume(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
          throw failure("a name in double quotes is expected in an object")
        }
        let start = currentLine
        let key = try parseString()
        skipSpace()
        guard consume(UInt8(ascii: ":")) else {
          throw failure("`:` is expected behind the name \"\(key.prefix(40))\"")
        }
        skipSpace()
        try member(key, start, &self)
        skipSpace()
      } while consume(UInt8(ascii: ","))
      guard consume(UInt8(ascii: "}")) else {
        throw failure("`,` or `}` is expected in an object")
      }
    }
    depth -= 1
  }

  private mutating func parseWord() throws(JSONSyntaxError) -> JSONNode.Value {
    let start = position
    var end = position
    while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    let value: JSONNode.Value
    switch word {
    case "null": value = .null
    case "true": value = .boolean(true)
    case "false": value = .boolean(false)
    case "NaN": value = .number(.nan, isInteger: false)
    case "Infinity": value = .number(.infinity, isInteger: false)
    case "": throw failure("a value is expected")
    default: throw failure("`\(word.prefix(40))` is not a JSON value")
    }
    position = end
    return value
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func parseNumber() throws(JSONSyntaxError) -> JSONNode.Value {
    var end = position
    while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
    let slice = bytes[position..<end]
    if slice.elementsEqual("-Infinity".utf8) {
      position = end
      return .number(-.infinity, isInteger: false)
    }
    guard let (number, isInteger) = DecimalNumber.parse(slice) else {
      let text = String(decoding: slice.prefix(40), as: UTF8.self)
      throw failure("`\(text)` is not a number")
    }
    position = end
    return .number(number, isInteger: isInteger)
  }
}

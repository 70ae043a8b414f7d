/// A program's text, under the name a reader knows it by.
public struct SourceText: Sendable, Equatable {
  /// The name to print in diagnostics: a path as the user gave it, or `<text>`.
  public let name: String
  /// The bytes; the parser reports those that are no UTF-8.
  public let bytes: [UInt8]

  /// A text under `name`.
  public init(name: String, text: String) {
    self.name = name
    self.bytes = Array(text.utf8)
  }

  /// The bytes of a file under `name`, whatever they are.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The whole text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text under `span`, cut to the bounds of the file.
  public func text(in span: SourceSpan) -> String {
    let lower = min(max(span.start, 0), bytes.count)
    let upper = min(max(span.end, lower), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }
}

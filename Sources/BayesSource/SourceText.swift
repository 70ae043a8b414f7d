/// A program's text, under the name a reader knows it by.
public struct SourceText: Sendable, Equatable {
  /// The name to print in diagnostics: a path as the user gave it, or `<text>`.
  public let name: String
  /// The bytes, those of the files it imports behind its own; the parser reports those that are no
  /// UTF-8.
  public let bytes: [UInt8]
  /// The imported files, in the order in which they were read.
  package private(set) var imports: [ImportedText] = []

  /// An imported file: its name, and where its bytes begin.
  package struct ImportedText: Sendable, Equatable {
    package let name: String
    package let start: Int
  }

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

  /// This text with that of an imported file behind it, and where that begins: spans of both point into
  /// one text, so that each says which file it is in.
  package func appending(_ other: SourceText) -> (source: SourceText, start: Int) {
    let start = bytes.count + 1
    var joined = SourceText(name: name, bytes: bytes + [UInt8(ascii: "\n")] + other.bytes)
    joined.imports = imports + [ImportedText(name: other.name, start: start)]
    return (joined, start)
  }

  /// The imported file that holds an offset; nil for the text itself.
  private func imported(at offset: Int) -> ImportedText? { imports.last { $0.start <= offset } }

  /// The name of the file that holds an offset.
  package func name(at offset: Int) -> String { imported(at: offset)?.name ?? name }

  /// Where the file that holds an offset begins.
  package func start(ofFileAt offset: Int) -> Int { imported(at: offset)?.start ?? 0 }

  /// The whole text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text under `span`, cut to the bounds of the file.
  public func text(in span: SourceSpan) -> String {
    let lower = min(max(span.start, 0), bytes.count)
    let upper = min(max(span.end, lower), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }
}

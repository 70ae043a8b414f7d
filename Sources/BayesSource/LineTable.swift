/// Where the lines of a text begin: turns byte offsets into lines and columns.
package struct LineTable: Sendable {
  /// The offset of each line's first byte; never empty.
  package let starts: [Int]
  private let source: SourceText
  private var bytes: [UInt8] { source.bytes }

  /// A line and a column, both counted from 1; a column is a Unicode scalar.
  package struct Position: Sendable, Hashable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// Lines end with `\n`, `\r\n` or `\r`.
  package init(_ source: SourceText) {
    self.source = source
    let bytes = source.bytes
    var starts = [0]
    for index in bytes.indices {
      let next = index + 1
      switch bytes[index] {
      case 0x0A: starts.append(next)
      case 0x0D where next == bytes.count || bytes[next] != 0x0A: starts.append(next)
      default: break
      }
    }
    self.starts = starts
  }

  /// The line that holds `offset`, counted from 0; offsets outside are cut to the text.
  package func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The number of a line, counted from 1 in its file.
  package func number(ofLine line: Int) -> Int {
    line - lineIndex(of: source.start(ofFileAt: starts[line])) + 1
  }

  /// Line and column of `offset`, in its file.
  package func position(of offset: Int) -> Position {
    let line = lineIndex(of: offset)
    let end = min(max(offset, starts[line]), bytes.count)
    let column = bytes[starts[line]..<end].count { $0 & 0xC0 != 0x80 }
    return Position(line: number(ofLine: line), column: column + 1)
  }

  /// The bytes of a line counted from 0, without what ends it.
  package func span(ofLine line: Int) -> SourceSpan {
    guard starts.indices.contains(line) else {
      return SourceSpan(start: bytes.count, end: bytes.count)
    }
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while end > starts[line], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return SourceSpan(start: starts[line], end: end)
  }
}

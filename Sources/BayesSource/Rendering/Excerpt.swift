/// One line of a text as it is shown: with tabs spread out, and cut to a width around a place.
struct Excerpt {
  /// What is shown of the line.
  private(set) var text = ""
  /// The columns before the marked part.
  private(set) var markStart = 0
  /// The columns of the marked part, at least one.
  private(set) var markWidth = 1

  /// A character of the line: its first byte, how it is shown and how wide that is.
  private struct Cell {
    let offset: Int
    var text: String
    let width: Int
  }

  /// Shows of the line `line` what fits into `width` columns around the start of `mark`, which is
  /// cut to the line.
  init(_ bytes: [UInt8], line: SourceSpan, mark: SourceSpan, width: Int) {
    let start = min(max(mark.start, line.start), line.end)
    let end = min(max(mark.end, start), line.end)
    // What is more than a few screens away is not shown: lines may be millions of bytes long.
    let reach = 8 * width
    let window = SourceSpan(
      start: max(line.start, start - reach), end: min(line.end, max(start, start) + reach))
    let cells = Excerpt.cells(bytes, window)
    let first = cells.firstIndex { $0.offset >= start } ?? cells.count
    let before = cells[..<first].reduce(0) { $0 + $1.width }
    let total = cells.reduce(0) { $0 + $1.width }
    let isCut = total > width || window.start > line.start || window.end < line.end
    // A third of the width shows what stands before the mark.
    let from = isCut && before > width / 3 ? before - width / 3 : 0
    show(cells, from: from, width: isCut ? width : total, marking: start..<end)
    if window.start > line.start || from > 0 { cutLeft() }
    if isCut && (from + width < total || window.end < line.end) { text += "…" }
  }

  private mutating func show(
    _ cells: [Cell], from: Int, width: Int, marking mark: Range<Int>
  ) {
    var column = 0
    var marked = 0
    for cell in cells {
      defer { column += cell.width }
      guard column >= from, column + cell.width <= from + width else { continue }
      text += cell.text
      if cell.offset < mark.lowerBound { markStart += cell.width }
      if mark.contains(cell.offset) { marked += cell.width }
    }
    markWidth = max(1, marked)
  }

  /// Puts an ellipsis in place of the first column.
  private mutating func cutLeft() {
    text = "…" + text
    markStart += 1
  }

  private static func cells(_ bytes: [UInt8], _ window: SourceSpan) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    var isJoined = false
    var offset = window.start
    while offset < window.end {
      let (scalar, length) = decode(bytes, at: offset, end: window.end)
      if scalar == "\t" {
        let width = 4 - column % 4
        cells.append(Cell(offset: offset, text: String(repeating: " ", count: width), width: width))
        column += width
      } else if !cells.isEmpty, scalar.displayWidth == 0 || isJoined {
        cells[cells.count - 1].text.unicodeScalars.append(scalar)
      } else {
        let isControl = scalar.properties.generalCategory == .control
        let width = scalar.displayWidth
        cells.append(
          Cell(offset: offset, text: isControl ? "\u{FFFD}" : String(scalar), width: width))
        column += width
      }
      isJoined = scalar == "\u{200D}"
      offset += length
    }
    return cells
  }

  /// The scalar at an offset; a byte that begins none is shown as U+FFFD.
  private static func decode(
    _ bytes: [UInt8], at offset: Int, end: Int
  ) -> (scalar: Unicode.Scalar, length: Int) {
    guard bytes[offset] >= 0x80 else { return (Unicode.Scalar(bytes[offset]), 1) }
    var decoder = Unicode.UTF8()
    var source = bytes[offset..<min(offset + 4, end)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&source) else { return ("\u{FFFD}", 1) }
    return (scalar, Unicode.UTF8.width(scalar))
  }
}

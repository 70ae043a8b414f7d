/// The text that the formatter has written so far.
struct FormatWriter {
  private(set) var text = ""
  /// The width of the line that is being written.
  private(set) var column = 0
  /// A comment ends the line: nothing more may stand on it.
  private var isClosed = false

  var isAtLineStart: Bool { column == 0 }

  /// Ends the line; the next one begins at `indentation`.
  mutating func newline(_ indentation: Int) {
    text += "\n"
    column = 0
    isClosed = false
    indent = indentation
  }

  /// Where the line that is being written begins.
  private(set) var indent = 0

  /// Begins the first line, or another one, at a column.
  mutating func begin(at indentation: Int) { indent = indentation }

  /// Leaves an empty line.
  mutating func blank() { text += "\n" }

  /// A comment on a line of its own.
  mutating func comment(_ comment: String, at indentation: Int) {
    if !isAtLineStart { newline(indentation) }
    indent = indentation
    append(comment, hasSpace: false)
    newline(indentation)
  }

  /// A comment behind what stands on the line.
  mutating func trailing(_ comment: String) {
    text += "  " + comment
    isClosed = true
  }

  /// A piece of text; a line that a comment ends is ended first.
  mutating func append(_ piece: String, hasSpace: Bool) {
    if isClosed { newline(indent) }
    if isAtLineStart {
      text += String(repeating: " ", count: indent)
      column = indent
    } else if hasSpace {
      text += " "
      column += 1
    }
    text += piece
    column += piece.count
  }
}

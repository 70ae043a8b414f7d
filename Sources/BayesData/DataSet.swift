/// Named values read from files or handed over by a program, each cell with its place.
package struct DataSet: Sendable {
  /// In the order they were read.
  package private(set) var values: [DataValue] = []
  private var indices: [String: Int] = [:]

  package init() {}

  /// The names, in the order they were read.
  package var names: [String] { values.map(\.name) }

  package subscript(name: String) -> DataValue? { indices[name].map { values[$0] } }

  /// Adds a value; a name that is already there is refused and returned.
  package mutating func add(_ value: DataValue) -> DataValue? {
    if let known = indices[value.name] { return values[known] }
    indices[value.name] = values.count
    values.append(value)
    return nil
  }
}

/// One named datum: a scalar, or cells in row-major order.
package struct DataValue: Sendable, Hashable {
  package var name: String
  /// Lengths, the first axis slowest; empty for a scalar.
  package var shape: [Int]
  package var cells: Cells
  /// Where it came from.
  package var origin: DataOrigin

  package init(name: String, shape: [Int], cells: Cells, origin: DataOrigin) {
    self.name = name
    self.shape = shape
    self.cells = cells
    self.origin = origin
  }

  /// What the cells hold.
  package enum Cells: Sendable, Hashable {
    /// Numbers and booleans (as 0 and 1). `missing` lists the flat positions of null cells, whose
    /// number is NaN; `isInteger` is false as soon as one present number has a fraction or is not
    /// finite.
    case numbers([Double], missing: [Int], isInteger: Bool)
    /// Strings, nil where the cell is null.
    case strings([String?])
  }

  /// The number of cells.
  package var count: Int {
    switch cells {
    case .numbers(let numbers, _, _): numbers.count
    case .strings(let strings): strings.count
    }
  }

  /// The place of the cell at a flat position, such as `counts.csv:14, column "y"`, or
  /// `y[3, 2] in data.json:7`.
  package func place(ofCell position: Int) -> String {
    let subject = name + indexText(position)
    switch origin {
    case .program: return subject
    case .file(let file, let lines):
      guard lines.indices.contains(position) else { return "\(subject) in \(file)" }
      return "\(subject) in \(file):\(lines[position])"
    case .column(let file, let lines):
      guard lines.indices.contains(position) else { return "column \"\(name)\" in \(file)" }
      return "column \"\(name)\" in \(file):\(lines[position])"
    }
  }

  private func indexText(_ position: Int) -> String {
    guard !shape.isEmpty else { return "" }
    var rest = position
    var indices: [Int] = []
    for length in shape.reversed() where length > 0 {
      indices.append(rest % length + 1)
      rest /= length
    }
    return "[" + indices.reversed().map(String.init).joined(separator: ", ") + "]"
  }
}

/// Where a datum came from.
package enum DataOrigin: Sendable, Hashable {
  /// Handed over by a program.
  case program
  /// A file with nested arrays (JSON): the file's name and per cell its line.
  case file(String, lines: [Int32])
  /// A column of a table: the file's name and per row its line. Columns of one table share `file`.
  case column(String, lines: [Int32])
}

import BayesSource

/// Gathers the cells of one datum, row-major, as they are read, and finds its shape.
///
/// The first fault is kept and what follows it passed over.
struct CellCollector {
  let name: String
  let file: String
  private(set) var fault: Diagnostic?
  /// Lengths of the axes, each known when the first array at its depth is closed.
  private var shape: [Int] = []
  /// The number of axes, known at the first cell or empty array.
  private var rank: Int?
  private var numbers: [Double] = []
  private var missing: [Int] = []
  /// Filled from the first string on.
  private var strings: [String?] = []
  private var hasStrings = false
  private var lines: [Int32] = []
  private var isInteger = true
  private var firstString: Int32?
  private var firstNumber: Int32?

  init(name: String, file: String) {
    self.name = name
    self.file = file
  }

  /// For a column of lines: how many of them were read.
  var rows = 0

  var value: DataValue {
    var cells = DataValue.Cells.numbers(numbers, missing: missing, isInteger: isInteger)
    if firstString != nil { cells = .strings(strings) }
    return DataValue(
      name: name, shape: Array(shape.prefix(rank ?? 0)), cells: cells,
      origin: .file(file, lines: lines))
  }

  /// Whether an array that opens at `depth` lies deeper than the cells do.
  func isTooDeep(_ depth: Int) -> Bool { rank.map { depth >= $0 } ?? false }

  mutating func close(depth: Int, count: Int, line: Int32) {
    guard fault == nil else { return }
    if rank == nil { rank = depth + 1 }
    if isTooDeep(depth) {
      fault = .raggedArray(name, in: file, line: Int(line), found: count, expected: nil)
    } else if depth >= shape.count || shape[depth] < 0 {
      while shape.count <= depth { shape.append(-1) }
      shape[depth] = count
    } else if shape[depth] != count {
      fault = .raggedArray(name, in: file, line: Int(line), found: count, expected: shape[depth])
    }
  }

  /// Whether a cell may stand at `depth`; notes its line if so.
  private mutating func begin(_ depth: Int, _ line: Int32) -> Bool {
    guard fault == nil else { return false }
    if let rank, depth != rank {
      if depth < rank {
        fault = .raggedArray(
          name, in: file, line: Int(line), found: nil,
          expected: depth < shape.count ? shape[depth] : nil)
      }
      return false
    }
    rank = depth
    lines.append(line)
    return true
  }

  mutating func addNumber(_ number: Double, isWhole: Bool, depth: Int, line: Int32) {
    guard begin(depth, line) else { return }
    if firstNumber == nil { firstNumber = line }
    isInteger = isInteger && (isWhole || number.isFinite && number == number.rounded())
    numbers.append(number)
    if hasStrings { strings.append(nil) }
    checkMixed()
  }

  mutating func addNull(depth: Int, line: Int32) {
    guard begin(depth, line) else { return }
    missing.append(numbers.count)
    numbers.append(.nan)
    if hasStrings { strings.append(nil) }
  }

  /// Adds a string; `"NaN"`, `"Inf"` and their like, as CmdStan writes them, count as numbers where no
  /// other strings stand.
  mutating func addString(_ string: String, depth: Int, line: Int32) {
    guard begin(depth, line) else { return }
    if !hasStrings {
      hasStrings = true
      strings = Array(repeating: nil, count: numbers.count)
    }
    strings.append(string)
    if let number = Self.specialNumber(string) {
      numbers.append(number)
      isInteger = false
    } else {
      numbers.append(.nan)
      if firstString == nil { firstString = line }
      checkMixed()
    }
  }

  mutating func addObject(line: Int32) {
    if fault == nil { fault = .nestedObject(name, in: file, line: Int(line)) }
  }

  /// Refuses the datum: its name stands there a second time.
  mutating func addAgain(line: Int32) {
    if fault == nil { fault = .repeatedName(name, in: file, line: Int(line)) }
  }

  private mutating func checkMixed() {
    guard let string = firstString, let number = firstNumber else { return }
    fault = .mixedCells(name, in: file, stringLine: Int(string), numberLine: Int(number))
  }

  private static func specialNumber(_ string: String) -> Double? {
    switch string {
    case "NaN": .nan
    case "Inf", "+Inf", "Infinity", "+Infinity": .infinity
    case "-Inf", "-Infinity": -.infinity
    default: nil
    }
  }
}

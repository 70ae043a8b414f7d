/// A program in numbers: every value is a vector of known length, every operation a vector operation.
///
/// Values are made in order and never change; equal operations on equal operands are one value.
struct NumericGraph {
  /// The place of a value.
  struct ID: Hashable {
    let index: Int
  }

  struct Value {
    let operation: NumericOperation
    let count: Int
    /// Bounds that hold for every element, from what is known of the operation.
    let range: ClosedRange<Double>
  }

  /// Whether numbers are taken out of products of vectors.
  var extractsFactors = true
  /// Whether sums of selections by data are taken over either kind of elements by itself.
  var partitionsSelections = true

  private(set) var values: [Value] = []
  private var known: [Key: ID] = [:]
  private(set) var tables: [[Double]] = []
  private var tableIDs: [[Double]: Int] = [:]
  private(set) var loops: [Loop] = []
  private(set) var solutions: [NumericSolution] = []
  private(set) var indices: [[Int32]] = []
  private var indexIDs: [[Int32]: Int] = [:]

  private struct Key: Hashable {
    let operation: NumericOperation
    let count: Int
  }

  subscript(id: ID) -> Value { values[id.index] }

  func count(_ id: ID) -> Int { values[id.index].count }

  /// The value of an operation, made unless it exists.
  mutating func value(
    _ operation: NumericOperation, count: Int,
    range: ClosedRange<Double> = -.infinity ... .infinity
  ) -> ID {
    let key = Key(operation: operation, count: count)
    if let id = known[key] { return id }
    values.append(Value(operation: operation, count: count, range: range))
    let id = ID(index: values.count - 1)
    known[key] = id
    return id
  }

  /// How many numbers others read of the memory of a loop, a solution, a matrix function or a sum over
  /// chains; nil for any other value.
  func resultCount(_ id: ID) -> Int? {
    switch self[id].operation {
    case .loop(let place, _): loops[place].resultCount
    case .solution(let place, _): solutions[place].resultCount
    case .matrix(let call, _): call.resultCount
    case .chain(let shape, _, _): shape.chains
    default: nil
    }
  }

  /// The loop, solution or matrix function and the place in its memory where a value stands that is a
  /// stretch of it.
  func stretch(_ id: ID) -> (source: ID, first: Int)? {
    guard case .gather(let source, let place) = self[id].operation, count(id) > 1,
      resultCount(source) != nil, let first = indices[place].first,
      indices[place].enumerated().allSatisfy({ Int($0.element) == Int(first) + $0.offset })
    else { return nil }
    return (source, Int(first))
  }

  /// The memory of a loop after it has run.
  mutating func loop(_ loop: Loop, _ inputs: [ID]) -> ID {
    loops.append(loop)
    return value(.loop(loops.count - 1, inputs), count: loop.count)
  }

  /// The memory of a solution for the rows of its plates.
  mutating func solution(_ solution: NumericSolution, _ rows: ID) -> ID {
    solutions.append(solution)
    return value(.solution(solutions.count - 1, rows), count: solution.memory.count)
  }

  mutating func constant(_ value: Double) -> ID {
    let range = value.isNaN ? -.infinity ... .infinity : value...value
    return self.value(.constant(value.bitPattern), count: 1, range: range)
  }

  /// A vector of constants; a vector of equal ones stays a vector.
  mutating func table(_ elements: [Double]) -> ID {
    if elements.count == 1 { return constant(elements[0]) }
    let place: Int
    if let known = tableIDs[elements] {
      place = known
    } else {
      tables.append(elements)
      place = tables.count - 1
      tableIDs[elements] = place
    }
    var range = -Double.infinity ... .infinity
    // What is read outside of data is NaN, which no bounds hold.
    if !elements.contains(where: \.isNaN), let low = elements.min(), let high = elements.max() {
      range = low...high
    }
    return value(.table(place), count: elements.count, range: range)
  }

  mutating func indexTable(_ elements: [Int32]) -> Int {
    if let known = indexIDs[elements] { return known }
    indices.append(elements)
    indexIDs[elements] = indices.count - 1
    return indices.count - 1
  }

  /// The elements of a constant or table.
  func elements(_ id: ID) -> [Double]? {
    switch self[id].operation {
    case .constant(let bits): [Double(bitPattern: bits)]
    case .table(let place): tables[place]
    default: nil
    }
  }

  /// The number a scalar constant is.
  func number(_ id: ID) -> Double? {
    if case .constant(let bits) = self[id].operation { return Double(bitPattern: bits) }
    return nil
  }
}

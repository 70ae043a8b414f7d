/// Where everything stands: constants in one block that all evaluators share, coordinates and stored
/// values in an arena of each evaluator's own.
///
/// Every vector has room for a multiple of eight doubles; a number stands there eight times, so that
/// it can be read as a vector.
struct MemoryPlan {
  typealias ID = NumericGraph.ID

  /// Which block an address counts from.
  enum Base {
    case constants, arena, scratch
  }

  struct Address: Hashable {
    let base: Base
    let offset: Int
  }

  /// Coordinates that are copied into the arena before a run.
  struct Input {
    let address: Address
    let offset: Int
    let count: Int
  }

  private(set) var constants: [Double] = []
  private(set) var arenaCount = 0
  private(set) var inputs: [Input] = []
  /// Index tables: those of the graph, then those of loops.
  private(set) var indices: [[Int32]]
  private var tables: [Int: Int] = [:]
  private var numbers: [UInt64: Int] = [:]
  private var matrices: [Int: Int] = [:]
  private var places: [ID: Int] = [:]

  init(_ graph: NumericGraph, _ schedule: Schedule) {
    indices = graph.indices
    for id in schedule.stored.sorted(by: { $0.index < $1.index }) {
      if let (source, first) = graph.stretch(id), let start = places[source] {
        places[id] = start + first
        continue
      }
      places[id] = arenaCount
      if case .coordinates(let offset) = graph[id].operation {
        let address = Address(base: .arena, offset: arenaCount)
        inputs.append(Input(address: address, offset: offset, count: graph.count(id)))
      }
      arenaCount += Self.padded(graph.count(id))
    }
  }

  static func padded(_ count: Int) -> Int { (max(count, 1) + 7) & ~7 }

  /// Where a value stands; nil for what only its region sees.
  mutating func address(of id: ID, in graph: NumericGraph) -> Address? {
    switch graph[id].operation {
    case .table(let place): address(ofTable: place, in: graph)
    case .constant(let bits): address(ofNumber: bits)
    default: places[id].map { Address(base: .arena, offset: $0) }
    }
  }

  private mutating func address(ofTable place: Int, in graph: NumericGraph) -> Address {
    if let known = tables[place] { return Address(base: .constants, offset: known) }
    let elements = graph.tables[place]
    // Lanes beyond the last element compute what it computes: nothing out of the ordinary.
    let address = append(elements, padding: elements.last ?? 0)
    tables[place] = address.offset
    return address
  }

  /// A table of a loop's own, new each time.
  mutating func address(ofElements elements: [Double]) -> Address {
    append(elements, padding: elements.last ?? 0)
  }

  /// The place of an index table of a loop's own.
  mutating func place(ofIndex table: [Int32]) -> Int {
    indices.append(table)
    return indices.count - 1
  }

  mutating func address(ofNumber bits: UInt64) -> Address {
    if let known = numbers[bits] { return Address(base: .constants, offset: known) }
    let number = Double(bitPattern: bits)
    let address = append([number], padding: number)
    numbers[bits] = address.offset
    return address
  }

  private mutating func append(_ elements: [Double], padding: Double) -> Address {
    let address = Address(base: .constants, offset: constants.count)
    constants += elements
    let missing = Self.padded(elements.count) - elements.count
    constants += [Double](repeating: padding, count: missing)
    return address
  }

  /// The table of a column-major matrix, its columns padded with zeros to multiples of eight.
  mutating func address(
    ofMatrix place: Int, rows: Int, in graph: NumericGraph
  ) -> (address: Address, stride: Int) {
    let stride = Self.padded(rows)
    if let known = matrices[place] { return (Address(base: .constants, offset: known), stride) }
    let address = address(ofMatrix: graph.tables[place], rows: rows)
    matrices[place] = address.offset
    return (address, stride)
  }

  /// A matrix of a loop's own, new each time.
  mutating func address(ofMatrix elements: [Double], rows: Int) -> Address {
    let stride = Self.padded(rows)
    let offset = constants.count
    for start in Swift.stride(from: 0, to: elements.count, by: max(rows, 1)) {
      constants += elements[start..<min(start + rows, elements.count)]
      constants += [Double](repeating: 0, count: stride - rows)
    }
    return Address(base: .constants, offset: offset)
  }
}

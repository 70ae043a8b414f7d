/// Where everything stands: constants in one block that all evaluators share, stored values in an
/// arena of each evaluator's own.
///
/// Every vector begins at a multiple of eight doubles.
struct MemoryPlan {
  typealias ID = NumericGraph.ID

  /// Which block an address counts from; the executor's base pointers stand in this order.
  enum Base: Int32 {
    case constants, arena, coordinates, results
  }

  struct Address {
    let base: Base
    let offset: Int
  }

  private(set) var constants: [Double] = []
  private(set) var arenaCount = 0
  private var tables: [Int: Int] = [:]
  private var places: [ID: Int] = [:]

  init(_ graph: NumericGraph, _ schedule: Schedule) {
    for id in schedule.stored.sorted(by: { $0.index < $1.index }) {
      places[id] = arenaCount
      arenaCount += Self.padded(graph.count(id))
    }
  }

  static func padded(_ count: Int) -> Int { (count + 7) & ~7 }

  /// Where a table of constants stands; put there at its first use.
  mutating func address(ofTable place: Int, in graph: NumericGraph) -> Address {
    if let known = tables[place] { return Address(base: .constants, offset: known) }
    let offset = constants.count
    tables[place] = offset
    let elements = graph.tables[place]
    constants += elements
    constants += [Double](repeating: 0, count: Self.padded(elements.count) - elements.count)
    return Address(base: .constants, offset: offset)
  }

  /// Where a value stands; nil for a number and for what only its group sees.
  mutating func address(of id: ID, in graph: NumericGraph) -> Address? {
    switch graph[id].operation {
    case .table(let place): address(ofTable: place, in: graph)
    case .coordinates(let offset): Address(base: .coordinates, offset: offset)
    default: places[id].map { Address(base: .arena, offset: $0) }
    }
  }

  /// A block of constants whose columns begin at multiples of eight doubles.
  mutating func addMatrix(_ elements: [Double], rows: Int) -> (address: Address, stride: Int) {
    let stride = Self.padded(rows)
    let offset = constants.count
    for start in Swift.stride(from: 0, to: elements.count, by: max(rows, 1)) {
      constants += elements[start..<min(start + rows, elements.count)]
      constants += [Double](repeating: 0, count: stride - rows)
    }
    return (Address(base: .constants, offset: offset), stride)
  }
}

/// The order in which a numeric graph is computed: groups of elementwise operations over the same number
/// of elements, and the operations that stand alone.
///
/// A value's stage is one above that of the operands it must read from memory, and the same as that
/// of operands it can take from its own group.
struct Schedule {
  typealias ID = NumericGraph.ID

  /// A step of the program.
  enum Step {
    case group(Group)
    case product(ID)
    case transposedProduct(ID)
    case concatenation(ID)
  }

  /// Operations over the same number of elements, in one dispatch.
  struct Group {
    let count: Int
    var members: [ID]
  }

  let steps: [Step]
  /// Values that must stand in memory: read by another step, or results.
  let stored: Set<ID>

  init(_ graph: NumericGraph, outputs: [ID]) {
    let needed = Self.reachable(graph, from: outputs)
    var stages = [Int](repeating: 0, count: graph.values.count)
    var keys: [Place: [ID]] = [:]
    var alone: [Int: [ID]] = [:]
    for id in needed {
      let size = Self.size(of: id, in: graph)
      var stage = 0
      for operand in graph[id].operation.operands {
        switch Self.size(of: operand, in: graph) {
        case nil where Self.isConstant(graph[operand].operation): continue
        case let other?
        where other == size && !Self.isReduced(graph[operand].operation)
          && !Self.readsMemory(graph[id].operation):
          stage = max(stage, stages[operand.index])
        default: stage = max(stage, stages[operand.index] + 1)
        }
      }
      stages[id.index] = stage
      if let size {
        keys[Place(stage: stage, count: size), default: []].append(id)
      } else if !Self.isConstant(graph[id].operation) {
        alone[stage, default: []].append(id)
      }
    }
    steps = Self.order(keys, alone, graph)
    stored = Self.stored(steps, graph, outputs)
  }

  private struct Place: Hashable {
    let stage: Int
    let count: Int
  }

  private static func order(
    _ groups: [Place: [ID]], _ alone: [Int: [ID]], _ graph: NumericGraph
  ) -> [Step] {
    let last = max(groups.keys.map(\.stage).max() ?? 0, alone.keys.max() ?? 0)
    var steps: [Step] = []
    for stage in 0...last {
      for place in groups.keys.filter({ $0.stage == stage }).sorted(by: { $0.count < $1.count }) {
        steps.append(.group(Group(count: place.count, members: groups[place] ?? [])))
      }
      for id in alone[stage] ?? [] {
        switch graph[id].operation {
        case .product: steps.append(.product(id))
        case .transposedProduct: steps.append(.transposedProduct(id))
        default: steps.append(.concatenation(id))
        }
      }
    }
    return steps
  }

  private static func stored(
    _ steps: [Step], _ graph: NumericGraph, _ outputs: [ID]
  ) -> Set<ID> {
    var home: [ID: Int] = [:]
    for (index, step) in steps.enumerated() {
      if case .group(let group) = step { for member in group.members { home[member] = index } }
    }
    var stored = Set(outputs)
    for (index, step) in steps.enumerated() {
      switch step {
      case .group(let group):
        for member in group.members {
          let operation = graph[member].operation
          if isReduced(operation) { stored.insert(member) }
          for operand in operation.operands
          where home[operand] != index || readsMemory(operation) {
            stored.insert(operand)
          }
        }
      case .product(let id), .transposedProduct(let id), .concatenation(let id):
        stored.insert(id)
        stored.formUnion(graph[id].operation.operands)
      }
    }
    return stored.filter { !isConstant(graph[$0].operation) }
  }

  /// Constants and coordinates are there from the start.
  static func isConstant(_ operation: NumericOperation) -> Bool {
    switch operation {
    case .constant, .table, .coordinates: true
    default: false
    }
  }

  /// Results that are complete only after a whole group has run.
  static func isReduced(_ operation: NumericOperation) -> Bool {
    switch operation {
    case .sum, .dot, .scatterAdd: true
    default: false
    }
  }

  /// Operations that read their operand by position, from memory.
  static func readsMemory(_ operation: NumericOperation) -> Bool {
    if case .gather = operation { true } else { false }
  }

  /// How many elements the group of a value runs over; nil for what belongs to no group.
  private static func size(of id: ID, in graph: NumericGraph) -> Int? {
    switch graph[id].operation {
    case .constant, .table, .coordinates, .product, .transposedProduct, .concatenation: nil
    case .unary, .binary, .select, .gather: graph.count(id)
    case .sum(let a), .scatterAdd(let a, _): graph.count(a)
    case .dot(let a, let b): max(graph.count(a), graph.count(b))
    }
  }

  private static func reachable(_ graph: NumericGraph, from outputs: [ID]) -> [ID] {
    var isNeeded = [Bool](repeating: false, count: graph.values.count)
    for output in outputs { isNeeded[output.index] = true }
    for index in stride(from: graph.values.count - 1, through: 0, by: -1) where isNeeded[index] {
      for operand in graph.values[index].operation.operands { isNeeded[operand.index] = true }
    }
    return graph.values.indices.filter { isNeeded[$0] }.map { ID(index: $0) }
  }
}

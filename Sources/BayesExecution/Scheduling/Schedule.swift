/// The order in which a numeric graph is computed: regions of operations over the same number of
/// elements, and concatenations, loops, solutions, functions of matrices and sums over chains between
/// them.
///
/// A value's stage is one above that of the operands it must read whole from memory, and the same as
/// that of operands it can take element by element from its own region. A stretch of a loop's memory is
/// there once the loop has run.
struct Schedule {
  typealias ID = NumericGraph.ID

  /// A step of the program.
  enum Step {
    case region(Region)
    case concatenation(ID)
    case loop(ID)
    case solution(ID)
    case matrix(ID)
    case chain(ID)
  }

  /// Operations over the same number of elements, run block by block.
  struct Region {
    let count: Int
    var members: [ID]
  }

  let steps: [Step]
  /// Values that must stand in memory: read by another step, or results.
  let stored: Set<ID>
  /// How often a value is read, results included.
  let uses: [ID: Int]

  init(_ graph: NumericGraph, outputs: [ID]) {
    let needed = Self.reachable(graph, from: outputs)
    var stages = [Int](repeating: 0, count: graph.values.count)
    var keys: [Place: [ID]] = [:]
    var alone: [Int: [ID]] = [:]
    let stretches = Set(needed.filter { graph.stretch($0) != nil })
    for id in needed {
      if stretches.contains(id) {
        stages[id.index] = graph[id].operation.operands.map { stages[$0.index] }.max() ?? 0
        continue
      }
      let size = Self.size(of: id, in: graph)
      var stage = 0
      for operand in graph[id].operation.operands {
        switch stretches.contains(operand) ? nil : Self.size(of: operand, in: graph) {
        case nil where Self.isGiven(graph[operand].operation): continue
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
      } else if !Self.isGiven(graph[id].operation) {
        alone[stage, default: []].append(id)
      }
    }
    steps = Self.order(keys, alone, in: graph)
    stored = Self.stored(steps, graph, outputs)
    var uses: [ID: Int] = [:]
    for output in outputs { uses[output, default: 0] += 1 }
    for id in needed {
      for operand in graph[id].operation.operands { uses[operand, default: 0] += 1 }
    }
    self.uses = uses
  }

  private struct Place: Hashable {
    let stage: Int
    let count: Int
  }

  private static func order(
    _ regions: [Place: [ID]], _ alone: [Int: [ID]], in graph: NumericGraph
  ) -> [Step] {
    let places = regions.keys.sorted { ($0.stage, $0.count) < ($1.stage, $1.count) }
    var next = places.startIndex
    var steps: [Step] = []
    for stage in 0...max(places.last?.stage ?? 0, alone.keys.max() ?? 0) {
      while next < places.endIndex, places[next].stage == stage {
        steps.append(
          .region(Region(count: places[next].count, members: regions[places[next]] ?? [])))
        next += 1
      }
      steps += (alone[stage] ?? []).map { id in
        switch graph[id].operation {
        case .loop: .loop(id)
        case .solution: .solution(id)
        case .matrix: .matrix(id)
        case .chain: .chain(id)
        default: .concatenation(id)
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
      if case .region(let region) = step { for member in region.members { home[member] = index } }
    }
    var stored = Set(outputs)
    for (index, step) in steps.enumerated() {
      switch step {
      case .region(let region):
        for member in region.members {
          let operation = graph[member].operation
          if isReduced(operation) { stored.insert(member) }
          for operand in operation.operands
          where home[operand] != index || readsMemory(operation) {
            stored.insert(operand)
          }
        }
      case .concatenation(let id), .loop(let id), .solution(let id), .matrix(let id),
        .chain(let id):
        stored.insert(id)
        stored.formUnion(graph[id].operation.operands)
      }
    }
    return stored.filter { !isConstant(graph[$0].operation) }
  }

  private static func isConstant(_ operation: NumericOperation) -> Bool {
    switch operation {
    case .constant, .table: true
    default: false
    }
  }

  /// Constants and coordinates are there from the start.
  private static func isGiven(_ operation: NumericOperation) -> Bool {
    if case .coordinates = operation { true } else { isConstant(operation) }
  }

  /// Results that are complete only after a whole region has run.
  static func isReduced(_ operation: NumericOperation) -> Bool {
    switch operation {
    case .sum, .dot, .scatterAdd, .transposedProduct: true
    default: false
    }
  }

  /// Operations that read their operand whole, from memory.
  static func readsMemory(_ operation: NumericOperation) -> Bool {
    switch operation {
    case .gather, .product: true
    default: false
    }
  }

  /// How many elements the region of a value runs over; nil for what belongs to no region.
  private static func size(of id: ID, in graph: NumericGraph) -> Int? {
    switch graph[id].operation {
    case .constant, .table, .coordinates, .concatenation, .loop, .solution, .matrix, .chain, .read:
      nil
    case .unary, .binary, .select, .gather, .product, .call: graph.count(id)
    case .sum(let a), .scatterAdd(let a, _): graph.count(a)
    case .transposedProduct(_, let rows, _): rows
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

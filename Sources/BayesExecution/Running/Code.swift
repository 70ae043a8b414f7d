import CVectorMath

/// A scheduled numeric graph as instructions over memory: made once, shared by all evaluators.
///
/// Its buffers are written while it is made and only read afterwards, which is why it may be shared.
final class Code: @unchecked Sendable {
  typealias ID = NumericGraph.ID

  /// One dispatch.
  enum Kind {
    case group, clear, product, transposedProduct, copy
  }

  struct Instruction {
    var kind: Kind
    var ops: UnsafePointer<cvm_op>?
    var setup: Int32 = 0
    var count: Int32 = 0
    /// Elements of a group, rows of a matrix, numbers to clear or copy.
    var n = 0
    var columns = 0
    var stride = 0
    var matrix = 0
    var sourceBase: Int32 = 0
    var source = 0
    var destination = 0
  }

  /// Where a result stands after a run: a number, or an address of the arena or the coordinates.
  enum Output {
    case number(Double, count: Int)
    case memory(MemoryPlan.Address, count: Int, isSpread: Bool)
  }

  let instructions: UnsafeMutableBufferPointer<Instruction>
  let constants: UnsafeMutableBufferPointer<Double>
  let arenaCount: Int
  let scratchCount: Int
  let sumCount: Int
  let outputs: [Output]
  /// What `dump` prints.
  let listing: [String]
  private var opBuffers: [UnsafeMutableBufferPointer<cvm_op>] = []
  private var indexBuffers: [UnsafeMutableBufferPointer<Int32>] = []

  /// Instructions that compute `outputs`, each of which is wanted with its count of elements.
  init(_ graph: NumericGraph, outputs wanted: [(id: ID, count: Int)]) {
    let schedule = Schedule(graph, outputs: wanted.map(\.id))
    var memory = MemoryPlan(graph, schedule)
    var made: [Instruction] = []
    var listing: [String] = []
    var slots = 0
    var sums = 0
    var ops: [UnsafeMutableBufferPointer<cvm_op>] = []
    let tables = graph.indices.map { table in
      let buffer = UnsafeMutableBufferPointer<Int32>.allocate(capacity: max(table.count, 1))
      _ = buffer.initialize(from: table)
      return buffer
    }
    for step in schedule.steps {
      switch step {
      case .group(let group):
        let code = GroupCode(group, graph, schedule.stored, &memory)
        slots = max(slots, code.slotCount)
        sums = max(sums, code.sumCount)
        for (address, count) in code.cleared {
          var clear = Instruction(kind: .clear)
          clear.n = count
          clear.destination = address.offset
          made.append(clear)
          listing.append("clear \(count)")
        }
        let (instruction, buffer) = Self.instruction(code, group.count, tables)
        ops.append(buffer)
        made.append(instruction)
        listing.append(Self.describe(code, group.count))
      case .product(let id), .transposedProduct(let id):
        made.append(Self.product(id, graph, &memory))
        listing.append("product \(graph.count(id))")
      case .concatenation(let id):
        let copies = Self.copies(id, graph, &memory)
        made += copies
        listing += copies.map { "copy \($0.n)" }
      }
    }
    outputs = wanted.map { Self.output($0.id, $0.count, graph, &memory) }
    opBuffers = ops
    indexBuffers = tables
    instructions = .allocate(capacity: max(made.count, 1))
    _ = UnsafeMutableBufferPointer(rebasing: instructions[0..<made.count]).initialize(from: made)
    instructionCount = made.count
    constants = Self.aligned(memory.constants.count)
    for (index, value) in memory.constants.enumerated() { constants[index] = value }
    arenaCount = memory.arenaCount
    scratchCount = slots * Int(CVM_BLOCK)
    sumCount = sums * 8
    self.listing = listing
  }

  let instructionCount: Int

  deinit {
    for buffer in opBuffers { buffer.deallocate() }
    for buffer in indexBuffers { buffer.deallocate() }
    instructions.deallocate()
    free(constants)
  }

  /// Doubles at a multiple of 64 bytes, all zero.
  static func aligned(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
    let bytes = (max(count, 8) * 8 + 63) & ~63
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    let doubles = memory.bindMemory(to: Double.self, capacity: bytes / 8)
    doubles.initialize(repeating: 0, count: bytes / 8)
    return UnsafeMutableBufferPointer(start: doubles, count: count)
  }

  private func free(_ buffer: UnsafeMutableBufferPointer<Double>) {
    UnsafeMutableRawPointer(buffer.baseAddress)?.deallocate()
  }

  private static func instruction(
    _ code: GroupCode, _ n: Int, _ tables: [UnsafeMutableBufferPointer<Int32>]
  ) -> (Instruction, UnsafeMutableBufferPointer<cvm_op>) {
    let total = code.setup.count + code.body.count
    let buffer = UnsafeMutableBufferPointer<cvm_op>.allocate(capacity: max(total, 1))
    _ = buffer.initialize(from: code.setup + code.body)
    for (place, table) in code.indexTables {
      buffer[code.setup.count + place].index = UnsafePointer(tables[table].baseAddress)
    }
    var instruction = Instruction(kind: .group)
    instruction.ops = UnsafePointer(buffer.baseAddress)
    instruction.setup = Int32(code.setup.count)
    instruction.count = Int32(total)
    instruction.n = n
    return (instruction, buffer)
  }

  private static func describe(_ code: GroupCode, _ n: Int) -> String {
    let names = code.body.map { String(describing: cvm_code(UInt32($0.code)).rawValue) }
    return "group of \(n): \(code.setup.count) constants, \(names.count) operations"
  }

  private static func product(
    _ id: ID, _ graph: NumericGraph, _ memory: inout MemoryPlan
  ) -> Instruction {
    let (table, rows, operand, kind): (Int, Int, ID, Kind) =
      switch graph[id].operation {
      case .product(let table, let rows, let operand): (table, rows, operand, .product)
      case .transposedProduct(let table, let rows, let operand):
        (table, rows, operand, .transposedProduct)
      default: (0, 0, id, .clear)
      }
    let (matrix, stride) = memory.addMatrix(graph.tables[table], rows: rows)
    var instruction = Instruction(kind: kind)
    instruction.n = rows
    instruction.columns = graph.tables[table].count / max(rows, 1)
    instruction.stride = stride
    instruction.matrix = matrix.offset
    if let source = memory.address(of: operand, in: graph) {
      instruction.sourceBase = source.base.rawValue
      instruction.source = source.offset
    }
    instruction.destination = memory.address(of: id, in: graph)?.offset ?? 0
    return instruction
  }

  private static func copies(
    _ id: ID, _ graph: NumericGraph, _ memory: inout MemoryPlan
  ) -> [Instruction] {
    guard case .concatenation(let parts) = graph[id].operation,
      let start = memory.address(of: id, in: graph)
    else { return [] }
    var offset = start.offset
    return parts.map { part in
      var copy = Instruction(kind: .copy)
      copy.n = graph.count(part)
      copy.destination = offset
      if let number = graph.number(part) {
        let (address, _) = memory.addMatrix([number], rows: 1)
        copy.sourceBase = address.base.rawValue
        copy.source = address.offset
      } else if let address = memory.address(of: part, in: graph) {
        copy.sourceBase = address.base.rawValue
        copy.source = address.offset
      }
      offset += copy.n
      return copy
    }
  }

  private static func output(
    _ id: ID, _ count: Int, _ graph: NumericGraph, _ memory: inout MemoryPlan
  ) -> Output {
    if let number = graph.number(id) { return .number(number, count: count) }
    guard let address = memory.address(of: id, in: graph) else {
      return .number(.nan, count: count)
    }
    return .memory(address, count: count, isSpread: graph.count(id) == 1 && count > 1)
  }
}

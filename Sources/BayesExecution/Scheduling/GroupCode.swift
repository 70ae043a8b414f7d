import CVectorMath

/// The operations of one group, as the interpreter of CVectorMath reads them.
struct GroupCode {
  typealias ID = NumericGraph.ID

  private(set) var setup: [cvm_op] = []
  private(set) var body: [cvm_op] = []
  private(set) var slotCount = 0
  private(set) var sumCount = 0
  /// Index tables by operation of the body, put in when memory is there.
  private(set) var indexTables: [Int: Int] = [:]
  /// Vectors that must be zero before the group runs.
  private(set) var cleared: [(address: MemoryPlan.Address, count: Int)] = []

  private var slots: [ID: Int32] = [:]
  private var numbers: [UInt64: Int32] = [:]
  private var free: [Int32] = []
  private var lastUses: [ID: Int] = [:]

  init(
    _ group: Schedule.Group, _ graph: NumericGraph, _ stored: Set<ID>, _ memory: inout MemoryPlan
  ) {
    for (index, member) in group.members.enumerated() {
      for operand in graph[member].operation.operands { lastUses[operand] = index }
    }
    for (index, member) in group.members.enumerated() {
      emit(member, group, graph, &memory)
      if stored.contains(member), !Schedule.isReduced(graph[member].operation) {
        store(member, graph, &memory)
      }
      release(after: index, member, graph)
    }
  }

  private mutating func newSlot() -> Int32 {
    if let slot = free.popLast() { return slot }
    slotCount += 1
    return Int32(slotCount - 1)
  }

  private mutating func release(after index: Int, _ member: ID, _ graph: NumericGraph) {
    for operand in Set(graph[member].operation.operands) where lastUses[operand] == index {
      if let slot = slots[operand], !persistent.contains(slot) {
        free.append(slot)
        slots[operand] = nil
      }
    }
    if lastUses[member] == nil, let slot = slots[member] {
      free.append(slot)
      slots[member] = nil
    }
  }

  /// Slots filled once for all blocks keep their content.
  private var persistent: Set<Int32> = []

  private mutating func slot(
    of id: ID, _ count: Int, _ graph: NumericGraph, _ memory: inout MemoryPlan
  ) -> Int32 {
    if let known = slots[id] { return known }
    if let number = graph.number(id) { return slot(ofNumber: number) }
    guard let address = memory.address(of: id, in: graph) else { return 0 }
    let isScalar = graph.count(id) == 1 && count > 1
    // Slots of the setup are never given back, so they are new ones.
    if isScalar {
      slotCount += 1
      let slot = Int32(slotCount - 1)
      persistent.insert(slot)
      slots[id] = slot
      setup.append(memoryOperation(CVM_BROADCAST, dst: slot, address))
      return slot
    }
    let slot = newSlot()
    slots[id] = slot
    body.append(memoryOperation(CVM_LOAD, dst: slot, address))
    return slot
  }

  private mutating func slot(ofNumber number: Double) -> Int32 {
    if let known = numbers[number.bitPattern] { return known }
    slotCount += 1
    let slot = Int32(slotCount - 1)
    persistent.insert(slot)
    numbers[number.bitPattern] = slot
    var op = cvm_op()
    op.code = Int32(CVM_CONSTANT.rawValue)
    op.dst = slot
    op.value = number
    setup.append(op)
    return slot
  }

  private func memoryOperation(
    _ code: cvm_code, dst: Int32 = 0, _ address: MemoryPlan.Address, a: Int32 = 0, b: Int32 = 0
  ) -> cvm_op {
    var op = cvm_op()
    op.code = Int32(code.rawValue)
    op.dst = dst
    op.a = a
    op.b = b
    op.base = address.base.rawValue
    op.offset = Int64(address.offset)
    return op
  }

  private mutating func emit(
    _ id: ID, _ group: Schedule.Group, _ graph: NumericGraph, _ memory: inout MemoryPlan
  ) {
    let n = group.count
    switch graph[id].operation {
    case .constant, .table, .coordinates, .product, .transposedProduct, .concatenation: break
    case .gather(let source, let table):
      guard let address = memory.address(of: source, in: graph) else { return }
      let slot = newSlot()
      slots[id] = slot
      indexTables[body.count] = table
      body.append(memoryOperation(CVM_GATHER, dst: slot, address))
    case .unary(let operation, let a): compute(operation.code, id, [a], n, graph, &memory)
    case .binary(let operation, let a, let b):
      compute(operation.code, id, [a, b], n, graph, &memory)
    case .select(let c, let a, let b): compute(CVM_SELECT, id, [c, a, b], n, graph, &memory)
    case .sum(let a): reduce(CVM_SUM, id, [a], n, graph, &memory)
    case .dot(let a, let b): reduce(CVM_DOT, id, [a, b], n, graph, &memory)
    case .scatterAdd(let a, let table):
      guard let address = memory.address(of: id, in: graph) else { return }
      let source = slot(of: a, n, graph, &memory)
      cleared.append((address, graph.count(id)))
      indexTables[body.count] = table
      body.append(memoryOperation(CVM_SCATTER_ADD, address, a: source))
    }
  }

  private mutating func compute(
    _ code: cvm_code, _ id: ID, _ operands: [ID], _ n: Int, _ graph: NumericGraph,
    _ memory: inout MemoryPlan
  ) {
    let read = operands.map { slot(of: $0, n, graph, &memory) }
    let target = newSlot()
    slots[id] = target
    var op = cvm_op()
    op.code = Int32(code.rawValue)
    op.dst = target
    op.a = read[0]
    op.b = read.count > 1 ? read[1] : 0
    op.c = read.count > 2 ? read[2] : 0
    body.append(op)
  }

  private mutating func reduce(
    _ code: cvm_code, _ id: ID, _ operands: [ID], _ n: Int, _ graph: NumericGraph,
    _ memory: inout MemoryPlan
  ) {
    guard let address = memory.address(of: id, in: graph) else { return }
    let read = operands.map { slot(of: $0, n, graph, &memory) }
    body.append(memoryOperation(code, address, a: read[0], b: read.count > 1 ? read[1] : 0))
    sumCount += 1
  }

  private mutating func store(_ id: ID, _ graph: NumericGraph, _ memory: inout MemoryPlan) {
    guard let slot = slots[id], let address = memory.address(of: id, in: graph) else { return }
    body.append(memoryOperation(CVM_STORE, address, a: slot))
  }
}

extension UnaryOperation {
  var code: cvm_code {
    switch self {
    case .negate: CVM_NEGATE
    case .square: CVM_SQUARE
    case .reciprocal: CVM_RECIPROCAL
    case .sqrt: CVM_SQRT
    case .abs: CVM_ABS
    case .floor: CVM_FLOOR
    case .sign: CVM_SIGN
    case .not: CVM_NOT
    case .exp: CVM_EXP
    case .log: CVM_LOG
    case .log1p: CVM_LOG1P
    case .expm1: CVM_EXPM1
    case .log1pExp: CVM_LOG1P_EXP
    case .invLogit: CVM_INV_LOGIT
    case .tanh: CVM_TANH
    case .sin: CVM_SIN
    case .cos: CVM_COS
    case .tan: CVM_TAN
    case .asin: CVM_ASIN
    case .acos: CVM_ACOS
    case .atan: CVM_ATAN
    case .sinh: CVM_SINH
    case .cosh: CVM_COSH
    case .asinh: CVM_ASINH
    case .acosh: CVM_ACOSH
    case .atanh: CVM_ATANH
    case .logGamma: CVM_LGAMMA
    case .digamma: CVM_DIGAMMA
    case .trigamma: CVM_TRIGAMMA
    case .erf: CVM_ERF
    case .erfc: CVM_ERFC
    case .logPhi: CVM_LOG_PHI
    case .logPhiSlope: CVM_LOG_PHI_SLOPE
    case .logBesselI0: CVM_LOG_BESSEL_I0
    case .besselRatio: CVM_BESSEL_RATIO
    }
  }
}

extension BinaryOperation {
  var code: cvm_code {
    switch self {
    case .add: CVM_ADD
    case .subtract: CVM_SUBTRACT
    case .multiply: CVM_MULTIPLY
    case .divide: CVM_DIVIDE
    case .power: CVM_POW
    case .less: CVM_LESS
    case .lessOrEqual: CVM_LESS_EQUAL
    case .equal: CVM_EQUAL
    case .and: CVM_AND
    case .or: CVM_OR
    }
  }
}

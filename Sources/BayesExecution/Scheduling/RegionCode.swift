import CVectorMath

/// The operations of one region, with operands as addresses that an evaluator turns into pointers.
struct RegionCode {
  typealias ID = NumericGraph.ID

  /// A vector, a block of one, or a number's eight copies.
  struct Operand: Hashable {
    var address: MemoryPlan.Address
    /// Whether blocks read it further on: vectors in memory, not slots.
    var advances = false
    /// Whether it is one number for all elements.
    var isNumber = false
    /// In a loop: how far it moves on with a step.
    var step = 0
  }

  /// One operation before its operands are pointers.
  struct Operation {
    var code: cvm_code
    var d: Operand?
    var a: Operand?
    var b: Operand?
    var c: Operand?
    var e: Operand?
    var index: Int?
    /// The index table whose runs are added one by one.
    var segments: Int?
    var matrix: MatrixCall?
    var sums = 0
    var size = 0
    var stride = 0
    /// In a loop: the number of elements, how far `index` moves on with a step, and whether no more
    /// than these elements may be written.
    var count = 0
    var indexStep = 0
    var isPartial = false
  }

  private(set) var operations: [Operation] = []
  private(set) var slotCount = 0
  private(set) var sumCount = 0
  let count: Int
  /// Doubles in a slot.
  var slotSize: Int { count > 8 ? Int(CVM_BLOCK) : 8 }

  private let graph: NumericGraph
  private let stored: Set<ID>
  private let fusion: Fusion
  private let addsRuns: Bool
  private var slots: [ID: Int] = [:]
  private var free: [Int] = []
  private var lastUses: [ID: Int] = [:]
  private var done: Set<ID> = []

  init(
    _ region: Schedule.Region, _ graph: NumericGraph, _ schedule: Schedule,
    _ options: CompileOptions, _ memory: inout MemoryPlan
  ) {
    self.graph = graph
    stored = schedule.stored
    count = region.count
    addsRuns = options.addsRuns
    fusion = Fusion(
      region.members, graph, uses: schedule.uses, stored: schedule.stored, options)
    for (index, member) in region.members.enumerated() {
      for operand in fusion.operands(of: member, graph) { lastUses[operand] = index }
    }
    for (index, member) in region.members.enumerated() where !fusion.isAbsorbed(member) {
      if !done.contains(member) { emit(member, &memory) }
      release(after: index, member)
    }
  }

  private mutating func newSlot() -> Int {
    if let slot = free.popLast() { return slot }
    slotCount += 1
    return slotCount - 1
  }

  private mutating func release(after index: Int, _ member: ID) {
    for operand in Set(fusion.operands(of: member, graph)) where lastUses[operand] == index {
      if let slot = slots.removeValue(forKey: operand) { free.append(slot) }
    }
    if lastUses[member] == nil, let slot = slots.removeValue(forKey: member) { free.append(slot) }
  }

  private func slotOperand(_ slot: Int) -> Operand {
    Operand(address: MemoryPlan.Address(base: .scratch, offset: slot * slotSize))
  }

  /// Where the elements of a value are read.
  private mutating func read(_ id: ID, _ memory: inout MemoryPlan) -> Operand? {
    if let slot = slots[id] { return slotOperand(slot) }
    guard let address = memory.address(of: id, in: graph) else { return nil }
    let isNumber = graph.count(id) == 1
    return Operand(address: address, advances: !isNumber, isNumber: isNumber)
  }

  /// Where the elements of a value are written: its place in memory if it has one, else a slot.
  private mutating func write(_ id: ID, _ memory: inout MemoryPlan) -> Operand? {
    if stored.contains(id), let address = memory.address(of: id, in: graph) {
      return Operand(address: address, advances: graph.count(id) > 1)
    }
    let slot = newSlot()
    slots[id] = slot
    return slotOperand(slot)
  }

  /// A vector or number as a whole.
  private mutating func whole(_ id: ID, _ memory: inout MemoryPlan) -> Operand? {
    memory.address(of: id, in: graph).map { Operand(address: $0) }
  }

  private mutating func emit(_ id: ID, _ memory: inout MemoryPlan) {
    if let logistic = fusion.logistic(at: id) {
      emit(logistic, &memory)
      return
    }
    if let contraction = fusion.contraction(at: id) {
      let (a, b, c) = contraction.factorsAndRest
      compute(contraction.code, id, [a, b, c], &memory)
      return
    }
    switch graph[id].operation {
    case .constant, .table, .coordinates, .concatenation, .loop, .solution, .matrix, .chain, .read:
      break
    case .gather(let source, let table):
      var operation = Operation(code: CVM_GATHER)
      operation.a = whole(source, &memory)
      operation.d = write(id, &memory)
      operation.index = table
      operations.append(operation)
    case .unary(let function, let a): compute(function.code, id, [a], &memory)
    case .binary(let function, let a, let b): compute(function.code, id, [a, b], &memory)
    case .call(let call, let arguments):
      compute(CVM_CALL, id, arguments, size: call.code, &memory)
    case .select(let c, let a, let b): compute(CVM_SELECT, id, [c, a, b], &memory)
    case .sum(let a): reduce(CVM_SUM, id, [a], &memory)
    case .dot(let a, let b): reduce(CVM_DOT, id, [a, b], &memory)
    case .scatterAdd(let a, let table):
      let isSegmented = addsRuns && count > 8 && Segments.areWorthwhile(graph.indices[table])
      var operation = Operation(code: isSegmented ? CVM_SEGMENT_ADD : CVM_SCATTER_ADD)
      operation.a = read(a, &memory)
      operation.d = whole(id, &memory)
      if isSegmented { operation.segments = table } else { operation.index = table }
      operation.size = graph.count(id)
      operations.append(operation)
    case .product(let table, let rows, let vector):
      var operation = matrixOperation(CVM_PRODUCT, table, rows, &memory)
      operation.b = whole(vector, &memory)
      operation.d = write(id, &memory)
      operations.append(operation)
    case .transposedProduct(let table, let rows, let vector):
      var operation = matrixOperation(CVM_TRANSPOSED_PRODUCT, table, rows, &memory)
      operation.b = read(vector, &memory)
      operation.d = whole(id, &memory)
      operation.sums = sumCount
      sumCount += 8 * operation.size
      operations.append(operation)
    }
  }

  private func matrixOperation(
    _ code: cvm_code, _ table: Int, _ rows: Int, _ memory: inout MemoryPlan
  ) -> Operation {
    let (address, stride) = memory.address(ofMatrix: table, rows: rows, in: graph)
    var operation = Operation(code: code)
    operation.a = Operand(address: address)
    operation.size = graph.tables[table].count / max(rows, 1)
    operation.stride = stride
    return operation
  }

  private mutating func compute(
    _ code: cvm_code, _ id: ID, _ operands: [ID], size: Int = 0, _ memory: inout MemoryPlan
  ) {
    var operation = Operation(code: code)
    operation.a = read(operands[0], &memory)
    operation.b = operands.count > 1 ? read(operands[1], &memory) : operation.a
    operation.c = operands.count > 2 ? read(operands[2], &memory) : operation.a
    operation.e = operands.count > 3 ? read(operands[3], &memory) : operation.a
    operation.d = write(id, &memory)
    operation.size = size
    operations.append(operation)
  }

  private mutating func reduce(
    _ code: cvm_code, _ id: ID, _ operands: [ID], _ memory: inout MemoryPlan
  ) {
    var operation = Operation(code: code)
    operation.a = read(operands[0], &memory)
    operation.b = operands.count > 1 ? read(operands[1], &memory) : operation.a
    operation.d = whole(id, &memory)
    operation.sums = sumCount
    sumCount += 8
    operations.append(operation)
  }

  private mutating func emit(_ logistic: Fusion.Logistic, _ memory: inout MemoryPlan) {
    var operation = Operation(code: logistic.sum == nil ? CVM_LOGISTIC_PAIR : CVM_LOGISTIC_SUM)
    operation.a = read(logistic.argument, &memory)
    if let inverse = logistic.inverse {
      operation.e = write(inverse, &memory)
      done.insert(inverse)
    } else {
      let slot = newSlot()
      operation.e = slotOperand(slot)
      free.append(slot)
    }
    if let sum = logistic.sum {
      operation.d = whole(sum, &memory)
      operation.sums = sumCount
      sumCount += 8
      done.insert(sum)
    } else {
      operation.d = write(logistic.value, &memory)
    }
    done.insert(logistic.value)
    operations.append(operation)
  }
}

extension RegionCode.Operation {
  /// A function of matrices, of up to four operands.
  init(matrix call: MatrixCall, _ operands: [RegionCode.Operand], into d: RegionCode.Operand) {
    self.init(code: CVM_MATRIX)
    matrix = call
    self.d = d
    a = operands[0]
    b = operands.count > 1 ? operands[1] : operands[0]
    c = operands.count > 2 ? operands[2] : operands[0]
    e = operands.count > 3 ? operands[3] : operands[0]
  }
}

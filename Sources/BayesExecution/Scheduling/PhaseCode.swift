import CVectorMath

/// The operations of a loop's phase: what no step changes once before them, the rest for every step.
///
/// Values of the body stand in slots of the scratch memory, single numbers packed; what is read and
/// written at places that move is read and written there by the operations themselves.
struct PhaseCode {
  typealias ID = NumericGraph.ID
  typealias Operand = RegionCode.Operand
  typealias Operation = RegionCode.Operation

  private(set) var once: [Operation] = []
  private(set) var steps: [Operation] = []
  private(set) var scratchCount = 0
  private(set) var sumCount = 0

  private let phase: Loop.Phase
  private var graph: NumericGraph { phase.body }
  private let own: MemoryPlan.Address
  private let inputs: [MemoryPlan.Address]
  private var needed: [ID] = []
  private var varies: Set<ID> = []
  private var writes: [ID: [Loop.Write]] = [:]
  private var uses: [ID: Int] = [:]
  private var fusion = Fusion()
  private let fusesSums: Bool
  private var lastUses: [ID: Int] = [:]
  private var places: [ID: Operand] = [:]
  private var slots: [ID: (first: Int, size: Int)] = [:]
  private var free: [Int: [Int]] = [:]

  init(
    _ phase: Loop.Phase, own: MemoryPlan.Address, inputs: [MemoryPlan.Address],
    _ options: CompileOptions, _ memory: inout MemoryPlan
  ) {
    self.phase = phase
    self.own = own
    self.inputs = inputs
    fusesSums = options.contractsProducts
    for write in phase.writes { writes[write.value, default: []].append(write) }
    findNeeded()
    findVarying()
    fuse(options)
    for id in needed where !isComputed(id) { emitWrites(of: id, &memory) }
    for (index, id) in needed.enumerated() where isComputed(id) && !fusion.isAbsorbed(id) {
      emit(id, &memory)
      emitWrites(of: id, &memory)
      release(after: index, id)
    }
  }

  /// Where a value of the body is read without being computed.
  private func given(_ id: ID) -> Loop.Access? {
    if let access = phase.known[id] { return access }
    if case .read(let read) = graph[id].operation { return phase.reads[read] }
    return nil
  }

  private func isConstant(_ id: ID) -> Bool {
    switch graph[id].operation {
    case .constant, .table: true
    default: false
    }
  }

  /// Whether operations must be emitted before the value can be read.
  private func isComputed(_ id: ID) -> Bool {
    if let access = given(id) {
      if case .table = access.places { return true }
      return false
    }
    return !isConstant(id)
  }

  private mutating func findNeeded() {
    var isNeeded = [Bool](repeating: false, count: graph.values.count)
    for write in phase.writes { isNeeded[write.value.index] = true }
    for index in isNeeded.indices.reversed() where isNeeded[index] {
      let id = ID(index: index)
      guard given(id) == nil else { continue }
      for operand in graph[id].operation.operands { isNeeded[operand.index] = true }
    }
    needed = isNeeded.indices.filter { isNeeded[$0] }.map { ID(index: $0) }
  }

  private mutating func findVarying() {
    for id in needed {
      if let access = given(id) {
        if !access.isInvariant { varies.insert(id) }
      } else if graph[id].operation.operands.contains(where: varies.contains) {
        varies.insert(id)
      }
    }
  }

  private mutating func fuse(_ options: CompileOptions) {
    let members = needed.filter { given($0) == nil && !isConstant($0) }
    for id in members {
      for operand in graph[id].operation.operands { uses[operand, default: 0] += 1 }
    }
    for write in phase.writes { uses[write.value, default: 0] += 1 }
    var options = options
    options.fusesLogistic = false
    // What is computed once stays out of what is computed at every step.
    fusion = Fusion(
      members.filter(varies.contains), graph, uses: uses, stored: Set(writes.keys), options)
    for (index, id) in needed.enumerated() where given(id) == nil {
      for operand in fusion.operands(of: id, graph) { lastUses[operand] = index }
    }
  }

  private mutating func append(_ operation: Operation, of id: ID) {
    if varies.contains(id) { steps.append(operation) } else { once.append(operation) }
  }
}

extension PhaseCode {
  private func operand(at access: Loop.Access) -> Operand {
    var base = own
    if case .input(let input) = access.memory { base = inputs[input] }
    var operand = Operand(address: base, isNumber: access.count == 1)
    if case .moving(let first, let by) = access.places {
      operand.address = MemoryPlan.Address(base: base.base, offset: base.offset + first)
      operand.step = by
    }
    return operand
  }

  private mutating func read(_ id: ID, _ memory: inout MemoryPlan) -> Operand {
    if let known = places[id] { return known }
    let operand: Operand
    switch graph[id].operation {
    case .constant(let bits):
      operand = Operand(address: memory.address(ofNumber: bits), isNumber: true)
    case .table(let table):
      operand = Operand(address: memory.address(ofElements: graph.tables[table]))
    default: operand = given(id).map { self.operand(at: $0) } ?? Operand(address: own)
    }
    places[id] = operand
    return operand
  }

  /// Where a value is computed: where it is to be written, if nothing is in the way, else a slot.
  private mutating func destination(of id: ID, needsRoom: Bool = false) -> Operand {
    let n = graph.count(id)
    if !needsRoom, varies.contains(id),
      let write = writes[id]?.first(where: { !$0.adds && $0.access.count == n }),
      case .moving = write.access.places
    {
      let operand = operand(at: write.access)
      places[id] = operand
      return operand
    }
    let size = n == 1 && !needsRoom ? 1 : MemoryPlan.padded(n)
    // What is computed once must outlive all steps: it takes the place of nothing.
    let first = (varies.contains(id) ? free[size]?.popLast() : nil) ?? scratchCount
    if first == scratchCount { scratchCount += size }
    slots[id] = (first, size)
    let operand = Operand(
      address: MemoryPlan.Address(base: .scratch, offset: first), isNumber: n == 1)
    places[id] = operand
    return operand
  }

  private mutating func release(after index: Int, _ id: ID) {
    for operand in fusion.operands(of: id, graph) + [id] where varies.contains(operand) {
      guard lastUses[operand] ?? index <= index, let slot = slots.removeValue(forKey: operand)
      else { continue }
      free[slot.size, default: []].append(slot.first)
    }
  }

  /// What is no room for eight numbers at a time.
  private func isPartial(_ id: ID) -> Bool {
    guard let slot = slots[id] else { return true }
    return slot.size < 8
  }

  private mutating func emitWrites(of id: ID, _ memory: inout MemoryPlan) {
    for write in writes[id] ?? [] {
      let target = operand(at: write.access)
      let value = read(id, &memory)
      if !write.adds, value == target { continue }
      var operation = Operation(code: CVM_COPY, d: target, a: value)
      operation.count = write.access.count
      operation.isPartial = true
      if case .table(let table) = write.access.places {
        operation.code = CVM_SCATTER_ADD
        operation.index = memory.place(ofIndex: table)
        operation.indexStep = write.access.count
      } else if write.adds {
        operation.code = CVM_ADD
        operation.b = target
        operation.c = target
        if fuseProduct(into: &operation, id) { continue }
      }
      steps.append(operation)
    }
  }

  /// A product or negative that is computed only to be added: one operation instead of two.
  private mutating func fuseProduct(into sum: inout Operation, _ id: ID) -> Bool {
    guard fusesSums, uses[id] == 1, varies.contains(id), given(id) == nil, var last = steps.last,
      last.count == sum.count
    else { return false }
    var isNegative = false
    if last.code == CVM_NEGATE, let product = lastProduct(negatedBy: id) {
      steps.removeLast()
      last = product
      isNegative = true
    }
    switch last.code {
    case CVM_MULTIPLY, CVM_SQUARE:
      last.code = isNegative ? CVM_SUBTRACT_PRODUCT : CVM_MULTIPLY_ADD
      last.c = sum.b
    case CVM_NEGATE:
      last.code = CVM_SUBTRACT
      last.b = last.a
      last.a = sum.b
    default: return false
    }
    last.d = sum.d
    last.isPartial = true
    steps[steps.count - 1] = last
    return true
  }

  /// The product whose negative a value is, if it was computed for that alone and just before.
  private func lastProduct(negatedBy id: ID) -> Operation? {
    guard case .unary(.negate, let x) = graph[id].operation, uses[x] == 1, given(x) == nil,
      let product = steps.dropLast().last, product.count == graph.count(id),
      product.code == CVM_MULTIPLY || product.code == CVM_SQUARE, product.d == steps.last?.a
    else { return nil }
    return product
  }
}

extension PhaseCode {
  private mutating func emit(_ id: ID, _ memory: inout MemoryPlan) {
    if let access = given(id), case .table(let table) = access.places {
      var operation = Operation(code: CVM_GATHER, a: operand(at: access))
      operation.indexStep = access.count
      gather(id, &operation, table, &memory)
      return
    }
    if let contraction = fusion.contraction(at: id) {
      let (a, b, c) = contraction.factorsAndRest
      compute(contraction.code, id, [a, b, c], &memory)
      return
    }
    switch graph[id].operation {
    case .constant, .table, .coordinates, .read, .loop, .solution, .chain: break
    case .unary(let function, let a): compute(function.code, id, [a], &memory)
    case .binary(let function, let a, let b): compute(function.code, id, [a, b], &memory)
    case .select(let c, let a, let b): compute(CVM_SELECT, id, [c, a, b], &memory)
    case .call(let call, let arguments):
      compute(CVM_CALL, id, arguments, size: call.code, &memory)
    case .gather(let source, let table):
      var operation = Operation(code: CVM_GATHER, a: read(source, &memory))
      gather(id, &operation, graph.indices[table], &memory)
    case .scatterAdd(let source, let table):
      var operation = Operation(code: CVM_SCATTER_ADD, a: read(source, &memory))
      operation.d = destination(of: id)
      operation.index = memory.place(ofIndex: graph.indices[table])
      operation.count = graph.indices[table].count
      operation.size = graph.count(id)
      append(operation, of: id)
    case .matrix(let call, let operands):
      var operation = Operation(
        matrix: call, operands.map { read($0, &memory) },
        into: destination(of: id, needsRoom: true))
      operation.count = call.count
      append(operation, of: id)
    case .concatenation(let parts): concatenate(parts, id, &memory)
    case .sum(let a): reduce(CVM_SUM, id, a, a, &memory)
    case .dot(let a, let b): reduce(CVM_DOT, id, a, b, &memory)
    case .product(let table, let rows, let vector):
      multiply(CVM_PRODUCT, id, table, rows, vector, &memory)
    case .transposedProduct(let table, let rows, let vector):
      multiply(CVM_TRANSPOSED_PRODUCT, id, table, rows, vector, &memory)
    }
  }

  private mutating func compute(
    _ code: cvm_code, _ id: ID, _ operands: [ID], size: Int = 0, _ memory: inout MemoryPlan
  ) {
    var operation = Operation(code: code)
    operation.a = read(operands[0], &memory)
    operation.b = operands.count > 1 ? read(operands[1], &memory) : operation.a
    operation.c = operands.count > 2 ? read(operands[2], &memory) : operation.a
    operation.e = operands.count > 3 ? read(operands[3], &memory) : operation.a
    operation.d = destination(of: id)
    operation.size = size
    operation.count = graph.count(id)
    operation.isPartial = isPartial(id)
    append(operation, of: id)
  }

  private mutating func gather(
    _ id: ID, _ operation: inout Operation, _ table: [Int32], _ memory: inout MemoryPlan
  ) {
    operation.d = destination(of: id)
    operation.index = memory.place(ofIndex: table)
    operation.count = graph.count(id)
    operation.isPartial = isPartial(id)
    append(operation, of: id)
  }

  private mutating func concatenate(
    _ parts: [ID], _ id: ID, _ memory: inout MemoryPlan
  ) {
    let whole = destination(of: id)
    var offset = 0
    for part in parts {
      var target = whole
      target.address = MemoryPlan.Address(
        base: whole.address.base, offset: whole.address.offset + offset)
      var copy = Operation(code: CVM_COPY, d: target, a: read(part, &memory))
      copy.count = graph.count(part)
      append(copy, of: id)
      offset += copy.count
    }
  }

  private mutating func reduce(
    _ code: cvm_code, _ id: ID, _ a: ID, _ b: ID, _ memory: inout MemoryPlan
  ) {
    var operation = Operation(code: code, a: read(a, &memory), b: read(b, &memory))
    operation.d = destination(of: id)
    operation.count = max(graph.count(a), graph.count(b))
    append(operation, of: id)
  }

  private mutating func multiply(
    _ code: cvm_code, _ id: ID, _ table: Int, _ rows: Int, _ vector: ID,
    _ memory: inout MemoryPlan
  ) {
    let elements = graph.tables[table]
    var operation = Operation(code: code, b: read(vector, &memory))
    operation.a = Operand(address: memory.address(ofMatrix: elements, rows: rows))
    // Both write eight numbers at a time.
    operation.d = destination(of: id, needsRoom: true)
    operation.size = elements.count / max(rows, 1)
    operation.stride = MemoryPlan.padded(rows)
    operation.count = rows
    if code == CVM_TRANSPOSED_PRODUCT { sumCount = max(sumCount, 8 * operation.size) }
    append(operation, of: id)
  }
}

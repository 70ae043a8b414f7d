import CVectorMath

/// What one thread needs to run a code: its arena, its scratch memory, and the operations with
/// pointers into them.
struct Workspace {
  private let code: Code
  private let table: UnsafePointer<cvm_table>
  private let arena: UnsafeMutableBufferPointer<Double>
  private let scratch: UnsafeMutableBufferPointer<Double>
  private let sums: UnsafeMutableBufferPointer<Double>
  private let operations: UnsafeMutableBufferPointer<cvm_op>
  private let regions: UnsafeMutableBufferPointer<cvm_region>
  private let phases: UnsafeMutableBufferPointer<cvm_phase>
  private let solutions: UnsafeMutableBufferPointer<cvm_solution>
  private let transfers: UnsafeMutableBufferPointer<cvm_transfer>
  private let matrixWork: UnsafeMutableBufferPointer<Double>
  private let matrices: UnsafeMutableBufferPointer<cvm_matrix>
  private let program: UnsafeMutablePointer<cvm_program>
  /// Where the code's scalar result stands after a run.
  let value: UnsafePointer<Double>

  init(_ code: Code, _ table: UnsafePointer<cvm_table>) {
    self.code = code
    self.table = table
    arena = Code.aligned(code.arenaCount)
    scratch = Code.aligned(code.scratchCount)
    sums = Code.aligned(code.sumCount)
    matrixWork = Code.aligned(code.matrixWork)
    matrices = .allocate(capacity: max(code.matrices.count, 1))
    let memory = WorkspaceMemory(
      code: code, arena: arena, scratch: scratch, sums: sums,
      matrices: Self.place(code.matrices, in: matrices, work: matrixWork))
    let end = RegionCode.Operation(code: CVM_END)
    func resolve(_ list: [RegionCode.Operation]) -> [cvm_op] {
      (list + [end]).map { memory.resolve($0) }
    }
    let lists = code.regions.flatMap { region in
      (region.phases.isEmpty ? [region.operations] : region.phases.map(\.operations))
        + (region.solution.map { [$0.function] } ?? [])
    }
    operations = .allocate(capacity: max(lists.reduce(0) { $0 + $1.count + 1 }, 1))
    regions = .allocate(capacity: max(code.regions.count, 1))
    phases = .allocate(capacity: max(code.regions.reduce(0) { $0 + $1.phases.count }, 1))
    solutions = .allocate(capacity: max(code.regions.count { $0.solution != nil }, 1))
    var next = 0
    /// Puts a list behind the last one.
    func place(_ list: [RegionCode.Operation], in operations: UnsafeMutableBufferPointer<cvm_op>)
      -> UnsafePointer<cvm_op>?
    {
      let own = UnsafeMutableBufferPointer(
        rebasing: operations[next..<next + list.count + 1])
      _ = own.initialize(from: resolve(list))
      next += list.count + 1
      return UnsafePointer(own.baseAddress)
    }
    var phase = 0
    var found = 0
    for (index, region) in code.regions.enumerated() {
      let first = phase
      for own in region.phases {
        phases[phase] = cvm_phase(
          ops: place(own.operations, in: operations), count: own.count,
          is_scalar: own.isScalar ? 1 : 0)
        phase += 1
      }
      var solution: UnsafePointer<cvm_solution>?
      if let own = region.solution {
        solutions[found] = memory.resolve(own)
        solutions[found].ops = place(own.function, in: operations)
        solution = solutions.baseAddress.map { UnsafePointer($0 + found) }
        found += 1
      }
      regions[index] = cvm_region(
        ops: region.phases.isEmpty ? place(region.operations, in: operations) : nil,
        n: region.count, phases: phases.baseAddress.map { UnsafePointer($0 + first) },
        phase_count: region.phases.count, solution: solution)
    }
    transfers = .allocate(capacity: max(code.inputs.count + code.outputs.count, 1))
    Self.fill(transfers, code, memory)
    program = .allocate(capacity: 1)
    program.initialize(
      to: cvm_program(
        inputs: UnsafePointer(transfers.baseAddress), input_count: code.inputs.count,
        regions: UnsafePointer(regions.baseAddress), region_count: code.regions.count,
        outputs: transfers.baseAddress.map { UnsafePointer($0 + code.inputs.count) },
        output_count: code.outputs.count))
    value = UnsafePointer(code.value.map { memory.pointer($0) } ?? memory.base(.arena))
  }

  /// What comes from the caller, then what goes back.
  private static func fill(
    _ transfers: UnsafeMutableBufferPointer<cvm_transfer>, _ code: Code, _ memory: WorkspaceMemory
  ) {
    for (index, input) in code.inputs.enumerated() {
      transfers[index] = cvm_transfer(
        memory: memory.pointer(input.address), offset: input.offset, count: input.count,
        is_number: input.count == 1 ? 1 : 0)
    }
    for (index, output) in code.outputs.enumerated() {
      transfers[code.inputs.count + index] = cvm_transfer(
        memory: memory.pointer(output.address), offset: output.offset, count: output.count,
        is_number: output.isNumber ? 1 : 0)
    }
  }

  /// Puts functions of matrices into memory, where operations point to them.
  private static func place(
    _ calls: [MatrixCall], in memory: UnsafeMutableBufferPointer<cvm_matrix>,
    work: UnsafeMutableBufferPointer<Double>
  ) -> [MatrixCall: UnsafePointer<cvm_matrix>] {
    var places: [MatrixCall: UnsafePointer<cvm_matrix>] = [:]
    for (index, call) in calls.enumerated() {
      memory[index] = call.shape
      memory[index].work = work.baseAddress
      places[call] = memory.baseAddress.map { UnsafePointer($0 + index) }
    }
    return places
  }

  func deallocate() {
    for buffer in [arena, scratch, sums, matrixWork] {
      UnsafeMutableRawPointer(buffer.baseAddress)?.deallocate()
    }
    operations.deallocate()
    regions.deallocate()
    phases.deallocate()
    solutions.deallocate()
    transfers.deallocate()
    matrices.deallocate()
    program.deallocate()
  }

  /// Runs all operations at a point and writes the outputs to `results`.
  @inline(__always)
  func run(at position: UnsafePointer<Double>, into results: UnsafeMutablePointer<Double>) {
    table.pointee.run(program, position, results)
  }
}

/// The blocks that addresses count from.
struct WorkspaceMemory {
  let code: Code
  let arena: UnsafeMutableBufferPointer<Double>
  let scratch: UnsafeMutableBufferPointer<Double>
  let sums: UnsafeMutableBufferPointer<Double>
  let matrices: [MatrixCall: UnsafePointer<cvm_matrix>]

  func base(_ base: MemoryPlan.Base) -> UnsafeMutablePointer<Double> {
    let buffer =
      switch base {
      case .constants: code.constants
      case .arena: arena
      case .scratch: scratch
      }
    guard let start = buffer.baseAddress else { preconditionFailure("blocks are never empty") }
    return start
  }

  func pointer(_ address: MemoryPlan.Address) -> UnsafeMutablePointer<Double> {
    base(address.base) + address.offset
  }

  func resolve(_ operation: RegionCode.Operation) -> cvm_op {
    func pointer(_ operand: RegionCode.Operand?) -> UnsafeMutablePointer<Double> {
      operand.map { self.pointer($0.address) } ?? base(.scratch)
    }
    func block(_ operand: RegionCode.Operand?) -> Int {
      operand?.advances == true ? -1 : operand?.step ?? 0
    }
    func lane(_ operand: RegionCode.Operand?) -> Int { operand?.isNumber == true ? 0 : -1 }
    var op = cvm_op()
    op.code = Int32(operation.code.rawValue)
    op.is_partial = operation.isPartial ? 1 : 0
    op.d = pointer(operation.d)
    op.a = UnsafePointer(pointer(operation.a))
    op.b = UnsafePointer(pointer(operation.b))
    op.c = UnsafePointer(pointer(operation.c))
    op.e = pointer(operation.e)
    let table =
      operation.index.map { code.indices[$0] } ?? operation.segments.flatMap { code.segments[$0] }
    op.index = table.flatMap { UnsafePointer($0.baseAddress) }
    op.sums = sums.baseAddress.map { $0 + operation.sums }
    op.size = operation.size
    op.stride = operation.stride
    op.d_block = block(operation.d)
    op.a_block = block(operation.a)
    op.b_block = block(operation.b)
    op.c_block = block(operation.c)
    op.e_block = block(operation.e)
    op.a_lane = lane(operation.a)
    op.b_lane = lane(operation.b)
    op.c_lane = lane(operation.c)
    op.e_lane = lane(operation.e)
    op.function = SpecialCall.entry
    op.matrix = operation.matrix.flatMap { matrices[$0] }
    op.index_block = operation.indexStep
    op.n = operation.count
    return op
  }
}

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
  private let transfers: UnsafeMutableBufferPointer<cvm_transfer>
  private let program: UnsafeMutablePointer<cvm_program>
  /// Where the code's scalar result stands after a run.
  let value: UnsafePointer<Double>

  init(_ code: Code, _ table: UnsafePointer<cvm_table>) {
    self.code = code
    self.table = table
    arena = Code.aligned(code.arenaCount)
    scratch = Code.aligned(code.scratchCount)
    sums = Code.aligned(code.sumCount)
    let memory = Memory(code: code, arena: arena, scratch: scratch, sums: sums)
    let end = RegionCode.Operation(code: CVM_END)
    let resolved = code.regions.map { region in
      (region.operations + [end]).map { memory.resolve($0, count: region.count) }
    }
    operations = .allocate(capacity: max(resolved.reduce(0) { $0 + $1.count }, 1))
    regions = .allocate(capacity: max(resolved.count, 1))
    var next = 0
    for (index, region) in resolved.enumerated() {
      let own = UnsafeMutableBufferPointer(rebasing: operations[next..<next + region.count])
      _ = own.initialize(from: region)
      regions[index] = cvm_region(
        ops: UnsafePointer(own.baseAddress), n: code.regions[index].count)
      next += region.count
    }
    transfers = .allocate(capacity: max(code.inputs.count + code.outputs.count, 1))
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
    program = .allocate(capacity: 1)
    program.initialize(
      to: cvm_program(
        inputs: UnsafePointer(transfers.baseAddress), input_count: code.inputs.count,
        regions: UnsafePointer(regions.baseAddress), region_count: resolved.count,
        outputs: transfers.baseAddress.map { UnsafePointer($0 + code.inputs.count) },
        output_count: code.outputs.count))
    value = UnsafePointer(code.value.map { memory.pointer($0) } ?? memory.base(.arena))
  }

  func deallocate() {
    for buffer in [arena, scratch, sums] {
      UnsafeMutableRawPointer(buffer.baseAddress)?.deallocate()
    }
    operations.deallocate()
    regions.deallocate()
    transfers.deallocate()
    program.deallocate()
  }

  /// Runs all operations at a point and writes the outputs to `results`.
  @inline(__always)
  func run(at position: UnsafePointer<Double>, into results: UnsafeMutablePointer<Double>) {
    table.pointee.run(program, position, results)
  }
}

/// The blocks that addresses count from.
private struct Memory {
  let code: Code
  let arena: UnsafeMutableBufferPointer<Double>
  let scratch: UnsafeMutableBufferPointer<Double>
  let sums: UnsafeMutableBufferPointer<Double>

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

  func resolve(_ operation: RegionCode.Operation, count: Int) -> cvm_op {
    func pointer(_ operand: RegionCode.Operand?) -> UnsafeMutablePointer<Double> {
      operand.map { self.pointer($0.address) } ?? base(.scratch)
    }
    func block(_ operand: RegionCode.Operand?) -> Int { operand?.advances == true ? -1 : 0 }
    func lane(_ operand: RegionCode.Operand?) -> Int { operand?.isNumber == true ? 0 : -1 }
    var op = cvm_op()
    op.code = Int32(operation.code.rawValue)
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
    return op
  }
}

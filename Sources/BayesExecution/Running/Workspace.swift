import CVectorMath

/// What one thread needs to run a code: its arena, its scratch memory, the base pointers.
struct Workspace {
  let code: Code
  private let table: UnsafePointer<cvm_table>
  private let arena: UnsafeMutableBufferPointer<Double>
  private let scratch: UnsafeMutableBufferPointer<Double>
  private let sums: UnsafeMutableBufferPointer<Double>
  private let bases: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>

  init(_ code: Code, _ table: UnsafePointer<cvm_table>) {
    self.code = code
    self.table = table
    arena = Code.aligned(code.arenaCount)
    scratch = Code.aligned(code.scratchCount)
    sums = Code.aligned(code.sumCount)
    bases = .allocate(capacity: 4)
    bases.initialize(repeating: nil, count: 4)
    bases[0] = code.constants.baseAddress
    bases[1] = arena.baseAddress
  }

  func deallocate() {
    for buffer in [arena, scratch, sums] {
      UnsafeMutableRawPointer(buffer.baseAddress)?.deallocate()
    }
    bases.deallocate()
  }

  /// Runs all instructions at a point.
  func run(at position: UnsafePointer<Double>) {
    bases[2] = UnsafeMutablePointer(mutating: position)
    guard let memory = arena.baseAddress, let constants = code.constants.baseAddress,
      let slots = scratch.baseAddress, let accumulators = sums.baseAddress,
      let program = code.instructions.baseAddress
    else { return }
    for index in 0..<code.instructionCount {
      let instruction = program + index
      switch instruction.pointee.kind {
      case .group:
        table.pointee.group(
          instruction.pointee.ops, instruction.pointee.setup, instruction.pointee.count, bases,
          slots, accumulators, instruction.pointee.n)
      case .clear:
        (memory + instruction.pointee.destination).update(
          repeating: 0, count: instruction.pointee.n)
      case .product:
        guard let source = bases[Int(instruction.pointee.sourceBase)] else { continue }
        table.pointee.gemv(
          constants + instruction.pointee.matrix, instruction.pointee.stride,
          instruction.pointee.n, instruction.pointee.columns,
          source + instruction.pointee.source, memory + instruction.pointee.destination)
      case .transposedProduct:
        guard let source = bases[Int(instruction.pointee.sourceBase)] else { continue }
        table.pointee.gemvt(
          constants + instruction.pointee.matrix, instruction.pointee.stride,
          instruction.pointee.n, instruction.pointee.columns,
          source + instruction.pointee.source, memory + instruction.pointee.destination)
      case .copy:
        guard let source = bases[Int(instruction.pointee.sourceBase)] else { continue }
        (memory + instruction.pointee.destination).update(
          from: source + instruction.pointee.source, count: instruction.pointee.n)
      }
    }
  }

  /// Copies a result to `destination`.
  func read(_ output: Code.Output, to destination: UnsafeMutablePointer<Double>) {
    switch output {
    case .number(let number, let count): destination.update(repeating: number, count: count)
    case .memory(let address, let count, let isSpread):
      guard let source = bases[Int(address.base.rawValue)] else { return }
      if isSpread {
        destination.update(repeating: source[address.offset], count: count)
      } else {
        destination.update(from: source + address.offset, count: count)
      }
    }
  }
}

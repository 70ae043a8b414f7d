import CVectorMath

/// A scheduled numeric graph as operations over memory: made once, shared by all evaluators.
///
/// Its buffers are written while it is made and only read afterwards, which is why it may be shared.
final class Code: @unchecked Sendable {
  typealias ID = NumericGraph.ID

  /// Operations over the same number of elements, the phases of a loop, or a solution.
  struct Region {
    let count: Int
    var operations: [RegionCode.Operation] = []
    var phases: [LoopCode.Phase] = []
    /// The solution that the phases make ready.
    var solution: SolutionCode?
  }

  /// A result on its way to the caller: `count` numbers from `offset` on.
  struct Output {
    let address: MemoryPlan.Address
    let offset: Int
    let count: Int
    /// Whether one number stands for all.
    let isNumber: Bool
  }

  let regions: [Region]
  let inputs: [MemoryPlan.Input]
  let outputs: [Output]
  /// Where the scalar result stands that is read by itself.
  let value: MemoryPlan.Address?
  let constants: UnsafeMutableBufferPointer<Double>
  let arenaCount: Int
  let scratchCount: Int
  let sumCount: Int
  /// The functions of matrices and the work space that they take in turn.
  let matrices: [MatrixCall]
  let matrixWork: Int
  let indices: [UnsafeMutableBufferPointer<Int32>]
  /// The runs of index tables that are added run by run.
  let segments: [Int: UnsafeMutableBufferPointer<Int32>]

  /// Operations that compute `outputs`, each of which is wanted with its count of elements at its
  /// offset, and `value`, which is read by itself.
  init(
    _ graph: NumericGraph, value: ID? = nil, outputs wanted: [(id: ID, count: Int, offset: Int)],
    options: CompileOptions
  ) {
    let schedule = Schedule(graph, outputs: wanted.map(\.id) + (value.map { [$0] } ?? []))
    var memory = MemoryPlan(graph, schedule)
    var regions: [Region] = []
    var scratch = 0
    var sums = 0
    for step in schedule.steps {
      switch step {
      case .region(let region):
        let code = RegionCode(region, graph, schedule, options, &memory)
        scratch = max(scratch, code.slotCount * code.slotSize)
        sums = max(sums, code.sumCount)
        regions.append(Region(count: region.count, operations: code.operations))
      case .concatenation(let id):
        regions.append(Region(count: 0, operations: Self.copies(id, graph, &memory)))
      case .matrix(let id):
        regions.append(Region(count: 0, operations: Self.matrix(id, graph, &memory)))
      case .chain(let id):
        regions.append(Region(count: 0, operations: Self.chain(id, graph, &memory)))
      case .loop(let id):
        guard let code = LoopCode(id, graph, options, &memory) else { continue }
        scratch = max(scratch, code.scratchCount)
        sums = max(sums, code.sumCount)
        regions.append(Region(count: 0, phases: code.phases))
      case .solution(let id):
        guard let code = SolutionCode(id, graph, options, &memory) else { continue }
        scratch = max(scratch, code.scratchCount)
        sums = max(sums, code.sumCount)
        regions.append(Region(count: 0, phases: code.preparation, solution: code))
      }
    }
    var outputs: [Output] = []
    for (id, count, offset) in wanted {
      guard let address = memory.address(of: id, in: graph) else { continue }
      let isNumber = graph.count(id) == 1
      outputs.append(Output(address: address, offset: offset, count: count, isNumber: isNumber))
    }
    self.value = value.flatMap { memory.address(of: $0, in: graph) }
    self.regions = regions
    self.outputs = outputs
    inputs = memory.inputs
    indices = memory.indices.map(Self.table)
    var segments: [Int: UnsafeMutableBufferPointer<Int32>] = [:]
    for region in regions {
      for place in region.operations.compactMap(\.segments) where segments[place] == nil {
        let encoded = Segments.encoded(graph.indices[place])
        let buffer = UnsafeMutableBufferPointer<Int32>.allocate(capacity: encoded.count)
        _ = buffer.initialize(from: encoded)
        segments[place] = buffer
      }
    }
    self.segments = segments
    let calls = regions.flatMap { region in
      region.operations + region.phases.flatMap(\.operations)
    }.compactMap(\.matrix)
    matrices = Array(Set(calls))
    matrixWork = matrices.reduce(0) { largest, call in
      var shape = call.shape
      return max(largest, cvm_matrix_work(&shape))
    }
    constants = Self.aligned(memory.constants.count)
    for (index, value) in memory.constants.enumerated() { constants[index] = value }
    arenaCount = memory.arenaCount
    scratchCount = scratch
    sumCount = sums
  }

  /// Index tables are read eight at a time: those behind the last read what it reads.
  private static func table(_ indices: [Int32]) -> UnsafeMutableBufferPointer<Int32> {
    let buffer = UnsafeMutableBufferPointer<Int32>.allocate(
      capacity: MemoryPlan.padded(indices.count) + 8)
    buffer.initialize(repeating: indices.last ?? 0)
    for (place, index) in indices.enumerated() { buffer[place] = index }
    return buffer
  }

  deinit {
    for buffer in indices { buffer.deallocate() }
    for buffer in segments.values { buffer.deallocate() }
    UnsafeMutableRawPointer(constants.baseAddress)?.deallocate()
  }

  /// Doubles at a multiple of 64 bytes, all zero; eight may be read from any of them.
  static func aligned(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
    let bytes = ((count + 8) * 8 + 63) & ~63
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    let doubles = memory.bindMemory(to: Double.self, capacity: bytes / 8)
    doubles.initialize(repeating: 0, count: bytes / 8)
    return UnsafeMutableBufferPointer(start: doubles, count: count)
  }

  private static func matrix(
    _ id: ID, _ graph: NumericGraph, _ memory: inout MemoryPlan
  ) -> [RegionCode.Operation] {
    guard case .matrix(let call, let operands) = graph[id].operation,
      let address = memory.address(of: id, in: graph)
    else { return [] }
    let places = operands.map { operand in
      RegionCode.Operand(address: memory.address(of: operand, in: graph) ?? address)
    }
    return [
      RegionCode.Operation(
        matrix: call, places, into: RegionCode.Operand(address: address))
    ]
  }

  private static func chain(
    _ id: ID, _ graph: NumericGraph, _ memory: inout MemoryPlan
  ) -> [RegionCode.Operation] {
    guard case .chain(let shape, let emission, let transition) = graph[id].operation,
      shape.chains > 0, shape.states > 0
    else { return [] }
    var operation = RegionCode.Operation(code: CVM_CHAIN)
    operation.d = memory.address(of: id, in: graph).map { RegionCode.Operand(address: $0) }
    operation.a = memory.address(of: emission, in: graph).map { RegionCode.Operand(address: $0) }
    operation.b = memory.address(of: transition, in: graph).map { RegionCode.Operand(address: $0) }
    operation.size = shape.states
    operation.stride = shape.steps
    operation.count = shape.chains
    operation.isPartial = shape.isVarying
    return [operation]
  }

  private static func copies(
    _ id: ID, _ graph: NumericGraph, _ memory: inout MemoryPlan
  ) -> [RegionCode.Operation] {
    guard case .concatenation(let parts) = graph[id].operation,
      let start = memory.address(of: id, in: graph)
    else { return [] }
    var offset = start.offset
    return parts.map { part in
      var copy = RegionCode.Operation(code: CVM_COPY)
      copy.size = graph.count(part)
      copy.d = RegionCode.Operand(
        address: MemoryPlan.Address(base: start.base, offset: offset))
      copy.a = memory.address(of: part, in: graph).map { RegionCode.Operand(address: $0) }
      offset += copy.size
      return copy
    }
  }

  /// One line for each region: over how many elements it runs and what it computes; for a loop, the
  /// steps of each phase and what they compute.
  var listing: [String] {
    func names(_ operations: [RegionCode.Operation]) -> String {
      operations.map { operation in
        let call = operation.code == CVM_CALL ? SpecialCall(code: operation.size) : nil
        return operation.matrix?.name ?? call?.name
          ?? String(cString: cvm_code_name(Int32(operation.code.rawValue)))
      }.joined(separator: " ")
    }
    return regions.map { region in
      guard !region.phases.isEmpty else { return "\(region.count): \(names(region.operations))" }
      let phases = region.phases.map { phase in
        let steps = phase.count == 1 ? "once" : "\(phase.count) steps"
        return "\(steps): \(names(phase.operations))"
      }
      guard let solution = region.solution else { return "loop, \(phases.joined(separator: "; "))" }
      return "solution: \(names(solution.function))"
    }
  }
}

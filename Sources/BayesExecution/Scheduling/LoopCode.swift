import CVectorMath

/// A loop as operations with addresses that move from step to step.
struct LoopCode {
  typealias ID = NumericGraph.ID

  /// Operations that are run `count` times.
  struct Phase {
    let count: Int
    let operations: [RegionCode.Operation]

    /// Whether every operation is on single numbers, which have an interpreter of their own.
    var isScalar: Bool {
      operations.allSatisfy { operation in
        switch operation.code {
        case CVM_SUM, CVM_DOT, CVM_PRODUCT, CVM_TRANSPOSED_PRODUCT, CVM_MATRIX: false
        // The size of a call says which function it is.
        case CVM_CALL: operation.count == 1
        default: operation.count == 1 && operation.size == 0
        }
      }
    }
  }

  private(set) var phases: [Phase] = []
  private(set) var scratchCount = 0
  private(set) var sumCount = 0

  init?(
    _ id: ID, _ graph: NumericGraph, _ options: CompileOptions, _ memory: inout MemoryPlan
  ) {
    guard case .loop(let place, let operands) = graph[id].operation,
      let own = memory.address(of: id, in: graph)
    else { return nil }
    let inputs = operands.map { operand in
      RegionCode.Operand(
        address: memory.address(of: operand, in: graph) ?? own,
        isNumber: graph.count(operand) == 1)
    }
    self.init(graph.loops[place], own: own, inputs: inputs, options, &memory)
  }

  /// A loop whose own memory and inputs stand at given places.
  init(
    _ loop: Loop, own: MemoryPlan.Address, inputs: [RegionCode.Operand], _ options: CompileOptions,
    _ memory: inout MemoryPlan
  ) {
    let fillings = loop.fillings.filter { $0.count > 0 }.map { filling in
      var copy = RegionCode.Operation(code: CVM_COPY)
      copy.count = filling.count
      copy.d = RegionCode.Operand(
        address: MemoryPlan.Address(base: own.base, offset: own.offset + filling.first))
      switch filling.source {
      case .number(let number):
        copy.a = RegionCode.Operand(
          address: memory.address(ofNumber: number.bitPattern), isNumber: true)
      case .input(let input): copy.a = inputs[input]
      }
      return copy
    }
    phases.append(Phase(count: 1, operations: fillings))
    for phase in loop.phases where phase.count > 0 {
      let code = PhaseCode(phase, own: own, inputs: inputs.map(\.address), options, &memory)
      if !code.once.isEmpty { phases.append(Phase(count: 1, operations: code.once)) }
      phases.append(Phase(count: phase.count, operations: code.steps))
      scratchCount = max(scratchCount, code.scratchCount)
      sumCount = max(sumCount, code.sumCount)
    }
  }
}

import BayesMath

extension ReferenceEvaluator {
  /// Computes the states of a recurrence, step by step in order of position; within a step in the
  /// order of the states.
  mutating func run(_ id: RecurrenceID) -> [[S]] {
    if let done = carried[id.index] { return done }
    let recurrence = graph[id]
    let dependent = graph.stepDependent(id)
    // What does not change from step to step is computed once.
    for state in recurrence.states {
      for piece in state.pieces {
        for operand in independentOperands(of: piece.node, dependent) { _ = evaluate(operand) }
      }
    }
    carried[id.index] = recurrence.states.map {
      [S](repeating: .constant(.nan), count: layout($0.axes).count)
    }
    let length = recurrence.states.first.map { lengths[$0.axes[$0.stepAxis].index] } ?? 0
    for step in 0..<length {
      for (index, state) in recurrence.states.enumerated() {
        for piece in state.pieces {
          runStep(step, piece, state: index, of: id, dependent: dependent)
        }
      }
    }
    return carried[id.index] ?? []
  }

  private mutating func runStep(
    _ step: Int, _ piece: Piece, state index: Int, of id: RecurrenceID, dependent: [Bool]
  ) {
    let state = graph[id].states[index]
    let axis = piece.axes[state.stepAxis]
    let start = offsets[axis.index] - offsets[state.axes[state.stepAxis].index]
    guard step >= start, step < start + lengths[axis.index] else { return }
    var slice = self
    slice.lengths[axis.index] = 1
    slice.offsets[axis.index] += step - start
    for (node, isDependent) in dependent.enumerated() where isDependent { slice.values[node] = nil }
    let elements = slice.evaluate(piece.node)
    faults = slice.faults
    guard var states = carried[id.index] else { return }
    slice.write(elements, of: piece, into: &states[index], axes: state.axes)
    carried[id.index] = states
  }

  private func independentOperands(of node: NodeID, _ dependent: [Bool]) -> [NodeID] {
    if !dependent[node.index] { return [node] }
    var found: [NodeID] = []
    var seen: Set<NodeID> = []
    var pending = [node]
    while let next = pending.popLast() {
      for operand in graph.operands(of: next) where seen.insert(operand).inserted {
        if dependent[operand.index] { pending.append(operand) } else { found.append(operand) }
      }
    }
    return found
  }
}

extension ModelGraph {
  /// Whether each node changes from step to step of a recurrence: it lies on a step's axis or reads
  /// carried states.
  package func stepDependent(_ id: RecurrenceID) -> [Bool] {
    let steps = Set(
      self[id].states.flatMap { state in state.pieces.map { $0.axes[state.stepAxis] } })
    var dependent = [Bool](repeating: false, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      if case .carried(id, _) = node.operation {
        dependent[index] = true
      } else {
        dependent[index] =
          node.axes.contains { steps.contains($0) }
          || node.operation.operands.contains { dependent[$0.index] }
      }
    }
    return dependent
  }
}

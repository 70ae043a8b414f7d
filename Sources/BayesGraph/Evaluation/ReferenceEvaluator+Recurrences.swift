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
    let changing = recurrence.states.map { state in
      state.pieces.map { dependentNodes(from: $0.node, dependent) }
    }
    // What may be known of these nodes over whole axes is put aside.
    let set = Set(changing.joined().joined())
    let aside = set.map { (node: $0, elements: values[$0.index]) }
    for node in set { values[node.index] = nil }
    defer { for (node, elements) in aside { values[node.index] = elements } }
    let length = recurrence.states.first.map { lengths[$0.axes[$0.stepAxis].index] } ?? 0
    for step in 0..<length {
      for (index, state) in recurrence.states.enumerated() {
        for (place, piece) in state.pieces.enumerated() {
          runStep(step, piece, state: index, of: id, changing: changing[index][place])
        }
      }
    }
    return carried[id.index] ?? []
  }

  private mutating func runStep(
    _ step: Int, _ piece: Piece, state index: Int, of id: RecurrenceID, changing: [NodeID]
  ) {
    let state = graph[id].states[index]
    let axis = piece.axes[state.stepAxis]
    let start = offsets[axis.index] - offsets[state.axes[state.stepAxis].index]
    let length = lengths[axis.index]
    guard step >= start, step < start + length else { return }
    lengths[axis.index] = 1
    offsets[axis.index] += step - start
    // Operands stand before what reads them.
    for node in changing { values[node.index] = compute(node) }
    let elements = evaluate(piece.node)
    // Nothing else may hold the states while they are written, or every step would copy them.
    for node in changing { values[node.index] = nil }
    var states = carried[id.index] ?? []
    carried[id.index] = nil
    write(elements, of: piece, into: &states[index], axes: state.axes)
    carried[id.index] = states
    lengths[axis.index] = length
    offsets[axis.index] -= step - start
  }

  /// The nodes that one step of an equation computes, in order.
  private func dependentNodes(from node: NodeID, _ dependent: [Bool]) -> [NodeID] {
    var found: [NodeID] = []
    var seen: Set<NodeID> = [node]
    var pending = [node]
    while let next = pending.popLast() {
      guard dependent[next.index] else { continue }
      found.append(next)
      pending += graph[next].operation.operands.filter { seen.insert($0).inserted }
    }
    return found.sorted { $0.index < $1.index }
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

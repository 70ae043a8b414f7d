import BayesGraph

extension GraphLowering {
  /// The states of a recurrence, by a loop over its steps.
  ///
  /// What does not depend on carried states is computed as whole vectors before; a step reads its
  /// elements of them.
  mutating func run(_ id: RecurrenceID) -> [ID] {
    if let known = recurrences[id.index] { return known }
    let dependent = carriedDependent(id)
    prepare(graph[id], dependent)
    var loop = LoopLowering(self, id, dependent)
    let finished = loop.states()
    recurrences[id.index] = finished
    return finished
  }

  /// Nodes that read carried states, directly or not.
  private func carriedDependent(_ id: RecurrenceID) -> [Bool] {
    var dependent = [Bool](repeating: false, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      if case .carried(id, _) = node.operation {
        dependent[index] = true
      } else {
        dependent[index] = node.operation.operands.contains { dependent[$0.index] }
      }
    }
    return dependent
  }

  private mutating func prepare(_ recurrence: Recurrence, _ dependent: [Bool]) {
    var pending = recurrence.states.flatMap { $0.pieces.map(\.node) }
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if dependent[next.index] {
        pending += graph[next].operation.operands
      } else {
        _ = value(next)
      }
    }
  }
}

import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Refuses recurrences that read what is not there yet: themselves at their own place or later, a
  /// later equation at its own place, or a whole array that is still being computed.
  mutating func checkOrder(of group: PieceGroup) {
    let carried = Dictionary(
      uniqueKeysWithValues: group.carried.map { state, node in (node, state) })
    let dimension = graph[group.dimension]
    if !dimension.isOrdered || dimension.isCircular, let first = group.states.first {
      report(
        dimension.isCircular
          ? .circularRecurrence(dimension.name, first.name)
          : .unorderedRecurrence(dimension.name, first.name))
      return
    }
    for (place, state) in group.states.enumerated() {
      for piece in state.pieces {
        let step = piece.axes[state.stepAxis]
        for id in reached(from: piece.node, since: group.firstNode) {
          checkReads(of: id, by: place, step, carried, group)
        }
      }
    }
  }

  private mutating func checkReads(
    of id: NodeID, by place: Int, _ step: AxisID, _ carried: [NodeID: Int], _ group: PieceGroup
  ) {
    if case .gather(let source, let indices) = graph[id].operation, let read = carried[source] {
      let state = group.states[read]
      guard case .at(let index) = indices[state.stepAxis] else {
        return reportOnce(.readsAhead(state.name.name, at: graph[id].origin))
      }
      if let distance = distance(of: index, from: step), distance > (read < place ? 0 : -1) {
        reportOnce(.readsAhead(state.name.name, at: graph[id].origin))
      }
      return
    }
    for operand in graph[id].operation.operands {
      guard let read = carried[operand] else { continue }
      reportOnce(.readsAhead(group.states[read].name.name, at: graph[id].origin))
    }
  }

  private func reached(from id: NodeID, since first: Int) -> [NodeID] {
    var seen: Set<NodeID> = [id]
    var pending = [id]
    var found: [NodeID] = []
    while let next = pending.popLast() {
      found.append(next)
      for operand in graph[next].operation.operands
      where operand.index >= first && seen.insert(operand).inserted {
        pending.append(operand)
      }
    }
    return found.sorted { $0.index < $1.index }
  }

  /// How many places an index lies behind the one a variable stands at, where that is known: -1 for
  /// `t - 1`.
  private func distance(of id: NodeID, from axis: AxisID) -> Double? {
    switch graph[id].operation {
    case .position(axis): return 0
    case .relabel(let inner): return distance(of: inner, from: axis)
    case .elementwise(let function, let operands) where operands.count == 2:
      guard let base = distance(of: operands[0], from: axis),
        let steps = foldedValue(operands[1])
      else { return nil }
      switch FunctionCatalog.declaration(of: function).name {
      case "+": return base + steps
      case "-": return base - steps
      default: return nil
      }
    default: return nil
    }
  }
}

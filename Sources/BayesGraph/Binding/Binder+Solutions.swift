import BayesMath

extension Binder {
  /// Refuses output times that the data give out of order, and equations of data that have no solution.
  mutating func checkSolutions(_ bound: ModelGraph, _ unguarded: Set<NodeID>) {
    for (index, node) in bound.nodes.enumerated() where unguarded.contains(NodeID(index)) {
      guard case .solution(let solution) = node.operation,
        case .differential(_, let start, let times, let along, _) = solution.problem,
        bound[times].level == .data
      else { continue }
      let plates = node.axes.filter { !solution.ownAxes.contains($0) }
      checkTimes(times, after: bound[start].level == .data ? start : nil, along: along, plates)
    }
    guard isFine else { return }
    for (node, failure) in evaluator.failures where unguarded.contains(node) {
      guard case .solution(let solution) = bound[node].operation else { continue }
      report(.noSolution(failure, of: solution.name, at: graph[node].origin))
      return
    }
  }

  private mutating func checkTimes(
    _ times: NodeID, after start: NodeID?, along axis: AxisID, _ plates: [AxisID]
  ) {
    let own = evaluator.layout(times)
    let values = evaluator.evaluate(times)
    let first = start.map { ($0, evaluator.evaluate($0)) }
    let outer = evaluator.layout(plates)
    let inner = evaluator.layout([axis]).positions(of: own)
    let begins = outer.positions(of: own)
    for plate in 0..<outer.count {
      var last = first.map { node, values in
        values[outer.positions(of: evaluator.layout(node))[plate]]
      }
      for (place, step) in inner.enumerated() {
        let cell = begins[plate] + step
        if let last, !(values[cell] > last) {
          return report(
            .timesOutOfOrder(
              values[cell], last, isFirst: place == 0, at: coordinates(cell, own),
              origin(of: times, cell: cell), graph[times].origin))
        }
        last = values[cell]
      }
    }
  }
}

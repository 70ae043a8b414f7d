import BayesMath

extension ReferenceEvaluator {
  /// The solutions of an equation at the coordinates of all plates; NaN where there is none, which is
  /// recorded in `failures`.
  mutating func solve(_ id: NodeID, _ solution: Solution, result: Layout) -> [S] {
    let own = layout(solution.ownAxes)
    let plates = layout(result.axes.filter { !solution.ownAxes.contains($0) })
    let places = own.positions(of: result)
    let starts = plates.positions(of: result)
    var output = [S](repeating: .constant(.nan), count: result.count)
    for plate in 0..<plates.count where own.count > 0 {
      var solver = PlateSolver(self, solution, plates, plate)
      do throws(SolverFailure) {
        for (place, value) in zip(places, try solver.solve()) {
          output[starts[plate] + place] = value
        }
      } catch {
        failures.append((id, error))
      }
    }
    return output
  }
}

/// The equation of one plate: its function is evaluated node by node.
private struct PlateSolver<S: Scalar>: SolvedFunction {
  private var evaluator: ReferenceEvaluator<S>
  private let solution: Solution
  private let changing: [NodeID]
  private let conditions: [[S]]

  init(_ outer: ReferenceEvaluator<S>, _ solution: Solution, _ plates: Layout, _ plate: Int) {
    self.solution = solution
    evaluator = outer
    changing =
      outer.graph.interior(of: solution.value, arguments: solution.arguments).changing
    func elements(_ node: NodeID, over axes: [AxisID]) -> [S] {
      let start = plates.positions(of: outer.layout(node))[plate]
      let all = outer.known(node)
      return outer.layout(axes).positions(of: outer.layout(node)).map { all[start + $0] }
    }
    conditions = zip(solution.conditions, solution.conditionAxes).map { elements($0, over: $1) }
    // Of what the function reads, this plate's elements: its axes are one element long here.
    for node in solution.numbers {
      let rest = outer.graph[node].axes.filter { !plates.axes.contains($0) }
      let start = plates.positions(of: outer.layout(node))[plate]
      let all = outer.known(node)
      evaluator.values[node.index] = outer.layout(rest).positions(of: outer.layout(node))
        .map { all[start + $0] }
    }
    for axis in plates.axes { evaluator.lengths[axis.index] = 1 }
  }

  func value(_ x: S) -> Double { evaluator.referenceValue(x) }

  mutating func callAsFunction(_ x: [S]) -> [S] {
    for node in changing {
      evaluator.values[node.index] = nil
      if case .recurrence(let id, _) = evaluator.graph[node].operation {
        evaluator.carried[id.index] = nil
      }
    }
    var start = 0
    for argument in solution.arguments {
      let count = evaluator.layout(argument).count
      evaluator.values[argument.index] = Array(x[start..<start + count])
      start += count
    }
    let value = evaluator.evaluate(solution.value)
    let own = evaluator.layout(solution.stateAxes)
    return own.positions(of: evaluator.layout(solution.value)).map { value[$0] }
  }

  mutating func solve() throws(SolverFailure) -> [S] {
    switch solution.problem {
    case .differential(_, _, _, _, let method):
      let (start, times, initial) = (conditions[0][0], conditions[1], conditions[2])
      let order = ([start] + times).map { value($0) }
      guard order.allSatisfy(\.isFinite), zip(order, order.dropFirst()).allSatisfy({ $0 < $1 })
      else { throw .timesOutOfOrder }
      let controls = solution.controls
      let states =
        switch method {
        case .rk45:
          try DormandPrince.solve(
            &self, initial: initial, start: start, times: times, controls: controls)
        case .radau:
          try Radau.solve(
            &self, initial: initial, start: start, times: times, controls: controls)
        }
      return states.flatMap(\.self)
    case .root:
      return try RootSearch.solve(&self, guess: conditions[0], controls: solution.controls)
    case .integral:
      return [
        try DoubleExponential.solve(
          &self, from: conditions[0][0], to: conditions[1][0], controls: solution.controls)
      ]
    }
  }
}

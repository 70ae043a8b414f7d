package import BayesMath

/// An equation between a function and its argument, solved numerically: a differential equation, an
/// integral or a root.
///
/// The function is a part of the graph that reads `argument` nodes. What it reads from outside, its
/// numbers, is listed, so that a solution depends on it like any operation on its operands. Where
/// operands lie on axes of index variables there is a solution for each of their coordinates.
package struct Solution: Sendable {
  package enum Problem: Sendable {
    /// dy/dt = f(t, y), y(start) = initial: y at `times`, which run along an axis.
    case differential(initial: NodeID, start: NodeID, times: NodeID, along: AxisID, Method)
    /// f(x) = 0, near the guess.
    case root(guess: NodeID)
    /// The integral of f between two ends.
    case integral(lower: NodeID, upper: NodeID)
  }

  /// How a differential equation is stepped through.
  package enum Method: String, Sendable, CaseIterable {
    /// Dormand-Prince, explicit.
    case rk45
    /// Radau IIA, implicit, for stiff equations.
    case radau
  }

  package var problem: Problem
  package var controls: SolverControls
  /// The axes of the state, or of the argument of a function whose root is sought.
  package var stateAxes: [AxisID]
  /// The nodes that stand for the function's arguments.
  package var arguments: [NodeID]
  /// The node that is the function's value.
  package var value: NodeID
  /// What the function reads from outside.
  package var numbers: [NodeID]

  package init(
    _ problem: Problem, controls: SolverControls, stateAxes: [AxisID], arguments: [NodeID],
    value: NodeID, numbers: [NodeID]
  ) {
    self.problem = problem
    self.controls = controls
    self.stateAxes = stateAxes
    self.arguments = arguments
    self.value = value
    self.numbers = numbers
  }

  /// What the problem says beside the function, in the order in which solvers are given it.
  package var conditions: [NodeID] {
    switch problem {
    case .differential(let initial, let start, let times, _, _): [start, times, initial]
    case .root(let guess): [guess]
    case .integral(let lower, let upper): [lower, upper]
    }
  }

  /// The axes of each of the conditions, plates left out.
  package var conditionAxes: [[AxisID]] {
    switch problem {
    case .differential(_, _, _, let along, _): [[], [along], stateAxes]
    case .root: [stateAxes]
    case .integral: [[], []]
    }
  }

  /// The axes of a result, plates left out.
  package var ownAxes: [AxisID] {
    if case .differential(_, _, _, let along, _) = problem { return [along] + stateAxes }
    return stateAxes
  }

  var operands: [NodeID] { conditions + numbers }

  /// As models call it.
  package var name: String {
    switch problem {
    case .differential: "ode"
    case .root: "findRoot"
    case .integral: "integrate"
    }
  }

  func mapped(_ map: (NodeID) -> NodeID) -> Solution {
    var solution = self
    switch problem {
    case .differential(let initial, let start, let times, let along, let method):
      solution.problem = .differential(
        initial: map(initial), start: map(start), times: map(times), along: along, method)
    case .root(let guess): solution.problem = .root(guess: map(guess))
    case .integral(let lower, let upper):
      solution.problem = .integral(lower: map(lower), upper: map(upper))
    }
    solution.arguments = arguments.map(map)
    solution.value = map(value)
    solution.numbers = numbers.map(map)
    return solution
  }
}

extension ModelGraph {
  /// The nodes between a function's arguments and its value, in order, and those they read from outside.
  package func interior(
    of value: NodeID, arguments: [NodeID]
  ) -> (changing: [NodeID], numbers: [NodeID]) {
    // What stands before the arguments does not depend on them.
    let first = arguments.map(\.index).min() ?? value.index
    var reached: Set<NodeID> = [value]
    var pending = [value]
    while let next = pending.popLast() {
      let inner = operands(of: next).filter { $0.index >= first }
      pending += inner.filter { reached.insert($0).inserted }
    }
    let ordered = reached.sorted { $0.index < $1.index }
    var changing = Set(arguments)
    var before = 0
    // A second time for what the pieces of a recurrence carry, which stands before it.
    while changing.count > before {
      before = changing.count
      var recurrences: Set<RecurrenceID> = []
      for node in ordered where operands(of: node).contains(where: changing.contains) {
        changing.insert(node)
        if case .recurrence(let id, _) = self[node].operation { recurrences.insert(id) }
      }
      for node in ordered {
        if case .carried(let id, _) = self[node].operation, recurrences.contains(id) {
          changing.insert(node)
        }
      }
    }
    var numbers: Set<NodeID> = changing.contains(value) ? [] : [value]
    for node in changing { numbers.formUnion(operands(of: node).filter { !changing.contains($0) }) }
    return (
      changing.filter { reached.contains($0) }.sorted { $0.index < $1.index },
      numbers.sorted { $0.index < $1.index }
    )
  }
}

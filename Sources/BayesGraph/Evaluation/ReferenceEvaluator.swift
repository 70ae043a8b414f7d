import BayesDistributions
package import BayesMath

/// Runs any node of a graph, element by element, on any `Scalar`: slow, and written to be obviously
/// right.
///
/// It folds data-only work when data are bound, serves prior draws, and is what every executor is
/// tested against.
///
/// Positions that an index reads outside its axis give NaN and are recorded in `faults`; whoever
/// asked decides whether the element mattered.
package struct ReferenceEvaluator<S: Scalar> {
  package let graph: ModelGraph
  /// Lengths and position offsets of all axes, as in `BoundModel`.
  package var lengths: [Int]
  package var offsets: [Int]
  /// The segments of the axes that have them.
  package var segments: [AxisID: AxisSegments] = [:]
  /// Known values of nodes; inputs are found in `inputs`, variables in `variables`.
  package var values: [[S]?]
  package var inputs: [[Double]?]
  package var variables: [[S]?]
  /// Statistics of a posterior, once there is one.
  package var statistics: [Double?]
  /// Per recurrence the states as far as they are computed.
  var carried: [[[S]]?]
  package var faults: [IndexFault] = []
  /// Per routine what its slots hold, while it runs.
  var slots: [[[S]]]
  var routineNodes: [RoutineID: RoutineNodes] = [:]
  var stepsLeft = Self.mostSteps
  package var endless: [EndlessRoutine] = []
  /// Equations that have no solution, and why.
  package var failures: [(node: NodeID, failure: SolverFailure)] = []

  package init(
    graph: ModelGraph, lengths: [Int], offsets: [Int], inputs: [[Double]?],
    variables: [[S]?]
  ) {
    self.graph = graph
    self.lengths = lengths
    self.offsets = offsets
    self.inputs = inputs
    self.variables = variables
    values = Array(repeating: nil, count: graph.nodes.count)
    statistics = Array(repeating: nil, count: graph.statistics.count)
    carried = Array(repeating: nil, count: graph.recurrences.count)
    slots = Array(repeating: [], count: graph.routines.count)
  }

  /// The elements of a node, row-major over its axes.
  package mutating func evaluate(_ id: NodeID) -> [S] {
    if let known = values[id.index] { return known }
    // Operands first, without recursion over long chains.
    var pending = [id]
    while let next = pending.last {
      if values[next.index] != nil {
        pending.removeLast()
        continue
      }
      // A routine asks for what it needs itself.
      let isRoutine = if case .routine = graph[next].operation { true } else { false }
      let missing =
        isRoutine ? [] : graph[next].operation.operands.filter { values[$0.index] == nil }
      if missing.isEmpty {
        values[next.index] = compute(next)
        pending.removeLast()
      } else {
        pending += missing
      }
    }
    return values[id.index] ?? []
  }

  package func layout(_ axes: [AxisID]) -> Layout {
    Layout(axes: axes, shape: axes.map { lengths[$0.index] })
  }

  package func layout(_ id: NodeID) -> Layout { layout(graph[id].axes) }

  func known(_ id: NodeID) -> [S] { values[id.index] ?? [] }

  mutating func compute(_ id: NodeID) -> [S] {
    let node = graph[id]
    switch node.operation {
    case .constant(let value): return [.constant(value)]
    case .input(let input):
      return (inputs[input.index] ?? []).map { .constant($0) }
    case .variable(let variable): return variables[variable.index] ?? []
    case .position(let axis):
      if let own = segments[axis] { return own.places.map { .constant(Double($0)) } }
      let offset = offsets[axis.index]
      return (0..<lengths[axis.index]).map { .constant(Double(offset + $0 + 1)) }
    case .segment(let axis, let owner):
      return segmentPositions(axis, along: owner).map { .constant(Double($0)) }
    case .size(let axis): return [.constant(Double(lengths[axis.index]))]
    case .elementwise(let function, let operands):
      return elementwise(function, operands, over: layout(id))
    case .select(let condition, let whenTrue, let whenFalse):
      return select(condition, whenTrue, whenFalse, over: layout(id))
    case .lane(let function, let operands, let over, let result):
      if let segments = segments(of: over, result: node.axes, mapped: result) {
        return segmentedLane(function, operands, over: over[0], segments, result: layout(id))
      }
      return lane(function, operands, over: over, mapped: result, result: layout(id))
    case .matrix(let function, let operands, let result):
      return matrix(function, operands, mapped: result, result: layout(id))
    case .contract(let a, let b, let axis): return contract(a, b, over: axis, result: layout(id))
    case .gather(let source, let indices): return gather(id, source, indices)
    case .relabel(let operand): return known(operand)
    case .arrange(let operand):
      let elements = known(operand)
      return layout(id).positions(of: layout(operand)).map { elements[$0] }
    case .stack(let operands): return stack(operands, result: layout(id))
    case .assemble(let pieces): return assemble(pieces, axes: node.axes)
    case .statistic(let id): return [.constant(statistics[id.index] ?? .nan)]
    case .carried(let recurrence, let state): return carried[recurrence.index]?[state] ?? []
    case .recurrence(let recurrence, let state): return run(recurrence)[state]
    case .slot(let routine, let slot):
      let held = slots[routine.index]
      return held.indices.contains(slot) ? held[slot] : []
    case .routine(let routine, let slot, _): return run(id, routine, slot: slot)
    case .argument: return []
    case .solution(let solution): return solve(id, solution, result: layout(id))
    case .logDensity(let call, let value):
      return logDensity(call, value: value, result: layout(id))
    case .logProbability(let call, let lower, let upper):
      return logProbability(call, lower, upper, result: layout(id))
    case .summary: return [S](repeating: .constant(.nan), count: layout(id).count)
    case .segmentSum(let operand, let over, let places, let into):
      return segmentSum(operand, over: over, places, into: into, result: layout(id))
    case .sumOut(let operand, let axis):
      return lane(LogSumExp.self, [operand], over: [axis], mapped: [], result: layout(id))
    case .chain(let chain): return self.chain(chain, result: layout(id))
    }
  }
}

/// An index that reads outside its axis.
package struct IndexFault: Sendable, Hashable {
  package let node: NodeID
  /// Which axis of the gathered source.
  package let axis: Int
  package let value: Double
  package let length: Int
  /// The flat position of the element in the result.
  package let element: Int
  /// The routine that read it, for which alone it matters.
  package var within: NodeID?

  /// The same, in a routine.
  func within(_ node: NodeID) -> IndexFault {
    var fault = self
    fault.within = node
    return fault
  }
}

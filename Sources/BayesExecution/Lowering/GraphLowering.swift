import BayesDistributions
import BayesGraph
import BayesMath
import BayesSource

/// Turns a planned graph into a numeric program: axes become positions in flat vectors, broadcasts
/// become index tables, data become constants, densities are traced.
///
/// A node's value has as many elements as its axes say, or one that stands for all.
struct GraphLowering {
  typealias ID = NumericGraph.ID

  let plan: Plan
  let model: BoundModel
  /// Where values are made: a graph of its own for the body of a loop.
  var tracer = Tracer()
  /// Values of nodes, once known.
  var values: [ID?]
  /// Values of variables over their whole axes.
  var variables: [ID?]
  var logJacobian: ID
  /// Lengths and offsets of axes, which a recurrence's step narrows.
  var lengths: [Int]
  var offsets: [Int]
  var recurrences: [[ID]?]
  /// Per axis of components the place of the one that is being lowered.
  var pinned: [AxisID: Int] = [:]
  /// Solutions and the places in their memories that tell whether they were found.
  var statuses: [SolutionStatus] = []
  /// Whether it lowers the steps of a recurrence.
  var isBody = false

  init(_ plan: Plan, options: CompileOptions = CompileOptions()) {
    self.plan = plan
    model = plan.model
    values = Array(repeating: nil, count: plan.model.graph.nodes.count)
    variables = Array(repeating: nil, count: plan.model.graph.variables.count)
    lengths = plan.model.lengths
    offsets = plan.model.offsets
    recurrences = Array(repeating: nil, count: plan.model.graph.recurrences.count)
    tracer.graph.extractsFactors = options.extractsFactors
    tracer.graph.partitionsSelections = options.partitionsSelections
    logJacobian = tracer.graph.constant(0)
  }

  var graph: ModelGraph { model.graph }

  func layout(_ axes: [AxisID]) -> Layout {
    Layout(axes: axes, shape: axes.map { lengths[$0.index] })
  }

  func layout(_ id: NodeID) -> Layout { layout(graph[id].axes) }

  /// The value of a node; operands first, without recursion over long chains.
  mutating func value(_ id: NodeID) -> ID {
    if let known = values[id.index] { return known }
    var pending = [id]
    while let next = pending.last {
      if values[next.index] != nil {
        pending.removeLast()
        continue
      }
      if let table = model.tables[next.index] {
        values[next.index] = constant(table.values)
        pending.removeLast()
        continue
      }
      let missing = graph[next].operation.operands.filter { values[$0.index] == nil }
      if missing.isEmpty {
        values[next.index] = lower(next)
        pending.removeLast()
      } else {
        pending += missing
      }
    }
    return values[id.index] ?? tracer.graph.constant(.nan)
  }

  /// A table; equal elements are one number.
  func constant(_ elements: [Double]) -> ID {
    if let first = elements.first, elements.allSatisfy({ $0 == first }) {
      return tracer.graph.constant(first)
    }
    return tracer.graph.table(elements)
  }

  /// A value laid out over `result`, given that it is laid out over `own`.
  func align(_ id: ID, _ own: Layout, to result: Layout) -> ID {
    if tracer.graph.count(id) == 1 && own.count == 1 { return id }
    if tracer.graph.count(id) == 1 { return id }
    if own.axes == result.axes { return id }
    return tracer.graph.gather(id, result.positions(of: own).map(Int32.init))
  }

  /// An operand over the axes of a result.
  mutating func aligned(_ operand: NodeID, to result: Layout) -> ID {
    align(value(operand), layout(operand), to: result)
  }

  private mutating func lower(_ id: NodeID) -> ID {
    let node = graph[id]
    tracer.origin = node.origin
    let result = layout(id)
    switch node.operation {
    case .constant(let number): return tracer.graph.constant(number)
    // What a routine gives is known from the data, and stands in a table.
    case .input, .carried, .slot, .routine, .argument, .statistic:
      return tracer.graph.constant(.nan)
    case .solution(let solution): return solve(solution, result: result)
    case .variable(let variable): return variableValue(variable)
    case .position(let axis):
      if let own = model.segments[axis] { return constant(own.places.map(Double.init)) }
      let offset = offsets[axis.index]
      return constant((0..<lengths[axis.index]).map { Double(offset + $0 + 1) })
    case .segment(let axis, let owner):
      return constant(segmentPositions(axis, along: owner).map(Double.init))
    case .size(let axis): return tracer.graph.constant(Double(lengths[axis.index]))
    case .elementwise(let function, let operands):
      let arguments = operands.map { TracedExpression(tracer, aligned($0, to: result)) }
      return function.evaluate(arguments).id(in: tracer)
    case .select(let condition, let whenTrue, let whenFalse):
      let c = aligned(condition, to: result)
      let a = aligned(whenTrue, to: result)
      let b = aligned(whenFalse, to: result)
      return tracer.graph.select(c, a, b)
    case .lane(let function, let operands, let over, let mapped):
      return lane(function, operands, over: over, mapped: mapped, result: result)
    case .matrix(let function, let operands, let mapped):
      return matrix(function, operands, mapped: mapped, result: result)
    case .contract(let a, let b, let axis): return contract(a, b, over: axis, result: result)
    case .gather(let source, let indices): return gather(source, indices, result: result)
    case .relabel(let operand): return value(operand)
    case .arrange(let operand): return aligned(operand, to: result)
    case .stack(let operands): return stack(operands, result: result)
    case .assemble(let pieces): return assemble(pieces, axes: node.axes)
    case .recurrence(let recurrence, let state): return run(recurrence)[state]
    case .logDensity(let call, let value): return logDensity(call, value: value, result: result)
    case .logProbability(let call, let lower, let upper):
      return logProbability(call, lower, upper, result: result)
    case .summary(.mostProbable, let variable): return variableValue(variable)
    case .summary(.probabilities, _): return tracer.graph.constant(.nan)
    case .segmentSum(let operand, let over, let places, let into):
      return segmentSum(operand, over: over, places, into: into, result: result)
    case .sumOut(let operand, let axis): return sumOut(operand, over: axis, result: result)
    case .chain(let chain): return self.chain(chain, result: result)
    }
  }
}

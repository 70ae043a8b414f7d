import BayesGraph
import BayesMath
import BayesSource

/// Traces the function of a solution on single numbers: the reference evaluator runs it over traced
/// expressions.
///
/// What it reads from outside and is the same number for all plates and draws is that number; all else
/// stands in the rows.
struct SolvedFunctionTracing {
  typealias ID = NumericGraph.ID

  private let tracer = Tracer()
  private(set) var reads: [NumericSolution.Read] = []
  private(set) var values: [ID] = []
  var graph: NumericGraph { tracer.graph }
  /// What cannot be traced.
  var refusal: Diagnostic? { tracer.refusal }

  init(
    _ lowering: GraphLowering, _ solution: Solution, _ plates: Layout, _ rows: inout SolutionRows
  ) {
    let graph = lowering.graph
    tracer.origin = lowering.tracer.origin
    var evaluator = ReferenceEvaluator<TracedExpression>(
      graph: graph, lengths: lowering.lengths, offsets: lowering.offsets,
      inputs: Array(repeating: nil, count: graph.inputs.count),
      variables: Array(repeating: nil, count: graph.variables.count))
    for axis in plates.axes { evaluator.lengths[axis.index] = 1 }
    for node in solution.numbers {
      evaluator.values[node.index] = elements(of: node, lowering, plates, &rows)
    }
    for (place, argument) in solution.arguments.enumerated() {
      let isState = place == solution.arguments.count - 1 && solution.readsState
      evaluator.values[argument.index] = (0..<evaluator.layout(argument).count).map {
        read(isState ? .state($0) : .time, range: NumericGraph.anything)
      }
    }
    let value = evaluator.evaluate(solution.value)
    let state = evaluator.layout(solution.stateAxes)
    values = state.positions(of: evaluator.layout(solution.value)).map { value[$0].id(in: tracer) }
    if !evaluator.faults.isEmpty {
      tracer.refuse(.indexInSolution(at: graph[solution.value].origin))
    }
  }

  private mutating func read(
    _ read: NumericSolution.Read, range: ClosedRange<Double>
  ) -> TracedExpression {
    let place = reads.firstIndex(of: read) ?? reads.count
    if place == reads.count { reads.append(read) }
    return TracedExpression(tracer, tracer.graph.value(.read(place), count: 1, range: range))
  }

  /// The elements of a value from outside that the function of a plate reads.
  private mutating func elements(
    of node: NodeID, _ lowering: GraphLowering, _ plates: Layout, _ rows: inout SolutionRows
  ) -> [TracedExpression] {
    var lowering = lowering
    let id = lowering.value(node)
    let own = lowering.layout(node)
    let rest = lowering.layout(own.axes.filter { !plates.axes.contains($0) })
    if let numbers = lowering.tracer.graph.elements(id) {
      let starts = plates.positions(of: own)
      let places = rest.positions(of: own)
      func number(_ place: Int) -> Double { numbers[numbers.count == 1 ? 0 : place] }
      let isShared = places.allSatisfy { place in
        starts.allSatisfy { number($0 + place).bitPattern == number(starts[0] + place).bitPattern }
      }
      if isShared { return places.map { .constant(number(starts[0] + $0)) } }
    }
    let range = lowering.tracer.graph[id].range
    let places = rows.add(id, count: lowering.tracer.graph.count(id), own, over: rest)
    return places.map { read(.row($0), range: range) }
  }
}

extension Solution {
  /// Whether the last argument of the function is a state, which all its derivatives go through.
  fileprivate var readsState: Bool {
    if case .integral = problem { false } else { true }
  }
}

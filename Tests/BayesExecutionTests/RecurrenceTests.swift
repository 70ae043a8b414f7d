import Bayes
import BayesExecution
import BayesGraph
import BayesMath
import Testing

@Suite("Recurrences")
struct RecurrenceTests {
  @Test(
    "a loop has the value and the gradient of the reference evaluator",
    arguments: RecurrenceModel.all)
  func oracle(model: RecurrenceModel) throws {
    try model.expectReference(values: 1e-11, slopes: 1e-10)
  }

  @Test(
    "the portable instruction set gives a loop the bits of the machine's best",
    arguments: RecurrenceModel.all)
  func instructionSets(model: RecurrenceModel) throws {
    try model.expectSameBits()
  }

  @Test(
    "passes change the value and the gradient of a loop by rounding only",
    arguments: RecurrenceModel.all)
  func passes(model: RecurrenceModel) throws {
    var options = CompileOptions()
    options.contractsProducts = false
    options.extractsFactors = false
    let plan = try model.plan(length: model.lengths.max() ?? 1)
    let full = try Pipeline.compile(plan)
    let part = try Program(compiling: plan, options: options)
    for position in model.positions(full.dimension) {
      let (value, gradient) = try evaluate(full, position)
      let (other, otherGradient) = try evaluate(part, position)
      #expect((value - other).magnitude <= 1e-11 * (1 + value.magnitude))
      let size = gradient.map(\.magnitude).max() ?? 0
      for (a, b) in zip(gradient, otherGradient) {
        #expect((a - b).magnitude <= 1e-10 * (1 + size), "\(model.name)")
      }
    }
  }

  @Test(
    "a hundred times the steps take no more code",
    arguments: RecurrenceModel.all.filter(\.isLong))
  func codeSize(model: RecurrenceModel) throws {
    let short = try Pipeline.compile(try model.plan(length: 100))
    let long = try Pipeline.compile(try model.plan(length: 10_000))
    #expect(short.instructionCount == long.instructionCount, "\(model.name)")
    #expect(short.operationCount == long.operationCount, "\(model.name)")
  }

  @Test("a recurrence of data takes time in step with its length", .timeLimit(.minutes(1)))
  func folding() throws {
    let model = RecurrenceModel(
      "folding",
      """
      param a ~ Normal(0, 1)
      let n[T.first] = 1
      let n[t in T.dropFirst()] = n[t - 1] / 2 + 1
      factor a * n[T.last]
      """)
    let program = try Pipeline.compile(try model.plan(length: 200_000))
    #expect(try evaluate(program, [0.5]).gradient[0] == 2 - 0.5)
    #expect(program.operationCount < 20)
  }

  @Test("a recurrence over no steps is empty")
  func noSteps() throws {
    let model = RecurrenceModel(
      "none",
      """
      param a ~ Normal(0, 1)
      let x[t in T] = t > 1 ? a * x[t - 1] : a
      factor sum(x)
      """)
    let program = try Pipeline.compile(try model.plan(length: 0))
    #expect(try evaluate(program, [0.5]).gradient[0] == -0.5)
  }

  @Test("a state that ends in what is not finite rejects the point without a trap")
  func overflow() throws {
    let model = RecurrenceModel(
      "overflow",
      """
      param a ~ Normal(0, 1)
      let x[T.first] = 1
      let x[t in T.dropFirst()] = exp(x[t - 1] * exp(a))
      factor -x[T.last]
      """)
    let program = try Pipeline.compile(try model.plan(length: 9))
    #expect(try evaluate(program, [5]).value == -.infinity)
    #expect(try evaluate(program, [-5]).value.isFinite)
  }

  @Test("what a later step leaves aside does not reach the gradient of an earlier one")
  func leftAside() throws {
    let model = RecurrenceModel(
      "left aside",
      """
      param a ~ Normal(0, 1)
      let x[T.first] = a
      let x[t in T.dropFirst()] = x[t - 1] > 0 ? sqrt(x[t - 1]) : 0.5
      factor sum(x)
      """)
    let program = try Pipeline.compile(try model.plan(length: 6))
    for a in [-0.3, 0, 0.7] {
      let (value, gradient) = try evaluate(program, [a])
      #expect(value.isFinite && gradient[0].isFinite, "at \(a)")
    }
  }
}

/// The log density of a plan whose parameters have no bounds, and its slopes, by dual numbers.
func reference(
  _ plan: Plan, at position: [Double]
) -> (value: Double, gradient: [Double]) {
  let graph = plan.model.graph
  var value = 0.0
  var gradient: [Double] = []
  for coordinate in position.indices {
    var variables = plan.model.observations.map { observation in
      observation.map { $0.values.values.map { Dual($0) } }
    }
    for quantity in plan.sampled {
      let shape = graph[quantity.variable].axes.map { plan.model.lengths[$0.index] }
      variables[quantity.variable.index] = columnMajorPlaces(shape).map { place in
        let own = quantity.offset + place
        return Dual(position[own], own == coordinate ? 1 : 0)
      }
    }
    var evaluator = ReferenceEvaluator<Dual>(
      graph: graph, lengths: plan.model.lengths, offsets: plan.model.offsets,
      inputs: graph.inputs.map { _ in nil }, variables: variables)
    evaluator.segments = plan.model.segments
    for (index, table) in plan.model.tables.enumerated() {
      evaluator.values[index] = table?.values.map { Dual($0) }
    }
    var total = Dual(0)
    for term in graph.variables.flatMap(\.terms) {
      total = evaluator.evaluate(term.logDensity).reduce(total, +)
    }
    for factor in graph.factors { total = evaluator.evaluate(factor.node).reduce(total, +) }
    value = total.value
    gradient.append(total.derivative)
  }
  return (value, gradient)
}

/// For each element in row-major order its place among coordinates, whose first index is fastest.
private func columnMajorPlaces(_ shape: [Int]) -> [Int] {
  guard shape.count == 2 else { return Array(0..<shape.reduce(1, *)) }
  return (0..<shape[0] * shape[1]).map { $0 / shape[1] + $0 % shape[1] * shape[0] }
}

import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import Testing

/// A model with discrete latents, compiled; and the same model as it is written, whose log density the
/// reference evaluator has at any joint state.
struct Fixture {
  struct Latent {
    let variable: VariableID
    let lower: Int
    let states: Int
    let count: Int
    /// Where its elements stand in a joint state.
    let place: Int
  }
  struct Summary {
    let kind: LatentSummary
    let latent: Latent
    let offset: Int
    let count: Int
  }

  let bound: BoundModel
  let plan: Plan
  let program: Program
  /// In order of declaration.
  let latents: [Latent]

  init(_ text: String, _ data: String) throws {
    let model = ModelText(SourceText(name: "model.bayes", text: text))
    let graph = try #require(model.lowered(), "\(model.diagnostics.map(\.message))")
    let read = DataReader.read(Array(data.utf8), name: "data.json", format: .json)
    let result = Pipeline.bind(graph, data: DataReader.merge([read.values]).data)
    bound = try #require(result.model, "\(result.diagnostics.map(\.message))")
    plan = Pipeline.plan(bound)
    program = try Pipeline.compile(plan)
    #expect(GraphVerifier.faults(in: plan.model.graph) == [])
    var latents: [Latent] = []
    for latent in plan.latents.sorted(by: { $0.variable.index < $1.variable.index }) {
      latents.append(
        Latent(
          variable: latent.variable, lower: latent.lower, states: latent.count,
          count: bound.count(of: bound.graph[latent.variable].axes),
          place: latents.last.map { $0.place + $0.count } ?? 0))
    }
    self.latents = latents
  }

  func position(using stream: inout RandomStream) -> [Double] {
    (0..<program.dimension).map { _ in stream.normal() / 2 }
  }

  func density(_ position: [Double]) throws -> Double {
    var gradient = [Double](repeating: 0, count: max(program.dimension, 1))
    return try program.makeEvaluator().logDensityAndGradient(at: position, gradient: &gradient)
  }

  func gradient(_ position: [Double]) throws -> [Double] {
    var gradient = [Double](repeating: 0, count: program.dimension)
    _ = try program.makeEvaluator().logDensityAndGradient(at: position, gradient: &gradient)
    return gradient
  }

  func logJacobian(_ position: [Double]) -> Double {
    Terms(plan).evaluate(at: position).first { $0.name == "jacobian" }?.value ?? .nan
  }

  func quantities(_ position: [Double], _ draw: DrawNumber = DrawNumber()) -> [Double] {
    let generator = program.makeGenerator()
    var values = [Double](repeating: 0, count: max(generator.count, 1))
    (position.isEmpty ? [0] : position).withUnsafeBufferPointer { point in
      guard let start = point.baseAddress else { return }
      generator.generate(at: start, into: &values, draw)
    }
    return values
  }

  /// The joint state that reports of all latents under their own names give.
  func states(in values: [Double]) -> [Double] {
    latents.flatMap { latent -> ArraySlice<Double> in
      let name = bound.graph[latent.variable].name
      guard let report = program.quantities.first(where: { $0.name == name }) else { return [] }
      return values[report.offset..<report.offset + report.count]
    }
  }

  /// The reports of `probabilities` and `viterbi`.
  var summaries: [Summary] {
    bound.graph.reports.compactMap { report in
      guard case .summary(let kind, let variable) = bound.graph[report.node].operation,
        let latent = latents.first(where: { $0.variable == variable }),
        let quantity = program.quantities.first(where: { $0.name == report.name })
      else { return nil }
      return Summary(kind: kind, latent: latent, offset: quantity.offset, count: quantity.count)
    }
  }

  /// Every joint state with the log density of the model as it is written.
  func joint(at position: [Double]) throws -> [(states: [Double], logDensity: Double)] {
    let values = quantities(position)
    var given = bound.observations.map { $0?.values.values }
    for quantity in program.quantities where quantity.kind == .parameter {
      let index = try #require(bound.graph.variables.firstIndex { $0.name == quantity.name })
      given[index] = Array(values[quantity.offset..<quantity.offset + quantity.count])
    }
    var states = latents.flatMap { latent in
      [Double](repeating: Double(latent.lower), count: latent.count)
    }
    var result: [(states: [Double], logDensity: Double)] = []
    let ends = latents.flatMap { latent in
      [(lower: Double, upper: Double)](
        repeating: (Double(latent.lower), Double(latent.lower + latent.states - 1)),
        count: latent.count)
    }
    while true {
      for latent in latents {
        given[latent.variable.index] = Array(states[latent.place..<latent.place + latent.count])
      }
      result.append((states, logDensity(given)))
      guard let next = states.indices.last(where: { states[$0] < ends[$0].upper }) else { break }
      states[next] += 1
      for place in states.indices where place > next { states[place] = ends[place].lower }
    }
    return result
  }

  private func logDensity(_ given: [[Double]?]) -> Double {
    let graph = bound.graph
    var evaluator = ReferenceEvaluator<Double>(
      graph: graph, lengths: bound.lengths, offsets: bound.offsets,
      inputs: [[Double]?](repeating: nil, count: graph.inputs.count), variables: given)
    for (index, table) in bound.tables.enumerated() { evaluator.values[index] = table?.values }
    var total = 0.0
    for variable in graph.variables where variable.role != .predict {
      for term in variable.terms { total += evaluator.evaluate(term.logDensity).reduce(0, +) }
    }
    for factor in graph.factors { total += evaluator.evaluate(factor.node).reduce(0, +) }
    return total
  }
}

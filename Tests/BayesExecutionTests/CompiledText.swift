import Bayes
import BayesCompiler
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import Testing

/// Why a program of a test has no numbers.
struct NotCompiled: Error, CustomStringConvertible {
  let description: String
}

/// The plan of a program without data, as it is written.
func plan(_ text: String) throws -> Plan {
  let program = Pipeline.check(Pipeline.parse(SourceText(name: "model.bayes", text: text)))
  guard let graph = Pipeline.lower(program) else {
    throw NotCompiled(description: program.diagnostics.map(\.message).joined(separator: "; "))
  }
  let bound = Pipeline.bind(graph, data: DataSet())
  guard let model = bound.model else {
    throw NotCompiled(description: bound.diagnostics.map(\.message).joined(separator: "; "))
  }
  return Pipeline.plan(model)
}

func compile(_ text: String) throws -> Program { try Pipeline.compile(plan(text)) }

func evaluate(
  _ program: Program, _ position: [Double]
) throws -> (value: Double, gradient: [Double]) {
  var gradient = [Double](repeating: 0, count: program.dimension)
  let value = try program.makeEvaluator().logDensityAndGradient(at: position, gradient: &gradient)
  return (value, gradient)
}

/// The derivative at 0 from central differences, the error terms up to h⁴ cancelled.
func richardson(_ f: (Double) throws -> Double) throws -> Double {
  func central(_ h: Double) throws -> Double { (try f(h) - f(-h)) / (2 * h) }
  let (coarse, middle, fine) = (try central(4e-3), try central(2e-3), try central(1e-3))
  let (first, second) = ((4 * middle - coarse) / 3, (4 * fine - middle) / 3)
  return (16 * second - first) / 15
}

/// A program's log density is the reference evaluator's, and its gradient the limit of differences.
func expectReference(
  _ text: String, at positions: [[Double]], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let plan = try plan(text)
  let program = try Pipeline.compile(plan)
  for position in positions.map({ Array($0.prefix(program.dimension)) }) {
    let (value, gradient) = try evaluate(program, position)
    let expected = try referenceDensity(plan, program, position)
    #expect(
      value.isFinite && isClose(value, expected, 1e-13), "\(text): \(value), not \(expected)",
      sourceLocation: sourceLocation)
    for k in position.indices {
      let difference = try richardson { step in
        var moved = position
        moved[k] += step
        return try evaluate(program, moved).value
      }
      #expect(
        isClose(gradient[k], difference, 1e-9), "\(text): ∂\(k)", sourceLocation: sourceLocation)
    }
  }
}

/// The log density from the reference evaluator's terms at the values of the params.
func referenceDensity(
  _ plan: Plan, _ program: Program, _ position: [Double]
) throws -> Double {
  let generator = program.makeGenerator()
  var values = [Double](repeating: 0, count: generator.count)
  position.withUnsafeBufferPointer { point in
    guard let start = point.baseAddress else { return }
    generator.generate(at: start, into: &values)
  }
  let model = plan.model
  var evaluator = ReferenceEvaluator<Double>(
    graph: model.graph, lengths: model.lengths, offsets: model.offsets,
    inputs: Array(repeating: nil, count: model.graph.inputs.count),
    variables: zip(model.graph.variables, model.observations).map { variable, observation in
      program.quantities.first { $0.name == variable.name }.map {
        Array(values[$0.offset..<$0.offset + $0.count])
      } ?? observation?.values.values
    })
  for (index, table) in model.tables.enumerated() { evaluator.values[index] = table?.values }
  let nodes =
    model.graph.variables.flatMap(\.terms).map(\.logDensity) + model.graph.factors.map(\.node)
  let terms = nodes.flatMap { evaluator.evaluate($0) }
  let jacobian = Terms(plan).evaluate(at: position).first { $0.name == "jacobian" }
  return terms.reduce(try #require(jacobian).value, +)
}

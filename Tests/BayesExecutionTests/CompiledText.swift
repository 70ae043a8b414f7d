import Bayes
import BayesCompiler
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource

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

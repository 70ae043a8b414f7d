import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import BayesTestSupport
import Testing

@Suite("Log densities and gradients against an independent program")
struct OracleTests {
  @Test(
    "differences of log densities and all gradient components agree with the committed numbers",
    arguments: ReferenceFiles.names(in: "oracle"))
  func oracle(name: String) throws {
    let oracle = try Oracle(named: name)
    let program = try oracle.compile()
    #expect(program.dimension == oracle.dimension)
    guard program.dimension == oracle.dimension else { return }
    let evaluator = program.makeEvaluator()
    var offsets: [Double] = []
    var scales: [Double] = []
    for point in oracle.points {
      var gradient = [Double](repeating: 0, count: program.dimension)
      let value = try evaluator.logDensityAndGradient(at: point.position, gradient: &gradient)
      let size = point.gradient.map(\.magnitude).max() ?? 0
      let worst = zip(gradient, point.gradient).map { ($0 - $1).magnitude }.max() ?? 0
      #expect(worst <= 1e-10 * (1 + size), "\(name): gradient off by \(worst) of \(size)")
      offsets.append(value - point.logDensity)
      scales.append(max(value.magnitude, point.logDensity.magnitude))
    }
    for (offset, scale) in zip(offsets.dropFirst(), scales.dropFirst()) {
      let allowed = 1e-10 * (1 + scale + scales[0])
      #expect(
        (offset - offsets[0]).magnitude <= allowed,
        "\(name): differences off by \(offset - offsets[0])")
    }
  }
}

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
  /// Data sets of more than 100 KB stay outside the package; `POSTERIORDB_DATA` names their folder.
  private static let outside: Set<String> = [
    "diamonds-diamonds", "election88-election88_full", "mcycle_gp-accel_gp",
    "mcycle_splines-accel_splines", "mnist_100-nn_rbm1bJ10", "ovarian-logistic_regression_rhs",
    "radon_mod-radon_county", "rstan_downloads-prophet", "sat-hier_2pl",
  ]

  @Test("only models whose data are too large for the package may be left out")
  func coverage() {
    let known = Set(ReferenceFiles.names(in: "oracle"))
    #expect(known.count >= 89)
    #expect(known.subtracting(Oracle.available).isSubset(of: Self.outside))
  }

  @Test(
    "differences of log densities and all gradient components agree with the committed numbers",
    arguments: Oracle.available)
  func oracle(name: String) throws {
    let oracle = try Oracle(named: name)
    let program = try oracle.compile()
    #expect(program.dimension == oracle.dimension)
    guard program.dimension == oracle.dimension else { return }
    let evaluator = program.makeEvaluator()
    // Solutions of differential equations are off by as much as either solver.
    let allowed = oracle.solverTolerance == nil ? 1e-10 : 1e-7
    var first: [String: (offset: Double, scale: Double)] = [:]
    for point in oracle.points {
      let position = try #require(oracle.reordered(point.position, for: program))
      let expected = try #require(oracle.reordered(point.gradient, for: program))
      var gradient = [Double](repeating: 0, count: program.dimension)
      let value = try evaluator.logDensityAndGradient(at: position, gradient: &gradient)
      let size = expected.map(\.magnitude).max() ?? 0
      let unsound = program.coordinates.filter { oracle.unsound.contains($0.name) }
        .flatMap { $0.offset..<$0.offset + $0.count }
      let worst =
        gradient.indices.filter { !unsound.contains($0) }
        .map { (gradient[$0] - expected[$0]).magnitude }.max() ?? 0
      for place in unsound {
        let difference = try richardson { step in
          var moved = position
          moved[place] += step
          return try evaluate(program, moved).value
        }
        #expect(isClose(gradient[place], difference, 1e-6), "\(name): ∂\(place)")
      }
      #expect(worst <= allowed * (1 + size), "\(name): gradient off by \(worst) of \(size)")
      let offset = value - point.logDensity
      let scale = max(value.magnitude, point.logDensity.magnitude)
      guard let known = first[point.kind] else {
        first[point.kind] = (offset, scale)
        continue
      }
      #expect(
        (offset - known.offset).magnitude <= allowed * (1 + scale + known.scale),
        "\(name): differences off by \(offset - known.offset)")
    }
  }
}

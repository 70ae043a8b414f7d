import Bayes
import BayesExecution
import BayesInference
import BayesMath
import BayesPosterior
import BayesTestSupport
import Testing

@Suite("Eight schools")
struct EightSchoolsTests {
  /// By quadrature over (mu, tau), the school effects integrated out.
  private static let exact = [("mu", 4.39682071), ("tau", 3.59770548), ("theta[1]", 6.21188420)]

  @Test("the means are within four standard errors of quadrature, at 10,000 effective draws")
  func exactMeans() throws {
    let draws = try ExampleFit.run(
      model: "eight_schools_noncentered", data: "eight_schools.json", draws: 12_000)
    for (name, truth) in Self.exact {
      let scalar = try #require(draws.scalars.firstIndex { $0.name == name })
      let statistics = ChainStatistics(draws.chains(of: scalar))
      let comparison = ReferenceComparison(
        name, ours: statistics.mean, reference: truth, error: statistics.mcseMean)
      #expect(statistics.essMean > 10_000)
      #expect(comparison.z < 4, "\(comparison)")
    }
  }

  @Test("centred, the fit warns and names a parameter")
  func centred() throws {
    let draws = try ExampleFit.run(
      model: "eight_schools_centered", data: "eight_schools.json", draws: 1000)
    let diagnostics = PosteriorSummary(draws).diagnostics
    #expect(diagnostics.grade == .failed)
    #expect(diagnostics.advice.contains { $0.contains("tau") })
  }

  /// A program's log density less the logarithm of the Jacobian of one positive parameter.
  private struct WithoutJacobian: LogDensity {
    let base: Evaluator
    let coordinate: Int
    var dimension: Int { base.dimension }

    func logDensityAndGradient(
      at position: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
    ) throws(EvaluationFailure) -> Double {
      let value = try base.logDensityAndGradient(at: position, gradient: gradient)
      gradient[coordinate] -= 1
      return value - position[coordinate]
    }
  }

  private struct Column: DrawSink {
    let coordinate: Int
    var values: [Double] = []

    mutating func take(position: UnsafePointer<Double>, info: TransitionInfo, isWarmup: Bool) {
      if !isWarmup { values.append(Double.exp(position[coordinate])) }
    }
  }

  private func taus(hasJacobian: Bool) throws -> ChainStatistics {
    let path = try #require(ReferenceFiles.data(named: "eight_schools.json"))
    let program = try Oracle.compile(
      model: "examples/posteriordb/eight_schools_noncentered.bayes", data: path)
    let tau = try #require(program.coordinates.first { $0.name == "tau" }).offset
    let start = [Double](repeating: 0.1, count: program.dimension)
    let chains = try (0..<4).map { number -> [Double] in
      let base = program.makeEvaluator()
      var sink = Column(coordinate: tau)
      func run(_ density: some LogDensity) throws {
        var chain = try NUTSChain(
          density, start: start, warmup: 500, settings: NUTSSettings(), seed: 11, chain: number)
        try chain.advance(to: 3500, into: &sink, isCancelled: { false })
      }
      if hasJacobian { try run(base) }
      if !hasJacobian { try run(WithoutJacobian(base: base, coordinate: tau)) }
      return sink.values
    }
    return ChainStatistics(chains)
  }

  @Test("without the Jacobian of tau the comparison fails")
  func jacobian() throws {
    let right = try taus(hasJacobian: true)
    let wrong = try taus(hasJacobian: false)
    #expect(abs(right.mean - 3.59770548) < 4 * right.mcseMean)
    // The density is improper then: tau falls until it is zero, and its statistics are undefined.
    #expect(!(abs(wrong.mean - 3.59770548) < 10 * wrong.mcseMean))
  }
}

import BayesMath
import BayesPosterior
import BayesTestSupport
import Testing

/// Rates with a uniform prior and binomial counts, whose posteriors are beta distributions.
@Suite("Conjugate rates")
struct ConjugateRateTests {
  private struct Beta {
    let a: Double
    let b: Double
    var mean: Double { a / (a + b) }
    var variance: Double { a * b / ((a + b) * (a + b) * (a + b + 1)) }
  }

  /// Per model the exact mean and standard deviation of each quantity.
  private static let exact: [(model: String, scalar: String, mean: Double, sd: Double)] = {
    let (five, seven) = (Beta(a: 6, b: 6), Beta(a: 8, b: 4))
    let both = Beta(a: 13, b: 9)
    let one = Beta(a: 2, b: 15)
    let prior = Beta(a: 1, b: 1)
    let common = Beta(a: 11, b: 11)
    return [
      ("Rate_1", "theta", five.mean, five.variance), ("Rate_2", "theta1", five.mean, five.variance),
      ("Rate_2", "theta2", seven.mean, seven.variance),
      ("Rate_2", "delta", five.mean - seven.mean, five.variance + seven.variance),
      ("Rate_3", "theta", both.mean, both.variance), ("Rate_4", "theta", one.mean, one.variance),
      ("Rate_4", "thetaprior", prior.mean, prior.variance),
      ("Rate_5", "theta", common.mean, common.variance),
    ].map { ($0.0, $0.1, $0.2, $0.3.squareRoot()) }
  }()

  @Test("means and standard deviations are the beta distributions'", arguments: 1...5)
  func rate(number: Int) throws {
    let draws = try ExampleFit.run(
      model: "Rate_\(number)_model", data: "Rate_\(number)_data.json", draws: 5000)
    let limit = ReferenceComparison.threshold(comparisons: 2 * Self.exact.count)
    for row in Self.exact where row.model == "Rate_\(number)" {
      let scalar = try #require(draws.scalars.firstIndex { $0.name == row.scalar })
      let ours = ChainStatistics(draws.chains(of: scalar))
      let mean = ReferenceComparison(
        "mean \(row.scalar)", ours: ours.mean, reference: row.mean, error: ours.mcseMean)
      let sd = ReferenceComparison(
        "sd \(row.scalar)", ours: ours.sd, reference: row.sd, error: ours.mcseSD)
      #expect(min(ours.essBulk, ours.essTail) > 4000)
      #expect(mean.z < limit, "\(mean)")
      #expect(sd.z < limit, "\(sd)")
    }
  }
}

import Bayes
import BayesMath
import BayesPosterior
import BayesTestSupport
import Testing

/// Exponential lifetimes, censored on the right: with a gamma prior the posterior of the rate is the
/// gamma distribution with the number of failures added to the shape and the time at risk to the rate.
@Suite("Censored lifetimes")
struct CensoredLifetimeTests {
  /// Twenty lifetimes of rate 0.4, followed until 3.
  private static let times: [Double] = {
    var stream = RandomStream(seed: 20_260_301, purpose: .test)
    return (0..<20).map { _ in min(-Double.log(stream.openUniform()) / 0.4, 3) }
  }()

  @Test(
    "the posterior of an exponential rate is the gamma distribution's, by bound and by mark",
    arguments: ["censored(right: 3)", "censored(right: !failed)"])
  func gamma(clause: String) async throws {
    let failed = Self.times.map { $0 < 3 }
    let failures = Double(failed.count { $0 })
    #expect(failures >= 5 && failures <= 15)
    let text = """
      dim Unit
      data failed: Bool[Unit]
      param rate ~ Gamma(2, 3)
      observe t[Unit] ~ Exponential(rate) \(clause)
      """
    let bound = try BayesModel(text: text)
      .bind(["t": .reals(Self.times), "failed": .integers(failed.map { $0 ? 1 : 0 })])
    let fit = try await bound.fit(.nuts(chains: 4, draws: 5000, threads: 2), seed: 20_260_101)
    let (shape, risk) = (2 + failures, 3 + Self.times.reduce(0, +))
    let ours = ChainStatistics(fit["rate"].draws)
    let limit = ReferenceComparison.threshold(comparisons: 4)
    let mean = ReferenceComparison(
      "mean", ours: ours.mean, reference: shape / risk, error: ours.mcseMean)
    let sd = ReferenceComparison(
      "sd", ours: ours.sd, reference: shape.squareRoot() / risk, error: ours.mcseSD)
    #expect(min(ours.essBulk, ours.essTail) > 4000)
    #expect(mean.z < limit, "\(mean)")
    #expect(sd.z < limit, "\(sd)")
  }

  @Test("leaving the censoring out would be seen: the failures alone give another posterior")
  func power() {
    let exact = Self.times.filter { $0 < 3 }
    let wrong = (2 + Double(exact.count)) / (3 + exact.reduce(0, +))
    let right = (2 + Double(exact.count)) / (3 + Self.times.reduce(0, +))
    let sd = (2 + Double(exact.count)).squareRoot() / (3 + Self.times.reduce(0, +))
    #expect(wrong > right + 2 * sd)
  }
}

import Bayes
import Testing

/// Answers against exact ones, within five standard errors of the Monte Carlo.
@Suite("Gates and decisions")
struct JudgementTests {
  private func expect(
    _ value: Double, _ error: Double, _ exact: Double, _ what: Comment,
    at location: SourceLocation = #_sourceLocation
  ) {
    let distance: Double = (value - exact).magnitude
    #expect(error > 0 && distance < 5 * error, what, sourceLocation: location)
  }

  /// The posterior of x is Normal(1, 1).
  private func fit(_ questions: String) async throws -> Posterior {
    let text = """
      param x ~ Normal(0, 1.4142135623730951)
      observe y ~ Normal(x, 1.4142135623730951)

      """
    return try await BayesModel(text: text + questions).bind(["y": 2])
      .fit(.nuts(chains: 4, draws: 2000), seed: 5)
  }

  @Test("a gate answers by the posterior, with the error of each number in it")
  func gates() async throws {
    let fit = try await fit(
      """
      gate positive: Pr(x > 0) > 0.8
      gate large: E(x) > 3 || Quantile(x, 0.9) > 4
      gate near: E(x) < E(2 * x) / 2 + 0.000001
      predict next ~ Normal(x, 1)
      gate later: Pr(next > 1) < 0.6 && Quantile(next, 0.5) < 2
      """)
    let positive = try #require(fit.gate("positive"))
    #expect(positive.holds == true && positive.isCertain)
    #expect(positive.statistics.map(\.text) == ["Pr(x > 0)"])
    expect(positive.statistics[0].value, positive.statistics[0].mcse, 0.841344746, "Φ(1)")
    let large = try #require(fit.gate("large"))
    #expect(large.holds == false && large.isCertain)
    expect(large.statistics[0].value, large.statistics[0].mcse, 1, "mean")
    expect(large.statistics[1].value, large.statistics[1].mcse, 2.2815515655, "quantile")
    #expect(fit.gate("near")?.isCertain == false)
    let later = try #require(fit.gate("later"))
    #expect(later.holds == true)
    expect(later.statistics[0].value, later.statistics[0].mcse, 0.5, "predictive")
    #expect(fit.gate("none") == nil)
    // What answers are made of is no quantity of the fit.
    #expect(fit.names == ["x", "next"])
  }

  @Test("a decision has the best action with P(best), expected losses and EVPI")
  func decision() async throws {
    let fit = try await fit(
      """
      decide stake maximize {
        bet: x
        hold: 0
      }
      decide cost minimize {
        pay: 0.5
        wait: x
      }
      """)
    let stake = try #require(fit.decision("stake"))
    #expect(stake.best == "bet" && stake.isCertain)
    let bet = stake.actions[0]
    expect(bet.expectedUtility, bet.expectedUtilityError, 1, "mean of Normal(1, 1)")
    expect(bet.probabilityBest, bet.probabilityBestError, 0.841344746, "Φ(1)")
    // E max(0, -x) = φ(1) - (1 - Φ(1)).
    let loss = 0.0833154706
    expect(bet.expectedLoss, bet.expectedLossError, loss, "loss")
    expect(stake.evpi, stake.evpiError, loss, "EVPI")
    let hold = stake.actions[1]
    #expect(hold.expectedUtility == 0)
    expect(hold.expectedLoss, hold.expectedLossError, 1 + loss, "E max(0, x)")
    let shares: Double = bet.probabilityBest + hold.probabilityBest
    #expect((shares - 1).magnitude < 1e-12)
    let cost = try #require(fit.decision("cost"))
    #expect(cost.best == "pay" && cost.isCertain)
    // P(0.5 < x) and E max(0, 0.5 - x) = 0.5 (-1 Φ(-0.5)) + φ(0.5).
    expect(cost.actions[0].probabilityBest, cost.actions[0].probabilityBestError, 0.6914624613, "Φ")
    expect(cost.evpi, cost.evpiError, 0.1977966, "EVPI of costs")
  }

  @Test("a tie is shared, and a close call says that it is one")
  func ties() async throws {
    let fit = try await fit(
      """
      decide same maximize {
        a: x
        b: x
      }
      decide close maximize {
        a: x
        b: 1
      }
      """)
    let same = try #require(fit.decision("same"))
    #expect(same.actions.map(\.probabilityBest) == [0.5, 0.5] && !same.isCertain)
    #expect(same.evpi == 0)
    #expect(fit.decision("close")?.isCertain == false)
  }
}

import Bayes
import Testing

/// `Truncated`, `ZeroInflated` and `Hurdle` against what says the same in other words.
@Suite("Distributions around another")
struct WrappedDistributionTests {
  private static let data: [String: BayesValue] = [
    "y": [0.3, 1.2, 2], "n": .integers([1, 0, 3]), "rain": [0, 0.4, 2.5],
  ]

  /// Both models at one point: log density and gradient.
  private func expectSame(_ wrapped: String, _ plain: String, at point: [Double]) throws {
    let first = try BayesModel(text: wrapped).bind(Self.data).logDensity.gradient(at: point)
    let second = try BayesModel(text: plain).bind(Self.data).logDensity.gradient(at: point)
    #expect(second.value.isFinite)
    #expect(abs(first.value - second.value) <= 1e-12 * (1 + abs(second.value)))
    #expect(first.gradient.count == second.gradient.count)
    for (a, b) in zip(first.gradient, second.gradient) {
      #expect(abs(a - b) <= 1e-11 * (1 + abs(b)))
    }
  }

  private static let counts = """
    dim Obs
    data n: Int[Obs] in 0...
    param p ~ Uniform(0, 1)
    param r ~ Exponential(1)

    """

  @Test("Truncated of a prior and of data is the clause that stands behind them")
  func truncated() throws {
    let head = "dim Obs\ndata y: Real[Obs]\n"
    try expectSame(
      head + "param m ~ Truncated(Normal(0, 2), lower: -1, upper: 3)\n"
        + "observe y[Obs] ~ Truncated(Normal(m, 1), lower: 0)",
      head + "param m ~ Normal(0, 2) truncated -1...3\n"
        + "observe y[Obs] ~ Normal(m, 1) truncated 0...", at: [0.4])
  }

  @Test("of bounds on one side the narrower holds, inside, around and behind")
  func nested() throws {
    let head = "dim Obs\ndata y: Real[Obs]\n"
    try expectSame(
      head
        + "param m ~ Truncated(Truncated(Normal(0, 2), lower: -3, upper: 1), lower: -1, upper: 3)\n"
        + "observe y[Obs] ~ Truncated(Normal(m, 1), lower: -1) truncated 0...4",
      head + "param m ~ Normal(0, 2) truncated -1...1\n"
        + "observe y[Obs] ~ Normal(m, 1) truncated 0...4", at: [0.4])
  }

  @Test("a truncated component is divided by its own probability")
  func component() throws {
    let head = """
      dim Obs
      data y: Real[Obs]
      param m ~ Normal(0, 1)
      param s ~ HalfNormal(1)

      """
    try expectSame(
      head
        + "observe y[Obs] ~ Mixture([0.3, 0.7], [Truncated(Normal(0, s), lower: 0), Normal(m, s)])",
      head + "observe y[Obs] ~ Mixture([0.3, 0.7], [HalfNormal(s), Normal(m, s)])",
      at: [0.4, -0.2])
  }

  @Test("the density of a truncated distribution is asked for by logp")
  func logDensity() throws {
    let head = "dim Obs\ndata y: Real[Obs]\nparam s ~ HalfNormal(1)\n"
    try expectSame(
      head + "factor sum(logp(Truncated(Normal(0, s), lower: 0), y))",
      head + "factor sum(logp(HalfNormal(s), y))", at: [0.3])
  }

  @Test("ZeroInflated of Poisson is ZeroInflatedPoisson")
  func zeroInflated() throws {
    try expectSame(
      Self.counts + "observe n[Obs] ~ ZeroInflated(p, Poisson(r))",
      Self.counts + "observe n[Obs] ~ ZeroInflatedPoisson(p, r)", at: [0.3, -0.4])
  }

  @Test("Hurdle of counts is what they are above zero")
  func hurdle() throws {
    try expectSame(
      Self.counts + "observe n[Obs] ~ Hurdle(p, Poisson(r))",
      Self.counts + "observe n[Obs] ~ HurdlePoisson(p, r)", at: [0.3, -0.4])
  }

  @Test(
    "of a density both stand beside exact zeros, where its slopes do not matter",
    arguments: ["Hurdle", "ZeroInflated"])
  func density(name: String) throws {
    let head = """
      dim Obs
      data rain: Real[Obs] in 0...
      param p ~ Uniform(0, 1)
      param a ~ Exponential(1)
      param b ~ Exponential(1)

      """
    try expectSame(
      head + "observe rain[Obs] ~ \(name)(p, Gamma(a, b))",
      head + "observe rain[Obs] ~ HurdleGamma(p, a, b)", at: [0.3, -0.4, 0.2])
  }

  @Test("a wrapper is a component of a mixture and takes an argument for each element")
  func plates() throws {
    let head = """
      dim Obs
      data n: Int[Obs] in 0...
      param p[Obs] ~ Uniform(0, 1)
      param r ~ Exponential(1)

      """
    try expectSame(
      head + "observe n[Obs] ~ Mixture([0.4, 0.6], [ZeroInflated(p, Poisson(r)), Poisson(9)])",
      head + "observe n[Obs] ~ Mixture([0.4, 0.6], [ZeroInflatedPoisson(p, r), Poisson(9)])",
      at: [0.3, -0.4, 0.1, 0.2])
  }
}

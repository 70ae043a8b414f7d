import Bayes
import Testing

@Suite("Distributions of the program")
struct OwnDistributionTests {
  private static let data: [String: BayesValue] = [
    "y": [0.3, 1.2, 2], "n": .integers([1, 2, 1]), "concentration": [1, 2, 3],
  ]

  /// Both models at one point: log density and gradient.
  private func expectSame(_ own: String, _ built: String, at point: [Double]) throws {
    let first = try BayesModel(text: own).bind(Self.data).logDensity.gradient(at: point)
    let second = try BayesModel(text: built).bind(Self.data).logDensity.gradient(at: point)
    #expect(abs(first.value - second.value) <= 1e-12 * (1 + abs(second.value)))
    for (a, b) in zip(first.gradient, second.gradient) {
      #expect(abs(a - b) <= 1e-12 * (1 + abs(b)))
    }
  }

  @Test("a function that says what Exponential says has its density, support and gradient")
  func exponential() throws {
    let own = """
      func Tilted(y: Real in 0..., rate: Real) -> Real {
        return log(rate) - rate * y
      }
      dim Obs
      data n: Int[Obs]
      param rate ~ Tilted(2)
      observe y[Obs] ~ Tilted(rate * n)
      """
    let built = """
      dim Obs
      data n: Int[Obs]
      param rate ~ Exponential(2)
      observe y[Obs] ~ Exponential(rate * n)
      """
    try expectSame(own, built, at: [0.4])
  }

  @Test("a function of a vector has one density for it")
  func vector() throws {
    let own = """
      func Near(x: Real[D], s: Real) -> Real {
        return sum(logp(Normal(0, s), x))
      }
      dim Obs
      param s ~ HalfNormal(1)
      param x: Real[Obs] ~ Near(s)
      observe y[Obs] ~ Normal(x, 1)
      """
    let built = """
      dim Obs
      param s ~ HalfNormal(1)
      param x[Obs] ~ Normal(0, s) with centered
      observe y[Obs] ~ Normal(x, 1)
      """
    try expectSame(own, built, at: [0.1, -0.4, 0.2, 0.9])
  }

  @Test("a mixture over a dimension is the mixture of its components")
  func mixture() throws {
    let head = """
      dim Obs
      dim K = 3
      data concentration: Real[K] in 0...
      param w: Simplex[K] ~ Dirichlet(concentration)
      param mu[K] ~ Normal(0, 10)
      param s[K] ~ HalfNormal(2)

      """
    let over = head + "observe y[Obs] ~ Mixture(w, [Normal(mu[k], s[k]) for k in K])"
    let listed =
      head
      + "observe y[Obs] ~ Mixture(w, [Normal(mu[1], s[1]), Normal(mu[2], s[2]), Normal(mu[3], s[3])])"
    try expectSame(over, listed, at: [0.1, 0.2, 1, 2, 3, 0.3, 0.4, 0.5])
  }
}

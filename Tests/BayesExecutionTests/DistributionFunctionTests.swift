import Bayes
import BayesExecution
import BayesGraph
import BayesMath
import BayesTestSupport
import Testing

/// Distribution functions in compiled programs: truncation takes them at ends and with arguments that
/// are drawn.
@Suite("Distribution functions, compiled")
struct DistributionFunctionTests {
  private static let params = """
    param a ~ Exponential(1)
    param b ~ Exponential(1)
    param low ~ Uniform(0, 1)
    data x: Real = 2.25
    data p: Real = 0.625
    data n: Int = 3
    data w: Real = -0.5

    """

  @Test(
    "with drawn arguments and ends programs have the reference evaluator's values and gradients",
    arguments: [
      "x ~ Gamma(1 + a, b) truncated low...",
      "x ~ Gamma(shape: 40 + a, rate: 20 + b) truncated ...3",
      "x ~ InvGamma(1 + a, b) truncated low...(4 + a)", "x ~ ChiSquare(1 + a) truncated low...",
      "x ~ InvChiSquare(1 + a) truncated low...9",
      "x ~ ScaledInvChiSquare(1 + a, b) truncated low...",
      "p ~ Beta(1 + a, b) truncated (low / 2)...0.875",
      "p ~ BetaProportion(low, 1 + a) truncated 0.25...",
      "w ~ StudentT(1 + a, low, b) truncated -1...", "x ~ HalfStudentT(1 + a, b) truncated low...",
      "w ~ Normal(low, b) truncated (-1 - a)...a", "x ~ LogNormal(low, b) truncated low...",
      "x ~ Weibull(1 + a, b) truncated low...", "w ~ SkewNormal(low, b, a) truncated -1...",
      "w ~ Cauchy(low, b) truncated -1...", "x ~ Pareto(low, 1 + a) truncated 2...",
      "x ~ InverseGaussian(1 + a, b) truncated low...",
      "w ~ ExpModNormal(low, b, 1 + a) truncated -1...",
      "x ~ Frechet(1 + a, b) truncated low...", "x ~ LogLogistic(b, 1 + a) truncated low...",
      "x ~ Lomax(low, b, 1 + a) truncated 2...", "p ~ Kumaraswamy(1 + a, b) truncated 0.25...",
      "w ~ AsymmetricLaplace(low, b, 1 + a) truncated -1...",
      "n ~ Poisson(1 + a) truncated 1...", "n ~ Binomial(10, low) truncated 1...6",
      "n ~ NegBinomial(1 + a, b) truncated 1...", "n ~ BetaBinomial(10, 1 + a, b) truncated 1...7",
      "n ~ Geometric(low) truncated 1...",
    ])
  func truncated(statement: String) throws { try check(statement) }

  @Test(
    "censored observations have the reference evaluator's values and gradients in programs",
    arguments: [
      "x ~ Exponential(a) censored(right: 2.25)", "x ~ Weibull(1 + a, b) censored(right: 2.25)",
      "x ~ Weibull(1 + a, b) censored(right: 3)", "x ~ Gamma(1 + a, b) censored(right: 2.25)",
      "x ~ Gamma(shape: 40 + a, rate: 20 + b) censored(left: 2.25)",
      "x ~ InvGamma(1 + a, b) censored(interval: 4)", "x ~ LogNormal(low, b) censored(left: x > 2)",
      "x ~ ChiSquare(1 + a) censored(interval: 2.5)", "x ~ Rayleigh(b) censored(right: true)",
      "p ~ Beta(1 + a, b) censored(interval: 0.75)", "p ~ Uniform(-a, 1 + b) censored(right: true)",
      "p ~ BetaProportion(low, 1 + a) censored(left: 0.625)",
      "w ~ StudentT(1 + a, low, b) censored(left: -0.5)",
      "w ~ Normal(low, b) censored(interval: 0.25)", "w ~ Normal(low, b) censored(right: -0.5)",
      "w ~ SkewNormal(low, b, a) censored(right: true)",
      "w ~ Logistic(low, b) censored(left: true)",
      "w ~ Cauchy(low, b) censored(interval: 3)", "w ~ Laplace(low, b) censored(interval: 1)",
      "w ~ Gumbel(low, b) censored(right: true)", "x ~ Pareto(low, 1 + a) censored(interval: 4)",
      "x ~ HalfStudentT(1 + a, b) censored(right: true)",
      "x ~ HalfNormal(b) censored(interval: 2.5)", "x ~ HalfCauchy(b) censored(right: true)",
      "n ~ Poisson(1 + a) censored(right: 3)", "n ~ Binomial(10, low) censored(interval: 6)",
      "n ~ NegBinomial(1 + a, b) censored(left: 3)", "n ~ Geometric(low) censored(interval: 5)",
      "n ~ BetaBinomial(10, 1 + a, b) censored(right: 3)",
      "x ~ Weibull(1 + a, b) truncated low... censored(right: true)",
      "x ~ Gamma(1 + a, b) truncated low...(4 + a) censored(interval: 3)",
    ])
  func censored(statement: String) throws { try check(statement) }

  private func check(_ statement: String) throws {
    try expectReference(
      Self.params + "observe " + statement + "\n", at: [[0.3, -0.2, 0.4], [-1.1, 0.9, -1.3]])
  }

  @Test("rows of data may each have their own ends and numbers of trials")
  func rows() throws {
    let text = """
      dim Obs = 3
      let trials: Int[Obs] = [4, 9, 6]
      let low: Int[Obs] = [1, 2, 0]
      data y: Int[Obs] = [2, 9, 3]
      param a ~ Exponential(1)
      param b ~ Exponential(1)
      observe y[Obs] ~ BetaBinomial(trials, 1 + a, b) truncated low...
      """
    let plan = try plan(text + "\n")
    let program = try Pipeline.compile(plan)
    let position = [0.3, -0.2]
    let (value, gradient) = try evaluate(program, position)
    #expect(isClose(value, try referenceDensity(plan, program, position), 1e-13))
    let difference = try richardson { try evaluate(program, [0.3 + $0, -0.2]).value }
    #expect(isClose(gradient[0], difference, 1e-9))
  }

  @Test("exact and censored rows of every kind stand together, each with its own ends")
  func censoredRows() throws {
    let text = """
      dim Obs = 6
      data y: Real[Obs] = [1, 2, 3, 4, 5, 6]
      let status: Int[Obs] = [0, 1, 2, 3, 1, 0]
      let end: Real[Obs] = [0, 0, 0, 4.5, 0, 0]
      param a ~ Exponential(1)
      param b ~ Exponential(1)
      observe y[Obs] ~ Weibull(1 + a, 2 * b) censored(
        left: status == 2, right: status == 1, interval: status == 3 ? end : y)
      """
    let plan = try plan(text + "\n")
    let program = try Pipeline.compile(plan)
    let (value, gradient) = try evaluate(program, [0.3, -0.2])
    #expect(isClose(value, try referenceDensity(plan, program, [0.3, -0.2]), 1e-13))
    // The Weibull has all of them in closed form.
    func expected(_ u: Double, _ v: Double) -> Double {
      let (k, s) = (1 + Double.exp(u), 2 * Double.exp(v))
      func hazard(_ y: Double) -> Double { Double.pow(y / s, k) }
      let exact = [1.0, 6].map { Double.log(k / s) + (k - 1) * Double.log($0 / s) - hazard($0) }
      let right = -hazard(2) - hazard(5)
      let left = Double.log(-Double.expm1(-hazard(3)))
      let between = Double.log(Double.exp(-hazard(4)) - Double.exp(-hazard(4.5)))
      return exact[0] + exact[1] + right + left + between + u - Double.exp(u) + v - Double.exp(v)
    }
    #expect(isClose(value, expected(0.3, -0.2), 1e-13))
    #expect(isClose(gradient[0], try richardson { expected(0.3 + $0, -0.2) }, 1e-9))
    #expect(isClose(gradient[1], try richardson { expected(0.3, -0.2 + $0) }, 1e-9))
  }

  @Test("tails keep their digits where the other side has rounded to one")
  func tails() throws {
    // P(X > 60) of Gamma(3, 1): exp(-60) (1 + 60 + 60²/2); of the rest all digits are gone.
    let exact = -60 + Double.log(1861)
    let text = """
      data x: Real = 61
      param s ~ Exponential(1)
      observe x ~ Gamma(3, s) truncated 60...
      """
    let program = try compile(text + "\n")
    // At s = 1 the density is x² exp(-x) / 2, and the prior with its Jacobian exp(-1).
    let value = try evaluate(program, [0]).value
    #expect(isClose(value, 2 * Double.log(61) - 61 - Double.log(2) - 1 - exact, 1e-14))
  }

  @Test("functions of several numbers stand in recurrences too, of numbers and of vectors")
  func recurrences() throws {
    let text = """
      dim Time ordered = 5
      dim K = 3
      param a ~ Flat()
      param b ~ Flat()
      let c: Real[K] = [0.5, 1, 1.5]
      let x[Time.first] = a
      let x[t in Time.dropFirst()] = gammaP(1 + b^2, 2 * x[t - 1]) + a
      let y[Time.first, K] = c
      let y[t in Time.dropFirst(), K] = betaI(1 + b^2, c, invLogit(y[t - 1, _] + a))
      factor sum(x) + sum(y)
      """
    let program = try compile(text + "\n")
    let position = [0.7, -0.4]
    func expected(_ a: Double, _ b: Double) -> Double {
      var x = a
      var y = [0.5, 1, 1.5]
      var total = x + 3
      for _ in 1..<5 {
        x = Double.gammaP(1 + b * b, 2 * x) + a
        y = zip(y, [0.5, 1, 1.5]).map { Double.betaI(1 + b * b, $1, Double.invLogit($0 + a)) }
        total += x + y.reduce(0, +)
      }
      return total
    }
    let (value, gradient) = try evaluate(program, position)
    #expect(isClose(value, expected(0.7, -0.4), 1e-14))
    #expect(isClose(gradient[0], try richardson { expected(0.7 + $0, -0.4) }, 1e-9))
    #expect(isClose(gradient[1], try richardson { expected(0.7, -0.4 + $0) }, 1e-9))
  }
}

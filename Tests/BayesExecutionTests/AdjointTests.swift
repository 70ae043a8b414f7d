import Bayes
import BayesCompiler
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import Testing

@Suite("Gradients of compiled programs")
struct AdjointTests {
  @Test(
    "the gradient is the limit of differences of the log density",
    arguments: [
      "exp(x)", "expm1(x)", "log(2 + x)", "log1p(x)", "sqrt(1 + x)", "x^2", "x^3", "(1 + x)^2.5",
      "1 / (2 + x)", "sin(x)", "cos(x)", "tan(x)", "asin(x)", "acos(x)", "atan(x)", "sinh(x)",
      "cosh(x)", "tanh(x)", "asinh(x)", "acosh(2 + x)", "atanh(x)", "abs(x)", "invLogit(x)",
      "log1pExp(x)", "erf(x)", "erfc(x)", "logPhi(x)", "lgamma(2 + x)", "digamma(2 + x)",
      "logit(0.5 + x / 2)", "log1mExp(-1 - x)", "max(x, 0.1)", "(2 + x)^(1 + x)",
      "lbeta(2 + x, 3 - x)", "lbeta(2 + x, 40)", "lchoose(9 + x, 3 + x / 2)", "lchoose(20, 3 + x)",
    ])
  func derivative(function: String) throws {
    let program = try compile("param x ~ Normal(0, 1)\nfactor \(function)\n")
    for x in [0.37, -0.21, 0.6] {
      let exact = try evaluate(program, [x]).gradient[0]
      let difference = try richardson { try evaluate(program, [x + $0]).value }
      #expect((exact - difference).magnitude <= 1e-8 * (1 + exact.magnitude), "\(function) at \(x)")
    }
  }

  @Test(
    "what a selection leaves aside does not reach the gradient",
    arguments: [
      "x > 0 ? sqrt(x) : x", "x > 0 ? log(x) : sin(x)", "x < 4 ? x * exp(x) : x",
      "x > 4 ? 1 / exp(200 * x) : x", "x < 4 ? x : exp(-x) * sqrt(x)", "x > 0 ? x^1.5 : x",
    ])
  func selection(function: String) throws {
    let program = try compile("param x ~ Normal(0, 1)\nfactor \(function)\n")
    for x in [0.37, -2.5, 5] {
      let (value, gradient) = try evaluate(program, [x])
      #expect(value.isFinite && gradient[0].isFinite, "\(function) at \(x)")
      let difference = try richardson { try evaluate(program, [x + $0]).value }
      #expect((gradient[0] - difference).magnitude <= 1e-7 * (1 + difference.magnitude))
    }
  }

  @Test("the exponential of a logarithm keeps the logarithm's domain")
  func domain() throws {
    let program = try compile("param x ~ Normal(0, 1)\nfactor exp(log(x))\n")
    #expect(try evaluate(program, [-0.5]).value.isNaN)
    #expect(try evaluate(program, [0.5]).value.isFinite)
  }

  @Test("the logarithms of a rate and of what it leaves follow its coordinate into the tails")
  func rates() throws {
    let program = try compile(
      """
      data y: Int = 7
      param p ~ Beta(1, 1)
      observe y ~ Binomial(20, p)
      """)
    // log C(20, 7), and p^8 (1 - p)^14 with the Jacobian's p (1 - p).
    let choose = Double.log(77_520)
    for y in [-40, -3.5, 0, 0.25, 36, 300] {
      let (value, gradient) = try evaluate(program, [y])
      let exact = choose - 8 * Double.log1pExp(-y) - 14 * Double.log1pExp(y)
      #expect((value - exact).magnitude <= 1e-14 * (1 + exact.magnitude))
      let slope = 8 * Double.invLogit(-y) - 14 * Double.invLogit(y)
      #expect((gradient[0] - slope).magnitude <= 1e-14 * (1 + slope.magnitude))
    }
  }

  @Test("a truncated beta-binomial takes off the logarithm of the mass that is left")
  func truncatedCounts() throws {
    let model = """
      data y: Int = 3
      param a ~ Exponential(1)
      param b ~ Exponential(1)
      observe y ~ BetaBinomial(10, a, b)
      """
    let position = [0.3, -0.2]
    let whole = try evaluate(try compile(model + "\n"), position).value
    let truncated = try evaluate(try compile(model + " truncated 1...\n"), position).value
    let (a, b) = (Double.exp(0.3), Double.exp(-0.2))
    let logBeta = { (x: Double, y: Double) in
      Double.logGamma(x) + Double.logGamma(y) - Double.logGamma(x + y)
    }
    let none = Double.exp(logBeta(a, b + 10) - logBeta(a, b))
    #expect((truncated - whole + Double.log(1 - none)).magnitude < 1e-12)
  }

  @Test("evaluators of one program on two threads give the same bits")
  func threads() async throws {
    let program = try compile(
      "param a ~ Normal(0, 1)\nparam s ~ HalfCauchy(1)\nfactor lgamma(2 + s) - exp(a) * s\n")
    let one = try evaluate(program, [0.3, -0.8])
    let results = try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<2 {
        group.addTask {
          let other = try evaluate(program, [0.3, -0.8])
          return (other.gradient + [other.value]).map(\.bitPattern)
        }
      }
      return try await group.reduce(into: [[UInt64]]()) { $0.append($1) }
    }
    #expect(
      results == [[UInt64]](repeating: (one.gradient + [one.value]).map(\.bitPattern), count: 2))
  }
}

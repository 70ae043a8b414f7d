import BayesGraph
import BayesMath
import Testing

/// The reference evaluator's solutions against formulas and published numbers; that programs give the
/// same is tested where they are compiled.
@Suite("Solvers")
struct SolverTests {
  private static let oscillator = """
    dim S = 2
    data w: Real
    func f(t: Real, y: Real[S]) -> Real[S] {
      return [w * y[2], -w * y[1]]
    }
    let start: Real[S] = [1, 0]
    param unused ~ Normal(0, 1)
    factor unused
    report y = ode(f, initial: start, start: 0.5, at: [1.5, 2.5, 10.5], SETTINGS)
    """

  @Test(
    "both methods follow an oscillation as closely as they are asked to",
    arguments: ["rk45", "radau"], [1e-4, 1e-7, 1e-10])
  func oscillation(method: String, tolerance: Double) throws {
    let settings = "method: \"\(method)\", rtol: \(tolerance), atol: \(tolerance)"
    let text = Self.oscillator.replacing("SETTINGS", with: settings)
    let y = try BoundText(text, data: #"{"w": 2}"#).report("y")
    for (place, time) in [1.0, 2, 10].enumerated() {
      // The errors of some dozen steps add up.
      #expect((y[2 * place] - Double.cos(2 * time)).magnitude < 60 * tolerance)
      #expect((y[2 * place + 1] + Double.sin(2 * time)).magnitude < 60 * tolerance)
    }
  }

  @Test("the implicit method follows a stiff reaction over twelve orders of magnitude")
  func robertson() throws {
    let text = """
      dim S = 3
      func f(t: Real, y: Real[S]) -> Real[S] {
        let slow = 0.04 * y[1] - 10000 * y[2] * y[3]
        let fast = 30000000 * y[2]^2
        return [-slow, slow - fast, fast]
      }
      let start: Real[S] = [1, 0, 0]
      param unused ~ Normal(0, 1)
      factor unused
      report y = ode(
        f, initial: start, start: 0, at: [0.4, 40, 400000], method: "radau", rtol: 1e-8,
        atol: 1e-12, maxSteps: 1000)
      """
    let y = try BoundText(text).report("y")
    // Radau of SciPy 1.11 at tolerances of 1e-12.
    let expected: [Double] = [
      0.9851721138609887, 3.386395378974875e-05, 0.014794022185221484, 0.7158270687194139,
      9.185534764558688e-06, 0.2841637457458208, 0.004938274520998176, 1.9849940879617888e-08,
      0.9950617056290626,
    ]
    for (value, reference) in zip(y, expected) {
      #expect((value - reference).magnitude < 1e-6 * reference.magnitude, "\(value) \(reference)")
    }
  }

  @Test("Stan's word for its stiff method selects the implicit one")
  func stiffWord() throws {
    func solution(_ method: String) throws -> [Double] {
      let text = Self.oscillator.replacing("SETTINGS", with: "method: \"\(method)\"")
      return try BoundText(text, data: #"{"w": 1}"#).report("y")
    }
    #expect(try solution("bdf") == solution("radau"))
    #expect(try solution("bdf") != solution("rk45"))
  }

  private static let integrals: [(function: String, ends: String, value: Double)] = [
    ("exp(-x^2)", "from: -infinity, to: infinity", 1.772453850905516),
    ("exp(-x)", "from: 2, to: infinity", 0.1353352832366127),
    ("exp(x)", "from: -infinity, to: 1", 2.718281828459045),
    ("1 / sqrt(x)", "from: 0, to: 4", 4),
    ("log(x)", "from: 0, to: 1", -1),
    ("x^3", "from: 2, to: -1", -3.75),
    ("1 / (1 + x^2)", "from: -infinity, to: infinity", 3.141592653589793),
    ("x", "from: 3, to: 3", 0),
    ("cos(x)", "from: 0, to: 20", 0.9129452507276277),
  ]

  @Test(
    "integrals over intervals, half-lines and the line", arguments: SolverTests.integrals.indices)
  func integral(place: Int) throws {
    let (function, ends, value) = Self.integrals[place]
    let text = """
      func f(x: Real) -> Real {
        return \(function)
      }
      param unused ~ Normal(0, 1)
      factor unused
      report area = integrate(f, \(ends))
      """
    let area = try BoundText(text).report("area")[0]
    // Near an end where the function is infinite x has no more digits than a Double.
    let allowed = function == "1 / sqrt(x)" ? 1e-7 : 1e-10
    #expect((area - value).magnitude <= allowed, "\(function): \(area)")
  }

  @Test("a root is found from where Newton's own step would leave it")
  func root() throws {
    let text = """
      func f(x: Real) -> Real {
        return atan(x - 1)
      }
      param unused ~ Normal(0, 1)
      factor unused
      report x = findRoot(f, guess: 4)
      """
    #expect((try BoundText(text).report("x")[0] - 1).magnitude < 1e-14)
  }
}

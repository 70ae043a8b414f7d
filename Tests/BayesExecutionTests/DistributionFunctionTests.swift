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
  func truncated(statement: String) throws {
    let plan = try plan(Self.params + "observe " + statement + "\n")
    let program = try Pipeline.compile(plan)
    for position in [[0.3, -0.2, 0.4], [-1.1, 0.9, -1.3]] {
      let (value, gradient) = try evaluate(program, position)
      let expected = try referenceDensity(plan, program, position)
      #expect(isClose(value, expected, 1e-13), "\(statement): \(value), not \(expected)")
      for k in position.indices {
        let difference = try richardson { step in
          var moved = position
          moved[k] += step
          return try evaluate(program, moved).value
        }
        #expect(isClose(gradient[k], difference, 1e-9), "\(statement): ∂\(k)")
      }
    }
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

  /// The log density from the reference evaluator's terms at the values of the params.
  private func referenceDensity(
    _ plan: Plan, _ program: Program, _ position: [Double]
  ) throws -> Double {
    let generator = program.makeGenerator()
    var values = [Double](repeating: 0, count: generator.count)
    position.withUnsafeBufferPointer { point in
      guard let start = point.baseAddress else { return }
      generator.generate(at: start, into: &values)
    }
    let model = plan.model
    var evaluator = ReferenceEvaluator<Double>(
      graph: model.graph, lengths: model.lengths, offsets: model.offsets,
      inputs: Array(repeating: nil, count: model.graph.inputs.count),
      variables: zip(model.graph.variables, model.observations).map { variable, observation in
        program.quantities.first { $0.name == variable.name }.map {
          Array(values[$0.offset..<$0.offset + $0.count])
        } ?? observation?.values.values
      })
    for (index, table) in model.tables.enumerated() { evaluator.values[index] = table?.values }
    let terms = model.graph.variables.flatMap(\.terms).flatMap { evaluator.evaluate($0.logDensity) }
    let jacobian = Terms(plan).evaluate(at: position).first { $0.name == "jacobian" }
    return terms.reduce(try #require(jacobian).value, +)
  }
}

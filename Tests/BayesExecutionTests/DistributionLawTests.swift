import BayesDistributions
import BayesMath
import Testing

/// Laws over all distributions: what a program computes is what the reference evaluator says.
@Suite("Distributions of the catalogue, compiled")
struct DistributionLawTests {
  @Test("every form whose arguments are single numbers", arguments: Form.all)
  func single(form: Form) throws {
    let position = Array([0.3, -0.2, 0.4, 0.1].prefix(form.drawn))
    try expectReference(form.program(observing: try form.draw(at: position)), at: [position])
  }

  @Test(
    "those whose arguments or values are arrays",
    arguments: [
      "param e ~ Normal(0, 1)\nparam c: Ordered[K] ~ Normal(0, 1)\nobserve k ~ OrderedLogistic(e, c)",
      "param e ~ Normal(0, 1)\nparam c: Ordered[K] ~ Normal(0, 1)\nobserve k ~ OrderedProbit(e, c)",
      "param w: Simplex[K] ~ Dirichlet([2, 3, 4])\nobserve k ~ Categorical(w)",
      "param l[K] ~ Normal(0, 1)\nobserve k ~ Categorical(logits: l)",
      "param w: Simplex[K] ~ Dirichlet([2, 3, 4])\nobserve n: Int[K] ~ Multinomial(9, w)",
      "param l[K] ~ Normal(0, 1)\nobserve n: Int[K] ~ Multinomial(9, logits: l)",
      "param a ~ Exponential(1)\nobserve s: Simplex[K] ~ StickBreakingWeights(a)",
      "param a ~ Beta(2, 3)\nobserve x ~ Wiener(exp(a), 0.125, a, a - 1)",
      "param a ~ Beta(2, 3)\nobserve x ~ HurdleGamma(a, mean: a, sd: 2)",
      "param a[K] ~ Exponential(1)\nobserve n: Int[K] ~ DirichletMultinomial(9, a)",
      "param a[K] ~ Exponential(1)\nobserve s: Simplex[K] ~ Dirichlet(a)",
      "param m[K] ~ Normal(0, 1)\nobserve v: Real[K] ~ MultiNormal(m, covariance: S)",
      "param m[K] ~ Normal(0, 1)\nobserve v: Real[K] ~ MultiNormal(m, precision: S)",
      "param L: CholeskyCorr[K] ~ LKJCorrCholesky(2)\nobserve v: Real[K] ~ MultiNormal(z, cholesky: L)",
      "param d, m ~ Exponential(1)\nobserve v: Real[K] ~ MultiStudentT(d, [m, 0, 1], S)",
      "param L: CholeskyCorr[K] ~ LKJCorrCholesky(2)\nobserve v: Real[K] ~ MultiStudentT(3, z, cholesky: L)",
      "param O: Corr[K] ~ LKJCorr(2)\nobserve v: Real[K] ~ MultiNormal(z, covariance: O)",
      "param V: Cov[K] ~ Wishart(4, S)\nobserve v: Real[K] ~ MultiNormal(z, precision: V)",
      "param V: Cov[K] ~ InvWishart(4, S)\nobserve v: Real[K] ~ MultiNormal(z, covariance: V)",
      "param L: CholeskyCov[K] ~ WishartCholesky(4, F)\nobserve v: Real[K] ~ MultiNormal(z, cholesky: L)",
      "param L: CholeskyCov[K] ~ InvWishartCholesky(4, F)\nobserve v: Real[K] ~ MultiNormal(z, cholesky: L)",
      "param d ~ Exponential(1)\nparam o: SumToZero[K] ~ ZeroSumNormal(d)",
      "param d, m ~ Exponential(1)\nobserve v: Real[K] ~ GaussianRandomWalk(m, d, 0, 2)",
      "param d ~ Exponential(1)\nparam a ~ Uniform(-0.5, 0.5)\nobserve v: Real[K] ~ CAR(z, W, a, d)",
      "param d ~ Exponential(1)\nparam o: SumToZero[K] ~ ICAR(W, d)",
      "param p ~ Uniform(-1, 2)\nobserve x ~ Uniform(p - 3, 4)",
      "param e ~ Normal(0, 1)\nobserve x ~ Mixture([0.25, 0.75], [Normal(e, 1), Laplace(0, 2)])",
    ])
  func arrays(model: String) throws {
    let data = """
      dim K = 3
      data k: Int = 2
      data x: Real = 0.625
      data n: Int[K] = [2, 3, 4]
      data s: Real[K] = [0.5, 0.25, 0.25]
      data v: Real[K] = [0.5, -1.25, 2]
      let z = [0.25, 0, -0.5]
      let S = [[2, 0.5, 0.25], [0.5, 1.5, -0.25], [0.25, -0.25, 1]]
      let F = [[2, 0, 0], [0.5, 1.5, 0], [0.25, -0.25, 1]]
      let W = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]

      """
    let first = [0.3, -0.2, 0.4, 0.1, 0.2, -0.1], second = [-1.1, 0.9, -0.3, 0.7, 0.1, 0.4]
    try expectReference(data + model + "\n", at: [first, second])
  }
}

/// A form of a distribution of numbers whose arguments are single numbers, each a function of a coordinate that
/// stays in its domain.
struct Form: Sendable, CustomTestStringConvertible {
  let family: any Distribution.Type
  let index: Int

  static let all: [Form] = DistributionCatalog.all.flatMap { family in
    let declaration = family.declaration
    let isOfNumbers =
      switch declaration.value {
      case .real, .integer(ofCategory: false): true
      default: false
      }
    return declaration.forms.indices.map { Form(family: family, index: $0) }.filter { form in
      isOfNumbers && declaration.capabilities.contains(.draw)
        && form.parameters.allSatisfy { $0.shape == .scalar && $0.domain != .any }
    }
  }

  private var parameters: [DistributionParameter] { family.declaration.forms[index].parameters }

  var testDescription: String {
    "\(family.declaration.name)(\(parameters.map(\.name).joined(separator: ", ")))"
  }

  /// How many arguments are drawn; whole numbers are not.
  var drawn: Int { parameters.count { $0.domain != .count && $0.domain != .integer } }

  func program(observing value: Double) -> String {
    var place = -1
    let arguments = parameters.map { parameter in
      let argument: String
      switch parameter.domain {
      case .count, .integer: argument = "12"
      default:
        place += 1
        argument = Self.text(parameter.domain, "a\(place)")
      }
      return "\(parameter.name): \(argument)"
    }
    let isWhole = if case .integer = family.declaration.value { true } else { false }
    let number = isWhole ? "\(Int(value))" : "\(value)"
    return """
      data y: \(isWhole ? "Int" : "Real") = \(number)
      \((0..<drawn).map { "param a\($0) ~ Normal(0, 1)\n" }.joined())\
      observe y ~ \(family.declaration.name)(\(arguments.joined(separator: ", ")))

      """
  }

  func draw(at position: [Double]) throws -> Double {
    var rest = position[...]
    let values = parameters.map { parameter in
      switch parameter.domain {
      case .count, .integer: [12.0]
      default: [Self.value(parameter.domain, rest.removeFirst())]
      }
    }
    var stream = RandomStream(seed: 1, purpose: .test, iteration: 0, chain: 0)
    return family.draw(Arguments(form: index, values), count: 1, using: &stream)[0]
  }

  private static func text(_ domain: ParameterDomain, _ name: String) -> String {
    switch domain {
    case .positive, .nonNegative: "exp(\(name))"
    case .unitInterval, .openUnitInterval, .positiveShare: "invLogit(\(name))"
    default: name
    }
  }

  private static func value(_ domain: ParameterDomain, _ x: Double) -> Double {
    switch domain {
    case .positive, .nonNegative: Double.exp(x)
    case .unitInterval, .openUnitInterval, .positiveShare: Double.invLogit(x)
    default: x
    }
  }
}

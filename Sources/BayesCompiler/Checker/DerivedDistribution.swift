import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

/// A name behind `~` that stands for a distribution of the catalogue with arguments of its own making.
package struct DerivedDistribution: Sendable {
  package let name: String
  /// What it is; one sentence.
  package let summary: String
  package let forms: [String]
  package let example: String
  package var sources: [String] = []
  /// The distribution that a call stands for; nil, diagnosed, where it does not fit.
  let read: @Sendable (inout Checker, CallExpression) -> DistributionReference?

  package static let all = [
    DerivedDistribution(
      name: "GP",
      summary: "A Gaussian process at some points: normal, its covariance that of a kernel.",
      forms: [
        "GP(kernel: k, at: x), and mean: m, jitter: j",
        "GP(kernel: k, at: xNew, given: f, from: x): given its values f at other points",
      ],
      example: "param f: Real[Obs] ~ GP(kernel: expQuad(a, r), at: x, jitter: 1e-9)",
      sources: ["Rasmussen and Williams (2006), chapter 2"],
      read: { $0.gaussianProcess($1) }),
    DerivedDistribution(
      name: "UniformOver", summary: "An element of a dimension, each with the same probability.",
      forms: ["UniformOver(D)"], example: "param change ~ UniformOver(Year)",
      read: { $0.uniformOver($1) }),
    DerivedDistribution(
      name: "Truncated", summary: "A distribution with a CDF, renormalised to between two bounds.",
      forms: ["Truncated(D, lower: a, upper: b), either bound alone"],
      example: "observe y ~ Mixture(w, [Truncated(Normal(0, 1), lower: 0), Exponential(1)])",
      read: { $0.truncated($1) }),
    DerivedDistribution(
      name: "ZeroInflated",
      summary: "A distribution that is zero besides, with a probability of its own.",
      forms: ["ZeroInflated(inflation, D)"],
      example: "observe y[Obs] ~ ZeroInflated(p, Geometric(q))",
      sources: ["Lambert (1992), Zero-inflated Poisson regression"],
      read: { $0.zeroInflated($1) }),
    DerivedDistribution(
      name: "Hurdle", summary: "Zero with a probability of its own, else a distribution above it.",
      forms: ["Hurdle(zero, D)"], example: "observe y[Obs] ~ Hurdle(p, Geometric(q))",
      sources: ["Mullahy (1986), Specification and testing of some modified count data models"],
      read: { $0.hurdle($1) }),
  ]

  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension Checker {
  /// `UniformOver(Year)`: the categorical distribution with equal probabilities, whose values index `Year`.
  mutating func uniformOver(_ call: CallExpression) -> DistributionReference? {
    guard call.arguments.count == 1, call.comprehension == nil, call.arguments[0].label == nil,
      case .name(let name) = call.arguments[0].value,
      case .dimension(let dimension)? = scopes[name.name]?.symbol
    else {
      report(.callShape("UniformOver(D)", "D is a dimension", at: call.span))
      return nil
    }
    let axis = axis(of: dimension)
    let size = node(.size(axis), axes: [], element: .integer, at: call.span)
    guard let share = elementwise("/", [constant(1, .real, at: call.span), size], at: call.span)
    else { return nil }
    let weights = arrange(share, [axis], at: call.span)
    return DistributionReference(
      distribution: Categorical.self, declaration: Categorical.declaration, form: 0,
      arguments: [hidden(weights, at: call.span)], span: call.span)
  }

  /// An expression that stands for a value the text has no name for.
  mutating func hidden(_ id: NodeID, at span: SourceSpan) -> Expression {
    let name = "value \(id.index)"
    scopes.declare(name, .value(id), at: span)
    return .name(Identifier(name: name, span: span))
  }
}

package import BayesMath

/// The beta prime distribution: the odds of a beta variate.
///
/// Density: `x^(alpha - 1) (1 + x)^(-alpha - beta) / B(alpha, beta)` for `x > 0`.
package enum BetaPrime: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "BetaPrime", stanNames: [],
    summary: "The beta prime distribution, that of the odds of a beta variate.",
    forms: [
      DistributionForm(
        DistributionParameter("alpha", .positive), DistributionParameter("beta", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param odds ~ BetaPrime(2, 3)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let x = inside(value[0])
    return onlyWhere(
      S.less(.constant(0), value[0]),
      (p[0] - .constant(1)) * S.log(x) - (p[0] + p[1]) * S.log1p(x) - S.logBeta(p[0], p[1]))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (share, rest) = shares(x)
    return onlyWhere(S.less(.constant(0), x), S.logBetaI(p[0], p[1], share, rest))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (share, rest) = shares(x)
    return S.select(S.less(.constant(0), x), S.logBetaI(p[1], p[0], rest, share), .constant(0))
  }

  /// x / (1 + x) and its complement.
  private static func shares<S: Scalar>(_ x: S) -> (S, S) {
    let y = inside(x)
    return (y / (.constant(1) + y), .constant(1) / (.constant(1) + y))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [Double.exp(stream.logGamma(shape: p[0]) - stream.logGamma(shape: p[1]))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (a, b) = (p[0], p[1])
    return (
      b > 1 ? a / (b - 1) : .infinity,
      b > 2 ? a * (a + b - 1) / ((b - 2) * (b - 1) * (b - 1)) : .infinity
    )
  }
}

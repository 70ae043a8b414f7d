package import BayesMath

/// The Kumaraswamy distribution, much like a beta distribution and with a CDF in closed form.
///
/// Density: `alpha beta x^(alpha - 1) (1 - x^alpha)^(beta - 1)` for `0 ≤ x ≤ 1`.
package enum Kumaraswamy: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Kumaraswamy", stanNames: [],
    summary: "The Kumaraswamy distribution, much like a beta distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("alpha", .positive), DistributionParameter("beta", .positive))
    ],
    support: .unitInterval, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param p ~ Kumaraswamy(2, 3)",
    sources: [
      "Kumaraswamy (1980), A generalized probability density function for double-bounded random "
        + "processes"
    ])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let x = value[0]
    let isInside = S.and(S.lessOrEqual(.constant(0), x), S.lessOrEqual(x, .constant(1)))
    // At zero the second power is one; at one it is zero unless its exponent is.
    let isEven = S.or(S.lessOrEqual(x, .constant(0)), S.equal(p[1], .constant(1)))
    let atEnd = S.select(isEven, S.constant(0), .constant(-.infinity))
    let logRest = S.select(isOpen(x), logOneMinusExp(logPower(x, p)), atEnd)
    let density =
      S.log(p[0]) + S.log(p[1]) + times(p[0] - .constant(1), logOf: x)
      + (p[1] - .constant(1)) * logRest
    return onlyWhere(isInside, density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let power = logPower(x, p)
    // log(-log(1 - x^alpha)), which is log(x^alpha) where that is small.
    let isSmall = S.less(power, .constant(-40))
    let logLog = S.select(
      isSmall, power, S.log(-logOneMinusExp(S.select(isSmall, .constant(-1), power))))
    let inner = logOneMinusExpOfExp(S.log(p[1]) + logLog)
    return onlyWhere(
      S.less(.constant(0), x), S.select(S.less(x, .constant(1)), inner, .constant(0)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let inner = p[1] * logOneMinusExp(logPower(x, p))
    return onlyWhere(
      S.less(x, .constant(1)), S.select(S.less(.constant(0), x), inner, .constant(0)))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    Double.pow(-Double.expm1(Double.log1p(-probability) / p[1]), 1 / p[0])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let first = p[1] * Double.exp(Double.logBeta(1 + 1 / p[0], p[1]))
    let second = p[1] * Double.exp(Double.logBeta(1 + 2 / p[0], p[1]))
    return (first, second - first * first)
  }

  private static func isOpen<S: Scalar>(_ x: S) -> S.Condition {
    S.and(S.less(.constant(0), x), S.less(x, .constant(1)))
  }

  /// log(x^alpha) between zero and one, a harmless number elsewhere.
  private static func logPower<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    p[0] * S.log(S.select(isOpen(x), x, .constant(0.5)))
  }
}

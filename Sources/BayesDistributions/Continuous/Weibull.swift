package import BayesMath

/// The Weibull distribution.
///
/// Density: `shape/scale (x/scale)^(shape - 1) exp(-(x/scale)^shape)` for `x > 0`.
package enum Weibull: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Weibull", stanNames: ["weibull"],
    summary: "The Weibull distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("scale", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param lifetime ~ Weibull(1.5, 10)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), value[0])
    let logRatio = S.log(S.select(isInside, value[0], .constant(1))) - S.log(p[1])
    let density =
      S.log(p[0]) - S.log(p[1]) + (p[0] - .constant(1)) * logRatio - S.exp(p[0] * logRatio)
    return onlyWhere(isInside, density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(.constant(0), x), logOneMinusExpOfExp(p[0] * (S.log(inside(x)) - S.log(p[1]))))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(S.less(.constant(0), x), -S.exp(p[0] * (S.log(inside(x)) - S.log(p[1]))), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[1] * Double.pow(-Double.log1p(-probability), 1 / p[0])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let first = Double.exp(Double.logGamma(1 + 1 / p[0]))
    let second = Double.exp(Double.logGamma(1 + 2 / p[0]))
    return (p[1] * first, p[1] * p[1] * (second - first * first))
  }
}

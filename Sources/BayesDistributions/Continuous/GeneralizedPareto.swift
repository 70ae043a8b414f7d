package import BayesMath

/// The generalised Pareto distribution of excesses over a high threshold.
///
/// Density: `(1 + shape z)^(-1/shape - 1) / scale` with `z = (x - location) / scale ≥ 0` and
/// `1 + shape z > 0`; at shape 0 `exp(-z) / scale`.
package enum GeneralizedPareto: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "GeneralizedPareto", stanNames: [],
    summary: "The generalised Pareto distribution of excesses over a threshold.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("shape"))
    ],
    support: .interval(lower: 0, upper: nil), capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe flood[Year] ~ GeneralizedPareto(100, 20, 0.1)",
    sources: ["Coles (2001), An Introduction to Statistical Modeling of Extreme Values, chapter 4"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = (value[0] - p[0]) / p[1]
    let isInside = S.and(S.lessOrEqual(.constant(0), z), S.less(.constant(-1), p[2] * z))
    let w = log1pOver(p[2], S.select(isInside, z, .constant(0)))
    return onlyWhere(isInside, -S.log(p[1]) - (.constant(1) + p[2]) * w)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let z = (x - p[0]) / p[1]
    let isShort = S.less(.constant(-1), p[2] * z)
    let isInside = S.and(S.less(.constant(0), z), isShort)
    let w = log1pOver(p[2], S.select(isInside, z, .constant(0.5)))
    let inner = logOneMinusExp(-S.select(isInside, w, .constant(1)))
    return onlyWhere(S.less(.constant(0), z), S.select(isShort, inner, .constant(0)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let z = (x - p[0]) / p[1]
    let isShort = S.less(.constant(-1), p[2] * z)
    let isInside = S.and(S.less(.constant(0), z), isShort)
    let w = log1pOver(p[2], S.select(isInside, z, .constant(0)))
    return S.select(S.less(.constant(0), z), onlyWhere(isShort, -w), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    let w = -Double.log1p(-probability)
    return p[0] + p[1] * (p[2] == 0 ? w : Double.expm1(p[2] * w) / p[2])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let k = p[2]
    return (
      k < 1 ? p[0] + p[1] / (1 - k) : .infinity,
      k < 0.5 ? p[1] * p[1] / ((1 - k) * (1 - k) * (1 - 2 * k)) : .infinity
    )
  }
}

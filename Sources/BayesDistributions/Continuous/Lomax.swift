package import BayesMath

/// The Lomax distribution, a Pareto distribution of the second type, from a location on.
///
/// Density: `shape/scale (1 + (x - location)/scale)^(-shape - 1)` for `x ≥ location`.
package enum Lomax: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Lomax", stanNames: ["pareto_type_2"],
    summary: "The Lomax distribution, a Pareto distribution of the second type.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("shape", .positive))
    ],
    support: .interval(lower: 0, upper: nil), capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param claim ~ Lomax(0, 1000, 2.5)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.lessOrEqual(p[0], value[0])
    let excess = S.select(isInside, value[0] - p[0], .constant(0))
    return onlyWhere(
      isInside,
      S.log(p[2]) - S.log(p[1]) - (p[2] + .constant(1)) * S.log1p(excess / p[1]))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(p[0], x), logOneMinusExp(-(p[2] * S.log1p(inside(x - p[0]) / p[1]))))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(S.less(p[0], x), -(p[2] * S.log1p(inside(x - p[0]) / p[1])), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] + p[1] * Double.expm1(-Double.log1p(-probability) / p[2])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let a = p[2]
    return (
      a > 1 ? p[0] + p[1] / (a - 1) : .infinity,
      a > 2 ? a * p[1] * p[1] / ((a - 1) * (a - 1) * (a - 2)) : .infinity
    )
  }
}

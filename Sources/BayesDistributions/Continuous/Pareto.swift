package import BayesMath

/// The Pareto distribution.
///
/// Density: `shape minimum^shape / x^(shape + 1)` for `x ≥ minimum`.
package enum Pareto: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Pareto", stanNames: ["pareto"],
    summary: "The Pareto distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("minimum", .positive), DistributionParameter("shape", .positive))
    ],
    support: .interval(lower: 0, upper: nil), capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param wealth ~ Pareto(1, 3)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.lessOrEqual(p[0], value[0])
    let logValue = S.log(S.select(isInside, value[0], p[0]))
    return onlyWhere(
      isInside, S.log(p[1]) + p[1] * S.log(p[0]) - (p[1] + .constant(1)) * logValue)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(p[0], x), logOneMinusExp(p[1] * (S.log(p[0]) - S.log(inside(x)))))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(S.less(p[0], x), p[1] * (S.log(p[0]) - S.log(inside(x))), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] * Double.exp(-Double.log1p(-probability) / p[1])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let a = p[1]
    return (
      a > 1 ? a * p[0] / (a - 1) : .infinity,
      a > 2 ? a * p[0] * p[0] / ((a - 1) * (a - 1) * (a - 2)) : .infinity
    )
  }
}

package import BayesMath

/// The Gompertz distribution of lifetimes whose hazard grows exponentially.
///
/// Density: `shape rate exp(rate x - shape (exp(rate x) - 1))` for `x ≥ 0`.
///
/// Its moments have no closed form.
package enum Gompertz: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Gompertz", stanNames: [],
    summary: "The Gompertz distribution of lifetimes whose hazard grows exponentially.",
    forms: [
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("rate", .positive))
    ],
    support: .nonNegative, capabilities: [.draw, .cdf, .quantile],
    example: "observe age[Person] ~ Gompertz(0.01, 0.1)",
    sources: ["Gompertz (1825), On the nature of the function expressive of the law of mortality"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.lessOrEqual(.constant(0), value[0])
    let growth = p[1] * S.select(isInside, value[0], .constant(0))
    return onlyWhere(isInside, S.log(p[0]) + S.log(p[1]) + growth - p[0] * S.expm1(growth))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let growth = p[1] * inside(x)
    return onlyWhere(
      S.less(.constant(0), x),
      logOneMinusExpOfExp(S.log(p[0]) + growth + logOneMinusExp(-growth)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), x)
    let growth = p[1] * S.select(isInside, x, .constant(0))
    return S.select(isInside, -(p[0] * S.expm1(growth)), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    Double.log1p(-Double.log1p(-probability) / p[0]) / p[1]
  }
}

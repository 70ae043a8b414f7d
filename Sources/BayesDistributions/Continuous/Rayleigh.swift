package import BayesMath

/// The Rayleigh distribution.
///
/// Density: `x / scale² exp(-x² / (2 scale²))` for `x ≥ 0`.
package enum Rayleigh: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Rayleigh", stanNames: ["rayleigh"],
    summary: "The Rayleigh distribution.",
    forms: [
      DistributionForm(DistributionParameter("scale", .positive))
    ],
    support: .nonNegative, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param speed ~ Rayleigh(1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), value[0])
    let z = value[0] / p[0]
    let logValue = S.log(S.select(isInside, value[0], .constant(1)))
    return onlyWhere(
      isInside, logValue - .constant(2) * S.log(p[0]) - .constant(0.5) * z * z)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(
      S.less(.constant(0), x),
      logOneMinusExp(.constant(-0.5) * inside(x) * inside(x) / (p[0] * p[0])))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(S.less(.constant(0), x), .constant(-0.5) * x * x / (p[0] * p[0]), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] * (-2 * Double.log1p(-probability)).squareRoot()
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0] * 1.2533141373155001, p[0] * p[0] * 0.42920367320510344)
  }
}

package import BayesMath

/// The Fréchet distribution, that of the largest of many draws with heavy tails.
///
/// Density: `shape/scale (x/scale)^(-shape - 1) exp(-(x/scale)^-shape)` for `x > 0`.
package enum Frechet: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Frechet", stanNames: ["frechet"],
    summary: "The Fréchet distribution, that of the largest of many draws with heavy tails.",
    forms: [
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("scale", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param flood ~ Frechet(3, 10)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let log = logRatio(value[0], p)
    let density =
      S.log(p[0]) - S.log(p[1]) - (p[0] + .constant(1)) * log - S.exp(-(p[0] * log))
    return onlyWhere(S.less(.constant(0), value[0]), density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(.constant(0), x), -S.exp(-(p[0] * logRatio(x, p))))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(
      S.less(.constant(0), x), logOneMinusExpOfExp(-(p[0] * logRatio(x, p))), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[1] * Double.pow(Double.log(probability).magnitude, -1 / p[0])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let a = p[0]
    guard a > 1 else { return (.infinity, .infinity) }
    let first = Double.exp(Double.logGamma(1 - 1 / a))
    guard a > 2 else { return (p[1] * first, .infinity) }
    let second = Double.exp(Double.logGamma(1 - 2 / a))
    return (p[1] * first, p[1] * p[1] * (second - first * first))
  }

  /// log(x / scale).
  private static func logRatio<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.log(inside(x)) - S.log(p[1])
  }
}

package import BayesMath

/// The beta distribution.
///
/// Density: `x^(alpha - 1) (1 - x)^(beta - 1) / B(alpha, beta)` for `0 < x < 1`.
package enum Beta: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Beta", stanNames: ["beta"],
    summary: "The beta distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("alpha", .positive), DistributionParameter("beta", .positive)),
      DistributionForm(
        DistributionParameter("mean", .openUnitInterval),
        DistributionParameter("concentration", .positive)),
    ],
    support: .unitInterval, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param p ~ Beta(1, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let (alpha, beta): (S, S) = shapes(p)
    return betaDensity(value[0], alpha, beta)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (alpha, beta): (S, S) = shapes(p)
    return betaLogCDF(x, alpha, beta)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (alpha, beta): (S, S) = shapes(p)
    return betaLogCCDF(x, alpha, beta)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let (alpha, beta): (Double, Double) = shapes(p)
    return [stream.beta(alpha, beta)]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (a, b): (Double, Double) = shapes(p)
    return (a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)))
  }

  /// The two shapes of any form.
  static func shapes<S: Scalar>(_ p: Arguments<S>) -> (alpha: S, beta: S) {
    p.form == 1 ? (p[0] * p[1], (.constant(1) - p[0]) * p[1]) : (p[0], p[1])
  }
}

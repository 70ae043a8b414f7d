package import BayesMath

/// The Laplace or double exponential distribution.
///
/// Density: `exp(-|z|) / (2 scale)` with `z = (x - location) / scale`.
package enum Laplace: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Laplace", stanNames: ["double_exponential"],
    summary: "The Laplace or double exponential distribution.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "param beta ~ Laplace(0, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    .constant(-0.693147180559945309) - S.log(p[1]) - S.abs(value[0] - p[0]) / p[1]
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logLaplaceTail((p[0] - x) / p[1])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logLaplaceTail((x - p[0]) / p[1])
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    probability < 0.5
      ? p[0] + p[1] * Double.log(2 * probability) : p[0] - p[1] * Double.log(2 * (1 - probability))
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0], 2 * p[1] * p[1])
  }
}

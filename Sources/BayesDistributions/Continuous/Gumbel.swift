package import BayesMath

/// The Gumbel distribution, that of the largest of many draws.
///
/// Density: `exp(-(z + exp(-z))) / scale` with `z = (x - location) / scale`.
package enum Gumbel: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Gumbel", stanNames: ["gumbel"],
    summary: "The Gumbel distribution, that of the largest of many draws.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "param peak ~ Gumbel(0, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = (value[0] - p[0]) / p[1]
    return -(z + S.exp(-z) + S.log(p[1]))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    -S.exp((p[0] - x) / p[1])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logOneMinusExpOfExp((p[0] - x) / p[1])
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] - p[1] * Double.log(-Double.log(probability))
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0] + 0.5772156649015329 * p[1], 1.6449340668482264 * p[1] * p[1])
  }
}

package import BayesMath

/// The logistic distribution.
///
/// Density: `exp(-z) / (scale (1 + exp(-z))²)` with `z = (x - location) / scale`.
package enum Logistic: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Logistic", stanNames: ["logistic"],
    summary: "The logistic distribution.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "param x ~ Logistic(0, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = (value[0] - p[0]) / p[1]
    return -z - S.log(p[1]) - .constant(2) * S.log1pExp(-z)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    -S.log1pExp((p[0] - x) / p[1])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    -S.log1pExp((x - p[0]) / p[1])
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] + p[1] * (Double.log(probability) - Double.log1p(-probability))
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0], p[1] * p[1] * 3.289868133696453)
  }
}

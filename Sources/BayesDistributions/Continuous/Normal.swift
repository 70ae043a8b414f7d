package import BayesMath

/// The normal distribution.
///
/// Density: `exp(-z² / 2) / (sd √(2π))` with `z = (x - mean) / sd`.
package enum Normal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Normal", stanNames: ["normal", "std_normal", "normal_id_glm"],
    summary: "The normal distribution.",
    forms: [
      DistributionForm(DistributionParameter("mean"), DistributionParameter("sd", .positive)),
      DistributionForm(DistributionParameter("mean"), DistributionParameter("variance", .positive)),
      DistributionForm(
        DistributionParameter("mean"), DistributionParameter("precision", .positive)),
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1, powers: [1, 0.5, -0.5]),
    example: "param height ~ Normal(170, 10)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let sd: S = standardDeviation(p)
    let z = (value[0] - p[0]) / sd
    return .constant(-0.918938533204672742) - S.log(sd) - .constant(0.5) * z * z
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.logPhi((x - p[0]) / standardDeviation(p))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.logPhi((p[0] - x) / standardDeviation(p))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] + standardDeviation(p) * NormalFunctions.quantile(probability)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] + standardDeviation(p) * stream.normal()]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let sd: Double = standardDeviation(p)
    return (p[0], sd * sd)
  }

  /// The standard deviation of any form.
  static func standardDeviation<S: Scalar>(_ p: Arguments<S>) -> S {
    switch p.form {
    case 1: S.sqrt(p[1])
    case 2: .constant(1) / S.sqrt(p[1])
    default: p[1]
    }
  }
}

package import BayesMath

/// The normal distribution.
///
/// Density: `exp(-z² / 2) / (sd √(2π))` with `z = (x - mean) / sd`.
package enum Normal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Normal", stanNames: ["normal", "std_normal"],
    summary: "The normal distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("mean"), DistributionParameter("sd", .positive)),
      DistributionForm(
        DistributionParameter("mean"), DistributionParameter("variance", .positive)),
      DistributionForm(
        DistributionParameter("mean"), DistributionParameter("precision", .positive)),
    ],
    support: .real, capabilities: [.draw],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "param height ~ Normal(170, 10)", kernels: [0: "normal"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let sd: S = standardDeviation(p)
    let z = (value[0] - p[0]) / sd
    return .constant(-0.918938533204672742) - S.log(sd) - .constant(0.5) * z * z
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] + standardDeviation(p) * stream.normal()]
  }

  static func standardDeviation<S: Scalar>(_ p: Arguments<S>) -> S {
    switch p.form {
    case 1: S.sqrt(p[1])
    case 2: .constant(1) / S.sqrt(p[1])
    default: p[1]
    }
  }
}

package import BayesMath

/// Student's t distribution.
///
/// Density: `Γ((df + 1)/2) / (Γ(df/2) √(df π) scale) · (1 + z²/df)^(-(df + 1)/2)`.
package enum StudentT: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "StudentT", stanNames: ["student_t"],
    summary: "Student's t distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("df", .positive), DistributionParameter("location"),
        DistributionParameter("scale", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 1, scale: 2),
    example: "param beta ~ StudentT(3, 0, 2.5)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = (value[0] - p[1]) / p[2]
    return logStudentTNormalizer(p[0]) - S.log(p[2])
      - .constant(0.5) * (p[0] + .constant(1)) * S.log1p(z * z / p[0])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logStudentTTail((p[1] - x) / p[2], df: p[0])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logStudentTTail((x - p[1]) / p[2], df: p[0])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[1] + p[2] * stream.studentT(df: p[0])]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0] > 1 ? p[1] : .nan, p[0] > 2 ? p[2] * p[2] * p[0] / (p[0] - 2) : .infinity)
  }
}

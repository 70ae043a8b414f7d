package import BayesMath

/// Student's t distribution folded at zero.
///
/// Density: twice that of `StudentT(df, 0, scale)`, for `x ≥ 0`.
package enum HalfStudentT: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "HalfStudentT", stanNames: [],
    summary: "Student's t distribution folded at zero.",
    forms: [
      DistributionForm(
        DistributionParameter("df", .positive), DistributionParameter("scale", .positive))
    ],
    support: .nonNegative, capabilities: [.draw, .cdf],
    example: "param sigma ~ HalfStudentT(3, 2.5)",
    kernels: [0: "half_student_t"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = value[0] / p[1]
    let density =
      .constant(0.693147180559945309) + logStudentTNormalizer(p[0]) - S.log(p[1])
      - .constant(0.5) * (p[0] + .constant(1)) * S.log1p(z * z / p[0])
    return onlyWhere(S.lessOrEqual(.constant(0), value[0]), density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    foldedLogCDF(x, upper: logStudentTTail(x / p[1], df: p[0]))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    foldedLogCCDF(x, upper: logStudentTTail(x / p[1], df: p[0]))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[1] * abs(stream.studentT(df: p[0]))]
  }
}

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
    support: .nonNegative, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param sigma ~ HalfStudentT(3, 2.5)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = value[0] / p[1]
    let density =
      .constant(0.693147180559945309) + logStudentTNormalizer(p[0]) - S.log(p[1])
      - .constant(0.5) * (p[0] + .constant(1)) * S.log1p(z * z / p[0])
    return onlyWhere(S.lessOrEqual(.constant(0), value[0]), density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), x)
    let z = S.select(isInside, x / p[1], .constant(1))
    let (outer, inner) = studentTShares(z, p[0])
    return onlyWhere(
      isInside, S.logBetaI(.constant(0.5), .constant(0.5) * p[0], inner, outer))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    foldedLogCCDF(x, upper: logStudentTTail(x / p[1], df: p[0]))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[1] * abs(stream.studentT(df: p[0]))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (n, s) = (p[0], p[1])
    guard n > 1 else { return (.infinity, .nan) }
    // 2 s √(n/π) Γ((n + 1)/2) / (Γ(n/2) (n - 1))
    let log = Double.logRising(n / 2, 0.5) + 0.5 * Double.log(n / .pi)
    let mean = 2 * s * Double.exp(log) / (n - 1)
    return (mean, n > 2 ? s * s * n / (n - 2) - mean * mean : .infinity)
  }
}

package import BayesMath

/// The scaled inverse chi-square distribution.
///
/// Density: that of `InvGamma(df / 2, df scale² / 2)`.
package enum ScaledInvChiSquare: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "ScaledInvChiSquare", stanNames: ["scaled_inv_chi_square"],
    summary: "The scaled inverse chi-square distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("df", .positive), DistributionParameter("scale", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param variance ~ ScaledInvChiSquare(4, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let half = .constant(0.5) * p[0]
    return inverseGamma(value[0], shape: half, scale: half * p[1] * p[1])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let half = .constant(0.5) * p[0]
    return onlyWhere(
      S.less(.constant(0), x), S.logGammaQ(half, half * p[1] * p[1] / inside(x)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let half = .constant(0.5) * p[0]
    return S.select(
      S.less(.constant(0), x), S.logGammaP(half, half * p[1] * p[1] / inside(x)), .constant(0))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [0.5 * p[0] * p[1] * p[1] / Double.exp(stream.logGamma(shape: p[0] / 2))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (n, s) = (p[0], p[1] * p[1])
    return (
      n > 2 ? n * s / (n - 2) : .infinity,
      n > 4 ? 2 * n * n * s * s / ((n - 2) * (n - 2) * (n - 4)) : .infinity
    )
  }
}

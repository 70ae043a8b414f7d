package import BayesMath

/// The distribution of the reciprocal of a chi-square variate.
///
/// Density: that of `InvGamma(df / 2, 1/2)`.
package enum InvChiSquare: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "InvChiSquare", stanNames: ["inv_chi_square"],
    summary: "The distribution of the reciprocal of a chi-square variate.",
    forms: [
      DistributionForm(DistributionParameter("df", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param variance ~ InvChiSquare(4)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    inverseGamma(value[0], shape: .constant(0.5) * p[0], scale: .constant(0.5))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(
      S.less(.constant(0), x),
      S.logGammaQ(.constant(0.5) * p[0], .constant(0.5) / inside(x)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(
      S.less(.constant(0), x), S.logGammaP(.constant(0.5) * p[0], .constant(0.5) / inside(x)),
      .constant(0))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [0.5 / Double.exp(stream.logGamma(shape: p[0] / 2))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let n = p[0]
    return (n > 2 ? 1 / (n - 2) : .infinity, n > 4 ? 2 / ((n - 2) * (n - 2) * (n - 4)) : .infinity)
  }
}

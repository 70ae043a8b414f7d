package import BayesMath

/// The chi-square distribution.
///
/// Density: that of `Gamma(df / 2, 1/2)`.
package enum ChiSquare: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "ChiSquare", stanNames: ["chi_square"],
    summary: "The chi-square distribution.",
    forms: [
      DistributionForm(DistributionParameter("df", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param q ~ ChiSquare(4)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let shape = .constant(0.5) * p[0]
    let isInside = S.less(.constant(0), value[0])
    let logValue = S.log(S.select(isInside, value[0], .constant(1)))
    return onlyWhere(
      isInside,
      -(shape * .constant(0.693147180559945309)) - S.logGamma(shape)
        + (shape - .constant(1)) * logValue - .constant(0.5) * value[0])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(
      S.less(.constant(0), x), S.logGammaP(.constant(0.5) * p[0], .constant(0.5) * inside(x)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(
      S.less(.constant(0), x),
      S.logGammaQ(.constant(0.5) * p[0], .constant(0.5) * inside(x)),
      .constant(0))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [2 * Double.exp(stream.logGamma(shape: p[0] / 2))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0], 2 * p[0])
  }
}

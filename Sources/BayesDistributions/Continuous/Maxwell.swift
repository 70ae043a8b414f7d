package import BayesMath

/// The Maxwell distribution of speeds: the length of three normal numbers.
///
/// Density: `√(2/π) x² exp(-x² / (2 scale²)) / scale³` for `x ≥ 0`.
package enum Maxwell: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Maxwell", stanNames: [],
    summary: "The Maxwell distribution of speeds, the length of three normal numbers.",
    forms: [DistributionForm(DistributionParameter("scale", .positive))],
    support: .nonNegative, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe speed[Particle] ~ Maxwell(500)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = value[0] / p[0]
    return onlyWhere(
      S.less(.constant(0), value[0]),
      .constant(-0.225791352644727432) + .constant(2) * S.log(inside(z)) - S.log(p[0])
        - .constant(0.5) * z * z)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(.constant(0), x), logGammaP(.constant(1.5), expOf: logHalfSquare(x, p)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(
      S.less(.constant(0), x), logGammaQ(.constant(1.5), expOf: logHalfSquare(x, p)), .constant(0))
  }

  /// log(x² / (2 scale²)).
  private static func logHalfSquare<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    .constant(2) * S.log(inside(x) / p[0]) - .constant(0.693147180559945309)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] * (2 * Double.exp(stream.logGamma(shape: 1.5))).squareRoot()]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (1.5957691216057308 * p[0], 0.45352091052967446 * p[0] * p[0])
  }
}

package import BayesMath

/// The Nakagami distribution of signal strengths: the root of a gamma variate.
///
/// Density: `2 shape^shape x^(2 shape - 1) exp(-shape x² / spread) / (Γ(shape) spread^shape)` for
/// `x > 0`; `spread` is the mean of x².
package enum Nakagami: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Nakagami", stanNames: [],
    summary: "The Nakagami distribution of signal strengths, the root of a gamma variate.",
    forms: [
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("spread", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe signal[Time] ~ Nakagami(1, 2)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let x = inside(value[0])
    let logScaled = logScaled(x, p)
    return onlyWhere(
      S.less(.constant(0), value[0]),
      .constant(0.693147180559945309) - S.logGamma(p[0]) + p[0] * logScaled - S.log(x)
        - S.exp(logScaled))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(.constant(0), x), logGammaP(p[0], expOf: logScaled(inside(x), p)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(
      S.less(.constant(0), x), logGammaQ(p[0], expOf: logScaled(inside(x), p)), .constant(0))
  }

  /// log(shape x² / spread).
  private static func logScaled<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    .constant(2) * S.log(x) + S.log(p[0] / p[1])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [Double.exp(0.5 * (stream.logGamma(shape: p[0]) + Double.log(p[1] / p[0])))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let share = Double.exp(2 * Double.logRising(p[0], 0.5)) / p[0]
    return ((share * p[1]).squareRoot(), p[1] * (1 - share))
  }
}

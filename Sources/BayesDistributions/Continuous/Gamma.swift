package import BayesMath

/// The gamma distribution.
///
/// Density: `rate^shape x^(shape - 1) exp(-rate x) / Γ(shape)` for `x > 0`.
package enum Gamma: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Gamma", stanNames: ["gamma"],
    summary: "The gamma distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("rate", .positive)),
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("scale", .positive)),
      DistributionForm(
        DistributionParameter("mean", .positive), DistributionParameter("sd", .positive)),
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param rate ~ Gamma(2, 0.1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let (shape, rate): (S, S) = shapeAndRate(p)
    let isInside = S.less(.constant(0), value[0])
    let logValue = S.log(S.select(isInside, value[0], .constant(1)))
    return onlyWhere(
      isInside,
      shape * S.log(rate) - S.logGamma(shape) + (shape - .constant(1)) * logValue - rate * value[0])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (shape, rate): (S, S) = shapeAndRate(p)
    return onlyWhere(S.less(.constant(0), x), S.logGammaP(shape, rate * inside(x)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (shape, rate): (S, S) = shapeAndRate(p)
    return S.select(
      S.less(.constant(0), x), S.logGammaQ(shape, rate * inside(x)), .constant(0))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let (shape, rate): (Double, Double) = shapeAndRate(p)
    return [Double.exp(stream.logGamma(shape: shape)) / rate]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (shape, rate): (Double, Double) = shapeAndRate(p)
    return (shape / rate, shape / (rate * rate))
  }

  /// Shape and rate of any form.
  static func shapeAndRate<S: Scalar>(_ p: Arguments<S>) -> (shape: S, rate: S) {
    switch p.form {
    case 1: (p[0], .constant(1) / p[1])
    case 2: (p[0] * p[0] / (p[1] * p[1]), p[0] / (p[1] * p[1]))
    default: (p[0], p[1])
    }
  }
}

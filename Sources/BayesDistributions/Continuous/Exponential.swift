package import BayesMath

/// The exponential distribution.
///
/// Density: `rate exp(-rate x)` for `x ≥ 0`.
package enum Exponential: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Exponential", stanNames: ["exponential"],
    summary: "The exponential distribution.",
    forms: [
      DistributionForm(DistributionParameter("rate", .positive)),
      DistributionForm(DistributionParameter("mean", .positive)),
    ],
    support: .nonNegative, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param lambda ~ Exponential(1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let rate: S = p.form == 1 ? .constant(1) / p[0] : p[0]
    return onlyWhere(S.lessOrEqual(.constant(0), value[0]), S.log(rate) - rate * value[0])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let rate: S = p.form == 1 ? .constant(1) / p[0] : p[0]
    return onlyWhere(S.less(.constant(0), x), logOneMinusExp(-(rate * inside(x))))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let rate: S = p.form == 1 ? .constant(1) / p[0] : p[0]
    return S.select(S.less(.constant(0), x), -(rate * x), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    -Double.log1p(-probability) / (p.form == 1 ? 1 / p[0] : p[0])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [-Double.log(stream.openUniform()) / (p.form == 1 ? 1 / p[0] : p[0])]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let mean = p.form == 1 ? p[0] : 1 / p[0]
    return (mean, mean * mean)
  }
}

package import BayesMath

/// The uniform distribution on an interval.
///
/// Density: `1 / (upper - lower)` for `lower ≤ x ≤ upper`.
package enum Uniform: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Uniform", stanNames: ["uniform"],
    summary: "The uniform distribution on an interval.",
    forms: [
      DistributionForm(DistributionParameter("lower"), DistributionParameter("upper", .any))
    ],
    support: .interval(lower: 0, upper: 1), capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param x ~ Uniform(0, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    onlyWhere(
      S.and(S.lessOrEqual(p[0], value[0]), S.lessOrEqual(value[0], p[1])), -S.log(p[1] - p[0]))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(
      S.less(p[0], x),
      S.select(S.less(x, p[1]), S.log(inside(x - p[0]) / (p[1] - p[0])), .constant(0)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(
      S.less(x, p[1]),
      S.select(S.less(p[0], x), S.log(inside(p[1] - x) / (p[1] - p[0])), .constant(0)))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] + (p[1] - p[0]) * probability
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] + (p[1] - p[0]) * stream.uniform()]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    ((p[0] + p[1]) / 2, (p[1] - p[0]) * (p[1] - p[0]) / 12)
  }
}

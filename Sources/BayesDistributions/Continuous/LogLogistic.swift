package import BayesMath

/// The distribution of a number whose logarithm is logistic.
///
/// Density: `shape/scale (x/scale)^(shape - 1) / (1 + (x/scale)^shape)²` for `x > 0`.
package enum LogLogistic: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "LogLogistic", stanNames: ["loglogistic"],
    summary: "The distribution of a number whose logarithm is logistic.",
    forms: [
      DistributionForm(
        DistributionParameter("scale", .positive), DistributionParameter("shape", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param duration ~ LogLogistic(10, 3)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = logit(value[0], p)
    return onlyWhere(
      S.less(.constant(0), value[0]),
      S.log(p[1]) - S.log(inside(value[0])) - S.log1pExp(z) - S.log1pExp(-z))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(.constant(0), x), -S.log1pExp(-logit(x, p)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(S.less(.constant(0), x), -S.log1pExp(logit(x, p)), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] * Double.pow(probability / (1 - probability), 1 / p[1])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let b = Double.pi / p[1]
    guard p[1] > 1 else { return (.infinity, .infinity) }
    let first = b / Double.sin(b)
    guard p[1] > 2 else { return (p[0] * first, .infinity) }
    return (p[0] * first, p[0] * p[0] * (2 * b / Double.sin(2 * b) - first * first))
  }

  /// The log odds of a smaller value: shape log(x / scale).
  private static func logit<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    p[1] * (S.log(inside(x)) - S.log(p[0]))
  }
}

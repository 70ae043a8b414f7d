package import BayesMath

/// The distribution of one trial: 1 with a probability, else 0.
///
/// Mass: `p^x (1 - p)^(1 - x)`; with `logit`, `p = 1 / (1 + exp(-logit))`.
package enum Bernoulli: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Bernoulli", stanNames: ["bernoulli", "bernoulli_logit", "bernoulli_logit_glm"],
    summary: "The distribution of one trial: 1 with a probability, else 0.",
    forms: [
      DistributionForm(DistributionParameter("probability", .unitInterval)),
      DistributionForm(DistributionParameter("logit")),
    ],
    value: .integer(ofCategory: false), support: .binary,
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y[Obs] ~ Bernoulli(logit: eta)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isOne = S.equal(value[0], .constant(1))
    let isZero = S.equal(value[0], .constant(0))
    let density: S
    if p.form == 1 {
      density = -S.log1pExp(S.select(isOne, -p[0], p[0]))
    } else {
      density = S.select(isOne, safeLog(p[0]), safeLog(.constant(1) - p[0]))
    }
    return onlyWhere(S.or(isOne, isZero), density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfSteps(x, from: .constant(0), to: .constant(1)) { _ in logMasses(p).zero }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: .constant(0), to: .constant(1)) { _ in logMasses(p).one }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [stream.uniform() < (p.form == 1 ? Double.invLogit(p[0]) : p[0]) ? 1 : 0]
  }

  /// The log probabilities of one and of zero in any form.
  private static func logMasses<S: Scalar>(_ p: Arguments<S>) -> (one: S, zero: S) {
    if p.form == 1 { return (-S.log1pExp(-p[0]), -S.log1pExp(p[0])) }
    return (safeLog(p[0]), safeLog(.constant(1) - p[0]))
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let q = p.form == 1 ? Double.invLogit(p[0]) : p[0]
    return (q, q * (1 - q))
  }
}

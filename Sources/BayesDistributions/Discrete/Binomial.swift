package import BayesMath

/// The number of successes in independent trials.
///
/// Mass: `C(trials, x) p^x (1 - p)^(trials - x)`; with `logit`, `p = 1 / (1 + exp(-logit))`.
package enum Binomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Binomial", stanNames: ["binomial", "binomial_logit", "binomial_logit_glm"],
    summary: "The number of successes in independent trials.",
    forms: [
      DistributionForm(
        DistributionParameter("trials", .count), DistributionParameter("probability", .unitInterval)
      ),
      DistributionForm(DistributionParameter("trials", .count), DistributionParameter("logit")),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: 0),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y ~ Binomial(10, p)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let failures = p[0] - value[0]
    let isInside = S.and(
      isCount(value[0]), S.lessOrEqual(value[0], p[0]))
    let density: S
    if p.form == 1 {
      density = -(value[0] * S.log1pExp(-p[1])) - failures * S.log1pExp(p[1])
    } else {
      density = times(value[0], logOf: p[1]) + timesComplement(failures, p[1])
    }
    return onlyWhere(isInside, logChoose(p[0], value[0], isInside) + density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (success, failure): (S, S) = probabilities(p)
    return logCDFOfSteps(x, from: .constant(0), to: p[0]) { k in
      S.logBetaI(p[0] - k, k + .constant(1), failure, success)
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (success, failure): (S, S) = probabilities(p)
    return logCCDFOfSteps(x, from: .constant(0), to: p[0]) { k in
      S.logBetaI(k + .constant(1), p[0] - k, success, failure)
    }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [stream.binomial(trials: p[0], probability: p.form == 1 ? Double.invLogit(p[1]) : p[1])]
  }

  /// The probabilities of success and failure in any form.
  private static func probabilities<S: Scalar>(_ p: Arguments<S>) -> (S, S) {
    p.form == 1 ? (S.invLogit(p[1]), S.invLogit(-p[1])) : (p[1], .constant(1) - p[1])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let q = p.form == 1 ? Double.invLogit(p[1]) : p[1]
    return (p[0] * q, p[0] * q * (1 - q))
  }
}

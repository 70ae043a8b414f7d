package import BayesMath

/// A binomial distribution whose probability is beta distributed.
///
/// Mass: `C(trials, x) B(x + alpha, trials - x + beta) / B(alpha, beta)`.
package enum BetaBinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "BetaBinomial", stanNames: ["beta_binomial"],
    summary: "A binomial distribution whose probability is beta distributed.",
    forms: [
      DistributionForm(
        DistributionParameter("trials", .count), DistributionParameter("alpha", .positive),
        DistributionParameter("beta", .positive))
    ],
    value: .integer(ofCategory: false), support: .counts(upper: 0),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y ~ BetaBinomial(10, 2, 3)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.and(isCount(value[0]), S.lessOrEqual(value[0], p[0]))
    let x = S.select(isInside, value[0], .constant(0))
    // B(x + alpha, trials - x + beta) / B(alpha, beta) as rises of log gamma, which do not cancel.
    let density =
      logChoose(p[0], value[0], isInside) + S.logRising(p[1], x) + S.logRising(p[2], p[0] - x)
      - S.logRising(p[1] + p[2], p[0])
    return onlyWhere(isInside, density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfTerms(x, to: p[0]) { logDensity([$0], p) }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfTerms(x, to: p[0]) { logDensity([$0], p) }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [stream.binomial(trials: p[0], probability: stream.beta(p[1], p[2]))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (n, a, b) = (p[0], p[1], p[2])
    return (n * a / (a + b), n * a * b * (a + b + n) / ((a + b) * (a + b) * (a + b + 1)))
  }
}

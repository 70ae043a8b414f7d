package import BayesMath

/// A negative binomial distribution whose probability is beta distributed.
///
/// Mass: `Γ(shape + x) / (Γ(shape) x!) B(alpha + shape, beta + x) / B(alpha, beta)`, that of
/// `NegBinomial(shape: shape, probability: p)` with `p` from `Beta(alpha, beta)`.
///
/// Its CDF is a generalised hypergeometric function, which is not there.
package enum BetaNegBinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "BetaNegBinomial", stanNames: ["beta_neg_binomial"],
    summary: "A negative binomial distribution whose probability is beta distributed.",
    forms: [
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("alpha", .positive),
        DistributionParameter("beta", .positive))
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .moments],
    example: "observe y[Obs] ~ BetaNegBinomial(3, 4, 2)",
    sources: ["Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, section 6.2.3"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = isCount(value[0])
    let x = S.select(isInside, value[0], .constant(0))
    // The ratio of beta functions as rises of log gamma, which do not cancel.
    return onlyWhere(
      isInside,
      logRisingRatio(x, p[0]) + S.logRising(p[1], p[0]) + S.logRising(p[2], x)
        - S.logRising(p[1] + p[2], p[0] + x))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let logOdds = stream.logGamma(shape: p[2]) - stream.logGamma(shape: p[1])
    return [stream.poisson(rate: Double.exp(stream.logGamma(shape: p[0]) + logOdds))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (r, a, b) = (p[0], p[1], p[2])
    let variance = r * (a + r - 1) * b * (a + b - 1) / ((a - 2) * (a - 1) * (a - 1))
    return (a > 1 ? r * b / (a - 1) : .infinity, a > 2 ? variance : .infinity)
  }
}

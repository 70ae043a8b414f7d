package import BayesMath

/// The negative binomial distribution by its mean and dispersion.
///
/// Mass: `C(x + d - 1, x) (m / (m + d))^x (d / (m + d))^d`; variance `m + m² / d`. With `shape` and
/// `probability` it is the number of failures before success number `shape`.
package enum NegBinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "NegBinomial",
    stanNames: ["neg_binomial_2", "neg_binomial_2_log", "neg_binomial", "neg_binomial_2_log_glm"],
    summary: "The negative binomial distribution by its mean and dispersion.",
    forms: [
      DistributionForm(
        DistributionParameter("mean", .nonNegative), DistributionParameter("dispersion", .positive)),
      DistributionForm(
        DistributionParameter("log"), DistributionParameter("dispersion", .positive)),
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("rate", .positive)),
      DistributionForm(
        DistributionParameter("shape", .positive),
        DistributionParameter("probability", .positiveShare)),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y[Obs] ~ NegBinomial(log: eta, dispersion: phi)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = isCount(value[0])
    let x = S.select(isInside, value[0], .constant(0))
    let (logMean, dispersion): (S, S) = logMeanAndDispersion(p)
    // log(m / d): both tails of the logistic are accurate, and m = 0 gives −∞.
    let odds = logMean - S.log(dispersion)
    let atZeroMean = S.equal(logMean, .constant(-.infinity))
    let safeOdds = S.select(atZeroMean, .constant(0), odds)
    let choose = logRisingRatio(x, dispersion)
    let density = choose - x * S.log1pExp(-safeOdds) - dispersion * S.log1pExp(safeOdds)
    let degenerate = S.select(
      S.equal(x, .constant(0)), S.constant(0), .constant(-.infinity))
    return onlyWhere(isInside, S.select(atZeroMean, degenerate, density))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (logMean, d): (S, S) = logMeanAndDispersion(p)
    let odds = logMean - S.log(d)
    return logCDFOfSteps(x, from: .constant(0), to: nil) { k in
      S.logBetaI(d, k + .constant(1), S.invLogit(-odds), S.invLogit(odds))
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (logMean, d): (S, S) = logMeanAndDispersion(p)
    let odds = logMean - S.log(d)
    return logCCDFOfSteps(x, from: .constant(0), to: nil) { k in
      S.logBetaI(k + .constant(1), d, S.invLogit(odds), S.invLogit(-odds))
    }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let (logMean, dispersion): (Double, Double) = logMeanAndDispersion(p)
    let rate = Double.exp(logMean + stream.logGamma(shape: dispersion)) / dispersion
    return [stream.poisson(rate: rate)]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (logMean, dispersion): (Double, Double) = logMeanAndDispersion(p)
    let mean = Double.exp(logMean)
    return (mean, mean + mean * mean / dispersion)
  }

  /// log(1 - probability), −∞ where it is one.
  private static func logRest<S: Scalar>(_ probability: S) -> S {
    timesComplement(.constant(1), probability)
  }

  /// The logarithm of the mean, and the dispersion, of any form.
  static func logMeanAndDispersion<S: Scalar>(_ p: Arguments<S>) -> (S, S) {
    switch p.form {
    case 1: (p[0], p[1])
    case 2: (S.log(p[0]) - S.log(p[1]), p[0])
    case 3: (S.log(p[0]) + logRest(p[1]) - S.log(p[1]), p[0])
    default: (safeLog(p[0]), p[1])
    }
  }
}

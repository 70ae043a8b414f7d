package import BayesMath

/// The Poisson distribution.
///
/// Mass: `rate^x exp(-rate) / x!`; with `log`, `rate = exp(log)`. At rate 0 all mass is at 0.
package enum Poisson: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Poisson", stanNames: ["poisson", "poisson_log", "poisson_log_glm"],
    summary: "The Poisson distribution.",
    forms: [
      DistributionForm(DistributionParameter("rate", .nonNegative)),
      DistributionForm(DistributionParameter("log")),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y[Obs] ~ Poisson(log: eta)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = isCount(value[0])
    let x = S.select(isInside, value[0], .constant(0))
    let density: S
    if p.form == 1 {
      density = x * p[0] - S.exp(p[0])
    } else {
      density = times(x, logOf: p[0]) - p[0]
    }
    return onlyWhere(isInside, density - S.logGamma(x + .constant(1)))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let rate: S = p.form == 1 ? S.exp(p[0]) : p[0]
    return logCDFOfSteps(x, from: .constant(0), to: nil) { k in S.logGammaQ(k + .constant(1), rate)
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let rate: S = p.form == 1 ? S.exp(p[0]) : p[0]
    return logCCDFOfSteps(x, from: .constant(0), to: nil) { k in S.logGammaP(k + .constant(1), rate)
    }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [stream.poisson(rate: p.form == 1 ? Double.exp(p[0]) : p[0])]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let rate = p.form == 1 ? Double.exp(p[0]) : p[0]
    return (rate, rate)
  }
}

package import BayesMath

/// The Poisson distribution.
///
/// Mass: `rate^x exp(-rate) / x!`; with `log`, `rate = exp(log)`. At rate 0 all mass is at 0.
package enum Poisson: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Poisson", stanNames: ["poisson", "poisson_log"],
    summary: "The Poisson distribution.",
    forms: [
      DistributionForm(DistributionParameter("rate", .nonNegative)),
      DistributionForm(DistributionParameter("log")),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .moments],
    example: "observe y[Obs] ~ Poisson(log: eta)",
    kernels: [0: "poisson", 1: "poisson_log"])

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

package import BayesMath

/// A negative binomial distribution of counts whose zeros have a probability of their own.
///
/// Mass: `zero` at 0, else `(1 - zero)` times that of `NegBinomial` over what it has above 0.
package enum HurdleNegBinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "HurdleNegBinomial", stanNames: [],
    summary: "A negative binomial distribution whose zeros have a probability of their own.",
    forms: [
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("mean", .positive),
        DistributionParameter("dispersion", .positive)),
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("log"),
        DistributionParameter("dispersion", .positive)),
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("shape", .positive),
        DistributionParameter("rate", .positive)),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y[Obs] ~ HurdleNegBinomial(p, log: eta, dispersion: phi)",
    sources: ["Mullahy (1986), Specification and testing of some modified count data models"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    CountHurdle<NegBinomial>.logDensity(value, p)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    CountHurdle<NegBinomial>.logCDF(x, p)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    CountHurdle<NegBinomial>.logCCDF(x, p)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    CountHurdle<NegBinomial>.draw(p, using: &stream)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    CountHurdle<NegBinomial>.moments(p)
  }
}

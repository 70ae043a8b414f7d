package import BayesMath

/// A negative binomial distribution with more zeros.
///
/// Mass: `inflation` more at 0, and `(1 - inflation)` times that of `NegBinomial`.
package enum ZeroInflatedNegBinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "ZeroInflatedNegBinomial", stanNames: [],
    summary: "A negative binomial distribution with more zeros.",
    forms: [
      DistributionForm(
        DistributionParameter("inflation", .unitInterval),
        DistributionParameter("mean", .nonNegative), DistributionParameter("dispersion", .positive)),
      DistributionForm(
        DistributionParameter("inflation", .unitInterval), DistributionParameter("log"),
        DistributionParameter("dispersion", .positive)),
      DistributionForm(
        DistributionParameter("inflation", .unitInterval),
        DistributionParameter("shape", .positive), DistributionParameter("rate", .positive)),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y[Obs] ~ ZeroInflatedNegBinomial(p, log: eta, dispersion: phi)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    ZeroInflation<NegBinomial>.logDensity(value, p)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    ZeroInflation<NegBinomial>.logCDF(x, p)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    ZeroInflation<NegBinomial>.logCCDF(x, p)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    ZeroInflation<NegBinomial>.draw(p, using: &stream)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    ZeroInflation<NegBinomial>.moments(p)
  }
}

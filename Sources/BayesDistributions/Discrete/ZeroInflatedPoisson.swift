package import BayesMath

/// A Poisson distribution with more zeros.
///
/// Mass: `inflation + (1 - inflation) exp(-rate)` at 0, else `(1 - inflation)` times that of `Poisson`.
package enum ZeroInflatedPoisson: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "ZeroInflatedPoisson", stanNames: [],
    summary: "A Poisson distribution with more zeros.",
    forms: [
      DistributionForm(
        DistributionParameter("inflation", .unitInterval),
        DistributionParameter("rate", .nonNegative)),
      DistributionForm(
        DistributionParameter("inflation", .unitInterval), DistributionParameter("log")),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y[Obs] ~ ZeroInflatedPoisson(p, log: eta)",
    sources: ["Lambert (1992), Zero-inflated Poisson regression"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    ZeroInflation<Poisson>.logDensity(value, p)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    ZeroInflation<Poisson>.logCDF(x, p)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    ZeroInflation<Poisson>.logCCDF(x, p)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    ZeroInflation<Poisson>.draw(p, using: &stream)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    ZeroInflation<Poisson>.moments(p)
  }
}

package import BayesMath

/// A binomial distribution with more zeros.
///
/// Mass: `inflation` more at 0, and `(1 - inflation)` times that of `Binomial`.
package enum ZeroInflatedBinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "ZeroInflatedBinomial", stanNames: [],
    summary: "A binomial distribution with more zeros.",
    forms: [
      DistributionForm(
        DistributionParameter("inflation", .unitInterval), DistributionParameter("trials", .count),
        DistributionParameter("probability", .unitInterval)),
      DistributionForm(
        DistributionParameter("inflation", .unitInterval), DistributionParameter("trials", .count),
        DistributionParameter("logit")),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: 1),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y ~ ZeroInflatedBinomial(p, 10, q)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    ZeroInflation<Binomial>.logDensity(value, p)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    ZeroInflation<Binomial>.logCDF(x, p)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    ZeroInflation<Binomial>.logCCDF(x, p)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    ZeroInflation<Binomial>.draw(p, using: &stream)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    ZeroInflation<Binomial>.moments(p)
  }
}

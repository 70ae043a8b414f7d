package import BayesMath

/// A Poisson distribution of counts whose zeros have a probability of their own.
///
/// Mass: `zero` at 0, else `(1 - zero)` times that of `Poisson` over what it has above 0.
package enum HurdlePoisson: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "HurdlePoisson", stanNames: [],
    summary: "A Poisson distribution whose zeros have a probability of their own.",
    forms: [
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("rate", .positive)),
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("log")),
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y[Obs] ~ HurdlePoisson(p, log: eta)",
    sources: ["Mullahy (1986), Specification and testing of some modified count data models"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    CountHurdle<Poisson>.logDensity(value, p)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    CountHurdle<Poisson>.logCDF(x, p)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    CountHurdle<Poisson>.logCCDF(x, p)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    CountHurdle<Poisson>.draw(p, using: &stream)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    CountHurdle<Poisson>.moments(p)
  }
}

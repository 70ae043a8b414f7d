package import BayesMath

/// A log-normal distribution beside exact zeros, which have a probability of their own.
///
/// Density: `zero` at 0, a probability, and `(1 - zero)` times that of `LogNormal` above.
///
/// Neither discrete nor continuous, so it is for observations only and has no CDF to truncate by.
package enum HurdleLogNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "HurdleLogNormal", stanNames: [],
    summary: "A log-normal distribution beside exact zeros, for observations.",
    forms: [
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("location"),
        DistributionParameter("scale", .positive))
    ],
    support: .nonNegative, capabilities: [.draw, .moments], hasAtom: true,
    example: "observe cost[Patient] ~ HurdleLogNormal(0.4, 6, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    DensityHurdle<LogNormal>.logDensity(value, p)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    DensityHurdle<LogNormal>.draw(p, using: &stream)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    DensityHurdle<LogNormal>.moments(p)
  }
}

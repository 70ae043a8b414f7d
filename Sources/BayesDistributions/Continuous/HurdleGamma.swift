package import BayesMath

/// A gamma distribution beside exact zeros, which have a probability of their own.
///
/// Density: `zero` at 0, a probability, and `(1 - zero)` times that of `Gamma` above.
///
/// Neither discrete nor continuous, so it is for observations only and has no CDF to truncate by.
package enum HurdleGamma: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "HurdleGamma", stanNames: [],
    summary: "A gamma distribution beside exact zeros, for observations.",
    forms: [
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("shape", .positive),
        DistributionParameter("rate", .positive)),
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("shape", .positive),
        DistributionParameter("scale", .positive)),
      DistributionForm(
        DistributionParameter("zero", .unitInterval), DistributionParameter("mean", .positive),
        DistributionParameter("sd", .positive)),
    ],
    support: .nonNegative, capabilities: [.draw, .moments], hasAtom: true,
    example: "observe rain[Day] ~ HurdleGamma(0.6, 2, 0.5)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    DensityHurdle<Gamma>.logDensity(value, p)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    DensityHurdle<Gamma>.draw(p, using: &stream)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    DensityHurdle<Gamma>.moments(p)
  }
}

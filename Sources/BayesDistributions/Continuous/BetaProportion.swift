package import BayesMath

/// The beta distribution by its mean and concentration.
///
/// Density: that of `Beta(mean concentration, (1 - mean) concentration)`.
package enum BetaProportion: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "BetaProportion", stanNames: ["beta_proportion"],
    summary: "The beta distribution by its mean and concentration.",
    forms: [
      DistributionForm(
        DistributionParameter("mean", .openUnitInterval),
        DistributionParameter("concentration", .positive))
    ],
    support: .unitInterval, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param p ~ BetaProportion(0.2, 10)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    betaDensity(value[0], p[0] * p[1], (.constant(1) - p[0]) * p[1])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    betaLogCDF(x, p[0] * p[1], (.constant(1) - p[0]) * p[1])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    betaLogCCDF(x, p[0] * p[1], (.constant(1) - p[0]) * p[1])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [stream.beta(p[0] * p[1], (1 - p[0]) * p[1])]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0], p[0] * (1 - p[0]) / (1 + p[1]))
  }
}

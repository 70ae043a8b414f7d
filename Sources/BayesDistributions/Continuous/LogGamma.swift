package import BayesMath

/// The distribution of the logarithm of a gamma variate, shifted and scaled.
///
/// Density: `exp(shape z - exp(z)) / (scale Γ(shape))` with `z = (x - location) / scale`.
package enum LogGamma: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "LogGamma", stanNames: [],
    summary: "The distribution of the logarithm of a gamma variate, shifted and scaled.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("shape", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "param effect ~ LogGamma(0, 1, 2)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = (value[0] - p[0]) / p[1]
    return p[2] * z - S.exp(z) - S.logGamma(p[2]) - S.log(p[1])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logGammaP(p[2], expOf: (x - p[0]) / p[1])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logGammaQ(p[2], expOf: (x - p[0]) / p[1])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] + p[1] * stream.logGamma(shape: p[2])]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (
      p[0] + p[1] * GammaFunctions.digamma(p[2]), p[1] * p[1] * GammaFunctions.trigamma(p[2])
    )
  }
}

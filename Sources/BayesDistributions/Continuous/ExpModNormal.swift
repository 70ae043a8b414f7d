package import BayesMath

/// The distribution of the sum of a normal and an exponential number.
///
/// Density: `rate exp(k²/2 - k z) Φ(z - k)` with `z = (x - location) / scale`, `k = rate scale`.
///
/// With R Mills' ratio, P(X ≤ x) = φ(z) (R(-z) - R(k - z)) and P(X > x) = Φ(-z) + φ(z) R(k - z).
package enum ExpModNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "ExpModNormal", stanNames: ["exp_mod_normal"],
    summary: "The distribution of the sum of a normal and an exponential number.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("rate", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe reactionTime[Trial] ~ ExpModNormal(mu, sigma, 1 / tau)",
    sources: ["Grushka (1972), Characterization of exponentially modified Gaussian peaks"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    S.log(p[2]) + MillsRatio.logTilted((value[0] - p[0]) / p[1], shape: p[2] * p[1])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let sides = logSides(x, p)
    return logOfSmaller(sides.below, complement: sides.above)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let sides = logSides(x, p)
    return logOfSmaller(sides.above, complement: sides.below)
  }

  /// The log probabilities of smaller and of larger values, of which the smaller has its digits.
  private static func logSides<S: Scalar>(_ x: S, _ p: Arguments<S>) -> (below: S, above: S) {
    let z = (x - p[0]) / p[1]
    let shape = p[2] * p[1]
    let above = logSumExp([S.logPhi(-z), MillsRatio.logTilted(z, shape: shape)])
    // Beyond 8 the normal part has no digit beside the exponential one.
    let isHigh = S.less(.constant(8), z)
    let low = S.select(isHigh, .constant(0), z)
    let tail = MillsRatio.logNormalDensity(low) + MillsRatio.logDifference(-low, gap: shape)
    let complement = logOneMinusExp(S.select(isHigh, above, .constant(-1)))
    return (S.select(isHigh, complement, tail), above)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] + p[1] * stream.normal() - Double.log(stream.openUniform()) / p[2]]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0] + 1 / p[2], p[1] * p[1] + 1 / (p[2] * p[2]))
  }
}

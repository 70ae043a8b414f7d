package import BayesMath

/// The generalised normal or exponential power distribution: Laplace's at shape 1, normal at shape 2,
/// flatter beyond.
///
/// Density: `shape / (2 scale Γ(1/shape)) exp(-|z|^shape)` with `z = (x - location) / scale`.
package enum GeneralizedNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "GeneralizedNormal", stanNames: [],
    summary: "The exponential power distribution: Laplace's at shape 1, normal at shape 2.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("shape", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "param beta ~ GeneralizedNormal(0, 1, 1.5)",
    sources: ["Nadarajah (2005), A generalized normal distribution"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let power = S.exp(p[2] * logDistance((value[0] - p[0]) / p[1]))
    return .constant(-0.693147180559945309) - S.log(p[1])
      - S.logGamma(.constant(1) + .constant(1) / p[2]) - power
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logAbove((p[0] - x) / p[1], p[2])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logAbove((x - p[0]) / p[1], p[2])
  }

  /// log P(Z > z): half the upper incomplete gamma function of |z|^shape, or one less it.
  private static func logAbove<S: Scalar>(_ z: S, _ shape: S) -> S {
    let tail =
      .constant(-0.693147180559945309)
      + logGammaQ(.constant(1) / shape, expOf: shape * logDistance(z))
    return S.select(S.less(z, .constant(0)), S.log1p(-S.exp(tail)), tail)
  }

  /// log |z|; at zero, where the slope of the logarithm is none, that of a number as good as zero.
  private static func logDistance<S: Scalar>(_ z: S) -> S {
    S.log(S.abs(z + S.select(S.equal(z, .constant(0)), .constant(1e-300), .constant(0))))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let distance = Double.exp(stream.logGamma(shape: 1 / p[2]) / p[2])
    return [stream.uniform() < 0.5 ? p[0] - p[1] * distance : p[0] + p[1] * distance]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0], p[1] * p[1] * Double.exp(Double.logRising(1 / p[2], 2 / p[2])))
  }
}

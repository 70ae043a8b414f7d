package import BayesMath

/// The Cauchy distribution.
///
/// Density: `1 / (π scale (1 + z²))` with `z = (x - location) / scale`.
package enum Cauchy: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Cauchy", stanNames: ["cauchy"],
    summary: "The Cauchy distribution.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "param x ~ Cauchy(0, 2.5)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = (value[0] - p[0]) / p[1]
    return .constant(-1.14472988584940017) - S.log(p[1]) - S.log1p(z * z)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCauchyTail((p[0] - x) / p[1])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCauchyTail((x - p[0]) / p[1])
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] + p[1] * standardQuantile(probability)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] + p[1] * standardQuantile(stream.openUniform())]
  }

  /// tan(π (p - 1/2)), by the distance to the nearer end, where the tangent is steep.
  private static func standardQuantile(_ p: Double) -> Double {
    if p < 0.25 { return p == 0 ? -.infinity : -1 / Double.tan(.pi * p) }
    if p > 0.75 { return p == 1 ? .infinity : 1 / Double.tan(.pi * (1 - p)) }
    return Double.tan(.pi * (p - 0.5))
  }
}

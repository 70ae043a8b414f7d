package import BayesMath

/// The Rice distribution: the distance from zero of a point in the plane with normal noise.
///
/// Density: `x / scale² exp(-(x² + distance²) / (2 scale²)) I₀(x distance / scale²)` for `x ≥ 0`.
package enum Rice: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Rice", stanNames: [],
    summary: "The Rice distribution, the length of a vector of the plane with normal noise.",
    forms: [
      DistributionForm(
        DistributionParameter("distance", .nonNegative), DistributionParameter("scale", .positive))
    ],
    support: .nonNegative, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe magnitude[Voxel] ~ Rice(10, 2)",
    sources: ["Rice (1945), Mathematical analysis of random noise"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let x = inside(value[0])
    let z = (x - p[0]) / p[1]
    return onlyWhere(
      S.less(.constant(0), value[0]),
      S.log(x) - .constant(2) * S.log(p[1]) - .constant(0.5) * z * z
        + S.logScaledBesselI0(x / p[1] * (p[0] / p[1])))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (own, isLower): (S, S.Condition) = RiceTail.log(inside(x) / p[1], distance: p[0] / p[1])
    return onlyWhere(
      S.less(.constant(0), x), S.select(isLower, own, logRest(own)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (own, isLower): (S, S.Condition) = RiceTail.log(inside(x) / p[1], distance: p[0] / p[1])
    return S.select(
      S.less(.constant(0), x), S.select(isLower, logRest(own), own), .constant(0))
  }

  /// log(1 - exp(log)), zero where nothing is taken away.
  private static func logRest<S: Scalar>(_ log: S) -> S {
    let isNothing = S.less(log, .constant(-750))
    return S.select(
      isNothing, .constant(0), logOneMinusExp(S.select(isNothing, .constant(-1), log)))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let (x, y) = (p[0] + p[1] * stream.normal(), p[1] * stream.normal())
    return [(x * x + y * y).squareRoot()]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    // Laguerre's function by Bessel functions of the quarter of the squared ratio.
    let y = 0.25 * (p[0] / p[1]) * (p[0] / p[1])
    let bessel = Double.exp(Double.logScaledBesselI0(y))
    let mean =
      p[1] * 1.2533141373155003 * bessel * (1 + 2 * y + 2 * y * BesselFunctions.ratio(y))
    return (mean, 2 * p[1] * p[1] + p[0] * p[0] - mean * mean)
  }
}

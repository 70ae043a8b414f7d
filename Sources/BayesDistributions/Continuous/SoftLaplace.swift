package import BayesMath

/// The hyperbolic secant distribution: a Laplace distribution without the corner.
///
/// Density: `2 / (π scale (exp(z) + exp(-z)))` with `z = (x - location) / scale`.
package enum SoftLaplace: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "SoftLaplace", stanNames: [],
    summary: "The hyperbolic secant distribution, a Laplace distribution without the corner.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "param beta ~ SoftLaplace(0, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let distance = S.abs((value[0] - p[0]) / p[1])
    return .constant(logTwoOverPi) - S.log(p[1]) - distance
      - S.log1p(S.exp(.constant(-2) * distance))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logBelow((x - p[0]) / p[1])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logBelow((p[0] - x) / p[1])
  }

  /// log(2/π atan(exp(z))), which far below zero is that of exp(z).
  private static func logBelow<S: Scalar>(_ z: S) -> S {
    let isFar = S.less(z, .constant(-30))
    let isUpper = S.less(.constant(0), z)
    let near = S.select(isFar, .constant(0), S.select(isUpper, -z, z))
    let share = .constant(0.636619772367581343) * S.atan(S.exp(near))
    return S.select(
      isUpper, S.log1p(-share), S.select(isFar, .constant(logTwoOverPi) + z, S.log(share)))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    probability < 0.5
      ? p[0] + p[1] * Double.log(Double.tan(.pi / 2 * probability))
      : p[0] - p[1] * Double.log(Double.tan(.pi / 2 * (1 - probability)))
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0], 2.4674011002723395 * p[1] * p[1])
  }

  private static let logTwoOverPi = -0.451582705289454865
}

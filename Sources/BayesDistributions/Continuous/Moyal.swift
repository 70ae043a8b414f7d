package import BayesMath

/// The Moyal distribution of the energy that fast particles lose, close to Landau's.
///
/// Density: `exp(-(z + exp(-z)) / 2) / (scale √(2π))` with `z = (x - location) / scale`.
package enum Moyal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Moyal", stanNames: [],
    summary: "The Moyal distribution of the energy that fast particles lose.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "observe loss ~ Moyal(0, 1)",
    sources: ["Moyal (1955), Theory of ionization fluctuations"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = (value[0] - p[0]) / p[1]
    return .constant(-0.918938533204672742) - S.log(p[1]) - .constant(0.5) * (z + S.exp(-z))
  }

  // exp(-z/2) is the absolute value of a standard normal number.
  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let half = (p[0] - x) / (.constant(2) * p[1])
    // Beyond, the square of the exponential overflows.
    let isInside = S.less(half, .constant(350))
    let w = S.exp(S.select(isInside, half, .constant(0)))
    return onlyWhere(isInside, logFoldedNormalTail(w))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let half = (x - p[0]) / (.constant(2) * p[1])
    let isFar = S.less(.constant(40), half)
    let isLow = S.less(half, .constant(-10))
    let w = S.exp(-S.select(S.or(isFar, isLow), .constant(0), half))
    let near = foldedLogCDF(
      w, near: S.erf(w * .constant(0.707106781186547524)), upper: S.logPhi(-w))
    return S.select(
      isFar, .constant(-0.225791352644727432) - half, S.select(isLow, .constant(0), near))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] - 2 * p[1] * Double.log(foldedNormalUpperQuantile(probability))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] - 2 * p[1] * Double.log(abs(stream.normal()))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0] + 1.2703628454614782 * p[1], 4.934802200544679 * p[1] * p[1])
  }
}

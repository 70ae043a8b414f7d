package import BayesMath

/// The Lévy distribution of first passage times without drift.
///
/// Density: `√(scale / 2π) exp(-scale / (2 d)) / d^(3/2)` with `d = x - location > 0`.
///
/// It has no mean.
package enum Levy: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Levy", stanNames: [],
    summary: "The Lévy distribution of first passage times without drift.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .interval(lower: 0, upper: nil), capabilities: [.draw, .cdf, .quantile],
    example: "observe t ~ Levy(0, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.less(p[0], value[0])
    let d = inside(value[0] - p[0])
    let half = .constant(0.5) * p[1]
    return onlyWhere(
      isInside,
      .constant(-0.572364942924700087) + .constant(0.5) * S.log(half) - half / d
        - .constant(1.5) * S.log(d))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(p[0], x), logFoldedNormalTail(root(x, p)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let w = root(x, p)
    let inner = foldedLogCDF(
      w, near: S.erf(w * .constant(0.707106781186547524)), upper: S.logPhi(-w))
    return S.select(S.less(p[0], x), inner, .constant(0))
  }

  /// √(scale / d), the absolute value of a standard normal number.
  private static func root<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.sqrt(p[1] / inside(x - p[0]))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    let w = foldedNormalUpperQuantile(probability)
    return p[0] + p[1] / (w * w)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let z = stream.normal()
    return [p[0] + p[1] / (z * z)]
  }
}

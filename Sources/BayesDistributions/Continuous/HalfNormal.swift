package import BayesMath

/// The normal distribution folded at zero.
///
/// Density: `√(2/π) exp(-z² / 2) / scale` for `x ≥ 0`, with `z = x / scale`.
package enum HalfNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "HalfNormal", stanNames: [],
    summary: "The normal distribution folded at zero.",
    forms: [
      DistributionForm(DistributionParameter("scale", .positive))
    ],
    support: .nonNegative, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param sigma ~ HalfNormal(1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = value[0] / p[0]
    let density = .constant(-0.225791352644727432) - S.log(p[0]) - .constant(0.5) * z * z
    return onlyWhere(S.lessOrEqual(.constant(0), value[0]), density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    foldedLogCDF(
      x, near: S.erf(x / p[0] * .constant(0.707106781186547524)), upper: S.logPhi(-(x / p[0])))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    foldedLogCCDF(x, upper: S.logPhi(-(x / p[0])))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    // By the upper tail: 0.5 + p/2 would round away what 1 - p keeps.
    probability > 0.5
      ? -p[0] * NormalFunctions.quantile(0.5 * (1 - probability))
      : p[0] * NormalFunctions.centralQuantile(0.5 * probability)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[0] * abs(stream.normal())]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0] * 0.7978845608028654, p[0] * p[0] * 0.3633802276324187)
  }
}

package import BayesMath

/// The Cauchy distribution folded at zero.
///
/// Density: `2 / (π scale (1 + z²))` for `x ≥ 0`, with `z = x / scale`.
package enum HalfCauchy: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "HalfCauchy", stanNames: [],
    summary: "The Cauchy distribution folded at zero.",
    forms: [
      DistributionForm(DistributionParameter("scale", .positive))
    ],
    support: .nonNegative, capabilities: [.draw, .cdf, .quantile],
    example: "param tau ~ HalfCauchy(5)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = value[0] / p[0]
    let density = .constant(-0.451582705289454864) - S.log(p[0]) - S.log1p(z * z)
    return onlyWhere(S.lessOrEqual(.constant(0), value[0]), density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    foldedLogCDF(
      x, near: S.atan(x / p[0]) * .constant(0.636619772367581343),
      upper: logCauchyTail(x / p[0]))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    foldedLogCCDF(x, upper: logCauchyTail(x / p[0]))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    if probability > 0.5 {
      return probability == 1 ? .infinity : p[0] / Double.tan(.pi / 2 * (1 - probability))
    }
    return p[0] * Double.tan(.pi / 2 * probability)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [quantile(stream.openUniform(), p)]
  }
}

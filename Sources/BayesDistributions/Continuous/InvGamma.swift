package import BayesMath

/// The distribution of the reciprocal of a gamma variate.
///
/// Density: `scale^shape x^(-shape - 1) exp(-scale / x) / Γ(shape)` for `x > 0`.
package enum InvGamma: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "InvGamma", stanNames: ["inv_gamma"],
    summary: "The distribution of the reciprocal of a gamma variate.",
    forms: [
      DistributionForm(
        DistributionParameter("shape", .positive), DistributionParameter("scale", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param variance ~ InvGamma(2, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    inverseGamma(value[0], shape: p[0], scale: p[1])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(.constant(0), x), S.logGammaQ(p[0], p[1] / inside(x)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(S.less(.constant(0), x), S.logGammaP(p[0], p[1] / inside(x)), .constant(0))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [p[1] / Double.exp(stream.logGamma(shape: p[0]))]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (a, b) = (p[0], p[1])
    return (
      a > 1 ? b / (a - 1) : .infinity, a > 2 ? b * b / ((a - 1) * (a - 1) * (a - 2)) : .infinity
    )
  }
}

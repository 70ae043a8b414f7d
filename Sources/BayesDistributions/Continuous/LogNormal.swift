package import BayesMath

/// The distribution of a number whose logarithm is normal.
///
/// Density: `exp(-z² / 2) / (x scale √(2π))` with `z = (log x - location) / scale`.
package enum LogNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "LogNormal", stanNames: ["lognormal"],
    summary: "The distribution of a number whose logarithm is normal.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1, isLogarithmic: true),
    example: "param size ~ LogNormal(0, 1)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), value[0])
    let logValue = S.log(S.select(isInside, value[0], .constant(1)))
    let z = (logValue - p[0]) / p[1]
    let density = .constant(-0.918938533204672742) - S.log(p[1]) - logValue - .constant(0.5) * z * z
    return onlyWhere(isInside, density)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(.constant(0), x), S.logPhi((S.log(inside(x)) - p[0]) / p[1]))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    S.select(S.less(.constant(0), x), S.logPhi((p[0] - S.log(inside(x))) / p[1]), .constant(0))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    Double.exp(p[0] + p[1] * NormalFunctions.quantile(probability))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [Double.exp(p[0] + p[1] * stream.normal())]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let v = p[1] * p[1]
    return (Double.exp(p[0] + v / 2), Double.expm1(v) * Double.exp(2 * p[0] + v))
  }
}

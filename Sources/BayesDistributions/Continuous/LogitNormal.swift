package import BayesMath

/// The distribution of a share whose logit is normal.
///
/// Density: `exp(-z² / 2) / (x (1 - x) scale √(2π))` with `z = (logit(x) - location) / scale`.
///
/// Its moments have no closed form.
package enum LogitNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "LogitNormal", stanNames: [],
    summary: "The distribution of a share whose logit is normal.",
    forms: [
      DistributionForm(DistributionParameter("location"), DistributionParameter("scale", .positive))
    ],
    support: .unitInterval, capabilities: [.draw, .cdf, .quantile],
    example: "param share ~ LogitNormal(0, 1.5)",
    sources: ["Aitchison and Shen (1980), Logistic-normal distributions: some properties and uses"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = isOpen(value[0])
    let x = S.select(isInside, value[0], .constant(0.5))
    let (log, logRest) = (S.log(x), S.log1p(-x))
    let z = (log - logRest - p[0]) / p[1]
    let normal = .constant(-0.918938533204672742) - S.log(p[1]) - .constant(0.5) * z * z
    return onlyWhere(isInside, normal - log - logRest)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let inner = S.logPhi((logit(x) - p[0]) / p[1])
    return onlyWhere(
      S.less(.constant(0), x), S.select(S.less(x, .constant(1)), inner, .constant(0)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let inner = S.logPhi((p[0] - logit(x)) / p[1])
    return onlyWhere(
      S.less(x, .constant(1)), S.select(S.less(.constant(0), x), inner, .constant(0)))
  }

  private static func isOpen<S: Scalar>(_ x: S) -> S.Condition {
    S.and(S.less(.constant(0), x), S.less(x, .constant(1)))
  }

  /// The logit between zero and one, zero elsewhere.
  private static func logit<S: Scalar>(_ x: S) -> S {
    let y = S.select(isOpen(x), x, .constant(0.5))
    return S.log(y) - S.log1p(-y)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [Double.invLogit(p[0] + p[1] * stream.normal())]
  }
}

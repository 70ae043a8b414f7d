package import BayesMath

/// The Wishart distribution of positive definite matrices.
///
/// Density: `det(X)^((df - K - 1)/2) exp(-tr(S⁻¹ X)/2) / (2^(df K/2) det(S)^(df/2) Γ_K(df/2))`, `df > K - 1`.
package enum Wishart: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Wishart", stanNames: ["wishart"],
    summary: "The Wishart distribution of positive definite matrices.",
    forms: [
      DistributionForm(
        DistributionParameter("df", .positive),
        DistributionParameter("scale", .positiveDefinite, shape: .matrix))
    ],
    value: .matrix, support: .covariance, capabilities: [.draw],
    example: "param S: Cov[K] ~ Wishart(K.count + 2, V)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let k = side(of: value)
    let factor = choleskyFactor(value, k)
    let scale = choleskyFactor(p.vector(1), k)
    let log = logDiagonal(factor, k)
    let density = WishartParts.logDensity(
      df: p[0], k, logValue: log, logScale: logDiagonal(scale, k),
      trace: WishartParts.trace(scale, factor, k))
    return onlyDefinite(log, density)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let k = side(of: p.vector(1))
    let scale = choleskyFactor(p.vector(1), k)
    return timesTransposed(
      WishartParts.drawFactor(df: p[0], scale, k, using: &stream), k)
  }
}

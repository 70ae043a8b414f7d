package import BayesMath

/// The Cholesky factors of inverse Wishart distributed matrices.
///
/// Density: that of L Lᵀ times `2^K ∏ L[k, k]^(K - k + 1)`.
package enum InvWishartCholesky: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "InvWishartCholesky", stanNames: ["inv_wishart_cholesky"],
    summary: "The Cholesky factors of inverse Wishart distributed matrices.",
    forms: [
      DistributionForm(
        DistributionParameter("df", .positive),
        DistributionParameter("cholesky", .choleskyFactor, shape: .matrix))
    ],
    value: .matrix, support: .choleskyCovariance, capabilities: [.draw],
    example: "param L: CholeskyCov[K] ~ InvWishartCholesky(K.count + 2, LV)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let k = side(of: value)
    let log = logDiagonal(value, k)
    let density = WishartParts.inverseLogDensity(
      df: p[0], k, logValue: log, logScale: logDiagonal(p.vector(1), k),
      trace: WishartParts.trace(value, p.vector(1), k))
    return onlyDefinite(log, density + WishartParts.logJacobian(value, k))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let k = side(of: p.vector(1))
    return WishartParts.drawInverseFactor(df: p[0], p.vector(1), k, using: &stream)
  }
}

package import BayesMath

/// The Cholesky factors of LKJ distributed correlation matrices.
///
/// Density: `∏ L[k, k]^(K - k + 2 shape - 2) / C(shape)`, `k = 2, …, K`.
package enum LKJCorrCholesky: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "LKJCorrCholesky", stanNames: ["lkj_corr_cholesky"],
    summary: "The Cholesky factors of LKJ distributed correlation matrices.",
    forms: [
      DistributionForm(DistributionParameter("shape", .positive))
    ],
    value: .matrix, support: .choleskyCorrelation, capabilities: [.draw],
    example: "param L: CholeskyCorr[K] ~ LKJCorrCholesky(2)",
    sources: ["Lewandowski, Kurowicka and Joe (2009), equation 16"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let k = Int(Double(value.count).squareRoot())
    var density = S.constant(0)
    var isInside = S.lessOrEqual(S.constant(0), .constant(0))
    for row in 1..<max(k, 1) {
      let exponent = .constant(Double(k - row - 1) - 2) + .constant(2) * p[0]
      let diagonal = value[row * k + row]
      isInside = S.and(isInside, S.lessOrEqual(.constant(0), diagonal))
      density = density + times(exponent, logOf: diagonal)
    }
    return onlyWhere(isInside, density - logNormalizer(p[0], k))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let k = Int(Double(count).squareRoot())
    var factor = [Double](repeating: 0, count: k * k)
    for row in 0..<k {
      var rest = 1.0
      for column in 0..<row {
        // Canonical partial correlations are beta distributed (LKJ 2009, section 2.4).
        let half = p[0] + Double(k - 2 - column) / 2
        let z = 2 * stream.beta(half, half) - 1
        factor[row * k + column] = z * rest.squareRoot()
        rest -= factor[row * k + column] * factor[row * k + column]
      }
      factor[row * k + row] = max(rest, 0).squareRoot()
    }
    return factor
  }

  /// log C(shape), the integral over correlation matrices.
  static func logNormalizer<S: Scalar>(_ shape: S, _ k: Int) -> S {
    var total = S.constant(0)
    for j in 1..<max(k, 1) {
      let rest = Double(k - j)
      let half = shape + .constant((rest - 1) / 2)
      total =
        total
        + .constant(rest) * (.constant(2) * shape + .constant(rest - 2))
        * .constant(0.693147180559945309) + .constant(rest) * S.logBeta(half, half)
    }
    return total
  }
}

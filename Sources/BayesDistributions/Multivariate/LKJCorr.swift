package import BayesMath

/// LKJ distributed correlation matrices.
///
/// Density: `det(Ω)^(shape - 1) / C(shape)` over the elements below the diagonal.
package enum LKJCorr: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "LKJCorr", stanNames: ["lkj_corr"],
    summary: "LKJ distributed correlation matrices.",
    forms: [DistributionForm(DistributionParameter("shape", .positive))],
    value: .matrix, support: .correlation, capabilities: [.draw],
    example: "param Omega: Corr[K] ~ LKJCorr(2)",
    sources: ["Lewandowski, Kurowicka and Joe (2009), equation 16"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let k = side(of: value)
    let log = logDiagonal(choleskyFactor(value, k), k)
    let density = .constant(2) * (p[0] - .constant(1)) * log
    return onlyDefinite(log, density - LKJCorrCholesky.logNormalizer(p[0], k))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let factor = LKJCorrCholesky.draw(p, count: count, using: &stream)
    let k = side(of: factor)
    var matrix = timesTransposed(factor, k)
    for i in 0..<k { matrix[i * k + i] = 1 }
    return matrix
  }
}

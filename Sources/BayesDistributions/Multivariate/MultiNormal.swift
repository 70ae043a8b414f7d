package import BayesMath

/// The multivariate normal distribution.
///
/// Density: `exp(-(x - mean)ᵀ Σ⁻¹ (x - mean) / 2) / √((2π)^K det Σ)`.
package enum MultiNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "MultiNormal", stanNames: ["multi_normal", "multi_normal_prec", "multi_normal_cholesky"],
    summary: "The multivariate normal distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("mean", shape: .vector),
        DistributionParameter("covariance", .positiveDefinite, shape: .matrix)),
      DistributionForm(
        DistributionParameter("mean", shape: .vector),
        DistributionParameter("precision", .positiveDefinite, shape: .matrix)),
      DistributionForm(
        DistributionParameter("mean", shape: .vector),
        DistributionParameter("cholesky", .choleskyFactor, shape: .matrix)),
    ],
    value: .vector, support: .real, capabilities: [.draw],
    example: "param x[K] ~ MultiNormal(mu, cholesky: L)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let k = value.count
    let deviation = zip(value, p.vector(0)).map { $0 - $1 }
    let matrix = p.vector(1)
    let factor = p.form == 2 ? matrix : choleskyFactor(matrix, k)
    var density = S.constant(Double(k) * -0.918938533204672742)
    if p.form == 1 {
      // With precision P = L Lᵀ the quadratic form is |Lᵀ d|².
      for column in 0..<k {
        var sum = S.constant(0)
        for row in column..<k { sum = sum + factor[row * k + column] * deviation[row] }
        density =
          density - .constant(0.5) * sum * sum + S.log(factor[column * k + column])
      }
      return density
    }
    for (row, z) in solveLower(factor, deviation).enumerated() {
      density = density - .constant(0.5) * z * z - S.log(factor[row * k + row])
    }
    return density
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let k = p.vector(0).count
    let z = (0..<k).map { _ in stream.normal() }
    let matrix = p.vector(1)
    if p.form == 1 {
      let x = solveLowerTransposed(choleskyFactor(matrix, k), z)
      return zip(p.vector(0), x).map { $0 + $1 }
    }
    let factor = p.form == 2 ? matrix : choleskyFactor(matrix, k)
    return (0..<k).map { row in
      (0...row).reduce(p.vector(0)[row]) { $0 + factor[row * k + $1] * z[$1] }
    }
  }
}

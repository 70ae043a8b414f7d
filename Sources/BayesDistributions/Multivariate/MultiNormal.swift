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
    let parts = quadraticParts(p.form, value, p.vector(0), p.vector(1))
    return .constant(Double(k) * -0.918938533204672742) - .constant(0.5) * parts.square
      - parts.logScale
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

  /// The square of the deviation in units of the scale, and the logarithm of that; forms are a
  /// covariance, a precision and a Cholesky factor.
  static func quadraticParts<S: Scalar>(
    _ form: Int, _ value: [S], _ mean: [S], _ matrix: [S]
  ) -> (square: S, logScale: S) {
    let k = value.count
    if form == 1 {
      // With precision P = L Lᵀ the quadratic form is |Lᵀ d|².
      let primitive = MatrixPrimitive(.quadraticPrecision, k)
      let parts = S.matrix(primitive, [choleskyFactor(matrix, k), value, mean])
      return (parts[0], -parts[1])
    }
    let primitive = MatrixPrimitive(form == 2 ? .quadraticCholesky : .quadratic, k)
    let parts = S.matrix(primitive, [matrix, value, mean])
    return (parts[0], parts[1])
  }
}

package import BayesMath

/// The multivariate Student's t distribution.
///
/// Density: `Γ((df + K)/2) / (Γ(df/2) (df π)^(K/2) √det Σ) (1 + q/df)^(-(df + K)/2)` with
/// `q = (x - location)ᵀ Σ⁻¹ (x - location)`, Σ the scale matrix or `L Lᵀ`.
package enum MultiStudentT: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "MultiStudentT", stanNames: ["multi_student_t", "multi_student_t_cholesky"],
    summary: "The multivariate Student's t distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("df", .positive), DistributionParameter("location", shape: .vector),
        DistributionParameter("scale", .positiveDefinite, shape: .matrix)),
      DistributionForm(
        DistributionParameter("df", .positive), DistributionParameter("location", shape: .vector),
        DistributionParameter("cholesky", .choleskyFactor, shape: .matrix)),
    ],
    value: .vector, support: .real, capabilities: [.draw],
    example: "param x[K] ~ MultiStudentT(4, mu, cholesky: L)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let k = value.count
    let form = p.form == 1 ? 2 : 0
    let (square, logScale) = MultiNormal.quadraticParts(form, value, p.vector(1), p.vector(2))
    let half = .constant(0.5) * p[0]
    let dimension = S.constant(Double(k) / 2)
    return S.logRising(half, dimension) - dimension * (.constant(1.1447298858494002) + S.log(p[0]))
      - logScale - (half + dimension) * S.log1p(square / p[0])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let k = p.vector(1).count
    let factor: [Double] = Self.factor(p)
    let z: [Double] = (0..<k).map { _ in stream.normal() }
    // A chi-square number over df is a gamma number over half of it.
    let shrink = Double.exp(-0.5 * stream.logGamma(shape: p[0] / 2)) * (p[0] / 2).squareRoot()
    return (0..<k).map { (row: Int) -> Double in
      var sum = 0.0
      for column in 0...row { sum += factor[row * k + column] * z[column] }
      return p.vector(1)[row] + shrink * sum
    }
  }

  /// The Cholesky factor of the scale matrix, of any form.
  private static func factor<S: Scalar>(_ p: Arguments<S>) -> [S] {
    p.form == 1 ? p.vector(2) : choleskyFactor(p.vector(2), p.vector(1).count)
  }
}

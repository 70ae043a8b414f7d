package import BayesMath

/// Independent normal numbers, given that they sum to zero.
///
/// Density: `exp(-Σ x²/(2 sd²)) / (√(2π) sd)^(K - 1)` over the K - 1 directions that keep the sum.
package enum ZeroSumNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "ZeroSumNormal", summary: "Independent normal numbers, given that they sum to zero.",
    forms: [DistributionForm(DistributionParameter("sd", .positive))],
    value: .vector, support: .sumToZero, capabilities: [.draw],
    example: "param x: SumToZero[K] ~ ZeroSumNormal(2)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    var (sum, size, square) = (S.constant(0), S.constant(1), S.constant(0))
    for x in value {
      let z = x / p[0]
      (sum, size, square) = (sum + x, size + S.abs(x), square + z * z)
    }
    let dimension = S.constant(Double(value.count - 1))
    let density =
      -dimension * (S.log(p[0]) + .constant(0.918938533204672742)) - .constant(0.5) * square
    // As far from zero as sums of rounded numbers come.
    return onlyWhere(S.less(S.abs(sum), .constant(1e-8) * size), density)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let x = (0..<count).map { _ in p[0] * stream.normal() }
    let mean = x.reduce(0, +) / Double(count)
    return x.map { $0 - mean }
  }
}

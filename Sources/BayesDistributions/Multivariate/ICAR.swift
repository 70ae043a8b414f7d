package import BayesMath

/// The intrinsic conditional autoregression: differences of neighbours are small.
///
/// Density: `exp(-Σ W[i, j] (x[i] - x[j])² / (2 sd²)) / (√(2π) sd)^(K - 1)`, up to a constant that
/// depends on the adjacency W alone, the sum over pairs of neighbours in one connected graph. A number
/// added to all changes nothing, so it is proper over vectors that sum to zero only.
package enum ICAR: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "ICAR",
    summary: "The intrinsic conditional autoregression: differences of neighbours are small.",
    forms: [
      DistributionForm(
        DistributionParameter("adjacency", .nonNegative, shape: .matrix),
        DistributionParameter("sd", .positive))
    ],
    value: .vector, support: .real, capabilities: [],
    example: "param phi: SumToZero[Region] ~ ICAR(W, 1)",
    sources: ["Besag, York and Mollié (1991)"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let k = value.count
    let adjacency = p.vector(0)
    var square = S.constant(0)
    for i in 0..<k {
      for j in 0..<i {
        let difference = value[i] - value[j]
        square = square + adjacency[i * k + j] * difference * difference
      }
    }
    return .constant(-Double(k - 1)) * (S.log(p[1]) + .constant(0.918938533204672742))
      - .constant(0.5) * square / (p[1] * p[1])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] { [] }
}

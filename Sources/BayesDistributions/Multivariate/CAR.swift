package import BayesMath

/// The conditional autoregression over neighbours.
///
/// Density: the multivariate normal one with precision `precision (D - alpha W)`, W the adjacency and D
/// the diagonal matrix of the numbers of neighbours.
package enum CAR: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "CAR", summary: "The conditional autoregression over neighbours.",
    forms: [
      DistributionForm(
        DistributionParameter("mean", shape: .vector),
        DistributionParameter("adjacency", .nonNegative, shape: .matrix),
        DistributionParameter("alpha"), DistributionParameter("precision", .positive))
    ],
    value: .vector, support: .real, capabilities: [.draw],
    example: "param phi: Real[Region] ~ CAR(zeros(Region), W, alpha, tau)",
    sources: ["Besag (1974)"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let k = value.count
    let factor = choleskyFactor(precision(p, k), k)
    let parts = S.matrix(
      MatrixPrimitive(.quadraticPrecision, k), [factor, value, p.vector(0)])
    return .constant(Double(k) * -0.918938533204672742) - .constant(0.5) * parts[0] + parts[1]
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let k = p.vector(0).count
    let z = (0..<k).map { _ in stream.normal() }
    let x = solveLowerTransposed(choleskyFactor(precision(p, k), k), z)
    return zip(p.vector(0), x).map { $0 + $1 }
  }

  private static func precision<S: Scalar>(_ p: Arguments<S>, _ k: Int) -> [S] {
    let adjacency = p.vector(1)
    return (0..<k * k).map { place in
      let (row, column) = (place / k, place % k)
      if row != column { return -p[3] * p[2] * adjacency[place] }
      let neighbours = (0..<k).reduce(S.constant(0)) { sum, j in
        j == row ? sum : sum + adjacency[row * k + j]
      }
      return p[3] * neighbours
    }
  }
}

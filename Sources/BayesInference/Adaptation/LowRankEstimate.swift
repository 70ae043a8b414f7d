import BayesMath

/// The directions in which scaled draws are stretched: the metric S with S Cov(∇) S = Cov(x), which
/// minimises the Fisher divergence to a normal law, cut down to what differs from one (Seyboldt, Carlson
/// and Carpenter 2026, "Preconditioning Hamiltonian Monte Carlo by minimizing Fisher divergence").
struct LowRankEstimate {
  /// How strongly covariances are drawn to one, as a share of it.
  let regularisation: Double
  /// Directions whose stretch is nearer to one than this factor are left out.
  let cutoff: Double
  let largestRank: Int

  /// The eigenvectors and eigenvalues that are kept.
  func callAsFunction(_ draws: CentredDraws) -> (directions: [[Double]], stretches: [Double]) {
    let d = draws.dimension
    guard d > 0, draws.count > 1 else { return ([], []) }
    let metric = SymmetricMatrix(metric(draws, d), d)
    let kept = metric.values.indices
      .filter { metric.values[$0] > 0 && metric.values[$0].isFinite }
      .filter { metric.values[$0] > cutoff || metric.values[$0] * cutoff < 1 }
      .sorted { abs(Double.log(metric.values[$0])) > abs(Double.log(metric.values[$1])) }
      .prefix(largestRank)
    return (
      kept.map { column in (0..<d).map { metric.vectors[$0 * d + column] } },
      kept.map { metric.values[$0] }
    )
  }

  /// S = L⁻ᵀ (Lᵀ Cov(x) L)^½ L⁻¹ where Cov(∇) = L Lᵀ.
  private func metric(_ draws: CentredDraws, _ d: Int) -> [Double] {
    let times = MatrixPrimitive(.times, d, d, d)
    let factor = Double.matrix(
      MatrixPrimitive(.cholesky, d), [covariance(draws.gradients, draws.count, d)])
    let positions = covariance(draws.positions, draws.count, d)
    let half = Double.matrix(times, [Self.transposed(factor, d), positions])
    let root = SymmetricMatrix(Double.matrix(times, [half, factor]), d).squareRoot
    let solve = MatrixPrimitive(.solveLowerTransposed, d, d)
    let left = Double.matrix(solve, [factor, root])
    return Double.matrix(solve, [factor, Self.transposed(left, d)])
  }

  private static func transposed(_ a: [Double], _ n: Int) -> [Double] {
    var result = a
    for i in 0..<n { for j in 0..<n { result[j * n + i] = a[i * n + j] } }
    return result
  }

  private func covariance(_ rows: [Double], _ count: Int, _ d: Int) -> [Double] {
    var result = [Double](repeating: 0, count: d * d)
    for row in 0..<count {
      for i in 0..<d {
        let factor = rows[row * d + i] / Double(count)
        for j in 0...i { result[i * d + j] += factor * rows[row * d + j] }
      }
    }
    for i in 0..<d {
      result[i * d + i] += regularisation
      for j in 0..<i { result[j * d + i] = result[i * d + j] }
    }
    return result
  }
}

/// A symmetric matrix by its eigenvalues, in ascending order, and its eigenvectors in columns.
private struct SymmetricMatrix {
  let values: [Double]
  let vectors: [Double]

  init(_ matrix: [Double], _ n: Int) {
    let all = Double.matrix(MatrixPrimitive(.eigenSym, n), [matrix])
    values = Array(all.prefix(n))
    vectors = Array(all.dropFirst(n))
  }

  /// The root of a matrix whose eigenvalues are not negative but by rounding.
  var squareRoot: [Double] {
    let n = values.count
    let roots = values.map { max($0, 0).squareRoot() }
    var scaled = vectors
    var transposed = vectors
    for i in 0..<n {
      for j in 0..<n {
        scaled[i * n + j] *= roots[j]
        transposed[j * n + i] = vectors[i * n + j]
      }
    }
    return Double.matrix(MatrixPrimitive(.times, n, n, n), [scaled, transposed])
  }
}

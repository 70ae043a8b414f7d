import BayesMath

/// The span of the directions in which draws, and in which their gradients, vary most: where the
/// directions of a metric are sought in many dimensions.
struct DrawSubspace {
  /// An orthonormal basis, vector by vector.
  private let basis: [Double]
  private let dimension: Int

  /// At most so many directions of each; nil where that is all of space.
  init?(_ draws: CentredDraws, directions count: Int) {
    guard draws.dimension > 2 * count else { return nil }
    dimension = draws.dimension
    let few = draws.thinned(to: count)
    basis = Self.orthonormal(
      Self.widest(draws.positions, draws.count, from: few.positions, dimension)
        + Self.widest(draws.gradients, draws.count, from: few.gradients, dimension), dimension)
  }

  private var rank: Int { basis.count / dimension }

  /// Draws in coordinates of the basis.
  func projected(_ draws: CentredDraws) -> CentredDraws {
    let columns = Self.transposed(basis, rows: rank, dimension)
    let times = MatrixPrimitive(.times, draws.count, dimension, rank)
    return draws.mapped(dimension: rank) { Double.matrix(times, [$0, columns]) }
  }

  /// A vector in coordinates of the basis, in those of the draws.
  func lifted(_ vector: [Double]) -> [Double] {
    Double.matrix(MatrixPrimitive(.times, 1, rank, dimension), [vector, basis])
  }

  /// The directions in which rows vary most, by subspace iteration from a few of them.
  private static func widest(
    _ rows: [Double], _ count: Int, from few: [Double], _ d: Int
  ) -> [Double] {
    var basis = orthonormal(few, d)
    for _ in 0..<2 {
      let rank = basis.count / d
      let shares = Double.matrix(
        MatrixPrimitive(.times, count, d, rank), [rows, transposed(basis, rows: rank, d)])
      let next = Double.matrix(
        MatrixPrimitive(.times, rank, count, d), [transposed(shares, rows: count, rank), rows])
      basis = orthonormal(next, d)
    }
    return basis
  }

  /// An orthonormal basis of what vectors span, by Gram and Schmidt's way.
  private static func orthonormal(_ vectors: [Double], _ d: Int) -> [Double] {
    var basis: [Double] = []
    for start in stride(from: 0, to: vectors.count, by: d) {
      var vector = Array(vectors[start..<start + d])
      let before = length(vector)
      // Twice, for once leaves rounding along what was taken out.
      for _ in 0..<2 {
        for place in stride(from: 0, to: basis.count, by: d) {
          var share = 0.0
          for i in 0..<d { share += basis[place + i] * vector[i] }
          for i in 0..<d { vector[i] -= share * basis[place + i] }
        }
      }
      let rest = length(vector)
      if rest > 1e-8 * before { basis += vector.map { $0 / rest } }
    }
    return basis
  }

  private static func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func transposed(_ matrix: [Double], rows: Int, _ columns: Int) -> [Double] {
    var result = matrix
    for i in 0..<rows { for j in 0..<columns { result[j * rows + i] = matrix[i * columns + j] } }
    return result
  }
}

/// A square matrix as a product of triangular ones, rows exchanged so that no pivot is small beside the
/// rest of its column.
package struct Factored {
  private var rows: [[Double]]
  private var order: [Int] = []

  /// Nil where the matrix is singular or not finite.
  package init?(_ matrix: [[Double]]) {
    rows = matrix
    for k in rows.indices {
      guard let pivot = (k..<rows.count).max(by: { rows[$0][k].magnitude < rows[$1][k].magnitude }),
        rows[pivot][k].isNormal
      else { return nil }
      order.append(pivot)
      rows.swapAt(k, pivot)
      for i in (k + 1)..<max(rows.count, k + 1) {
        rows[i][k] /= rows[k][k]
        for j in (k + 1)..<max(rows.count, k + 1) { rows[i][j] -= rows[i][k] * rows[k][j] }
      }
    }
  }

  /// The solution of a linear system.
  package func solve<S: Scalar>(_ right: [S]) -> [S] {
    var x = right
    for (k, pivot) in order.enumerated() { x.swapAt(k, pivot) }
    for i in x.indices {
      for j in 0..<i { x[i] = x[i] - .constant(rows[i][j]) * x[j] }
    }
    for i in x.indices.reversed() {
      for j in (i + 1)..<max(x.count, i + 1) { x[i] = x[i] - .constant(rows[i][j]) * x[j] }
      x[i] = x[i] / .constant(rows[i][i])
    }
    return x
  }
}

extension SolvedFunction {
  /// The derivatives of every value in the arguments from `first` on, by central differences of plain
  /// values: good enough to find a root with, whatever the numbers are.
  mutating func slopes(at x: [Number], from first: Int) -> [[Double]] {
    let plain = x.map { Number.constant(value($0)) }
    let columns = (first..<x.count).map { k -> [Double] in
      let size = max(value(x[k]).magnitude, 1e-3) * 6e-6
      let ends = [size, -size].map { shift -> [Double] in
        var moved = plain
        moved[k] = .constant(value(x[k]) + shift)
        return self(moved).map(value)
      }
      return zip(ends[0], ends[1]).map { ($0 - $1) / (2 * size) }
    }
    return (columns.first ?? []).indices.map { row in columns.map { $0[row] } }
  }
}

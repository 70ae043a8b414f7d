import BayesMath

/// The lower Cholesky factor of a K × K matrix, row-major; NaN where it is not positive definite.
func choleskyFactor<S: Scalar>(_ matrix: [S], _ k: Int) -> [S] {
  var factor = [S](repeating: .constant(0), count: k * k)
  for column in 0..<k {
    var diagonal = matrix[column * k + column]
    for j in 0..<column {
      diagonal = diagonal - factor[column * k + j] * factor[column * k + j]
    }
    let root = S.sqrt(diagonal)
    factor[column * k + column] = root
    for row in (column + 1)..<max(k, column + 1) {
      var sum = matrix[row * k + column]
      for j in 0..<column { sum = sum - factor[row * k + j] * factor[column * k + j] }
      factor[row * k + column] = sum / root
    }
  }
  return factor
}

/// z with L z = b.
func solveLower<S: Scalar>(_ factor: [S], _ b: [S]) -> [S] {
  let k = b.count
  var z = b
  for row in 0..<k {
    var sum = b[row]
    for column in 0..<row { sum = sum - factor[row * k + column] * z[column] }
    z[row] = sum / factor[row * k + row]
  }
  return z
}

/// x with Lᵀ x = z.
func solveLowerTransposed<S: Scalar>(_ factor: [S], _ z: [S]) -> [S] {
  let k = z.count
  var x = z
  for row in stride(from: k - 1, through: 0, by: -1) {
    var sum = z[row]
    for below in (row + 1)..<max(k, row + 1) { sum = sum - factor[below * k + row] * x[below] }
    x[row] = sum / factor[row * k + row]
  }
  return x
}

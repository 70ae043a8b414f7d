extension MatrixPrimitive {
  /// Whether the function is quickest element by element: over the elements of a plate it is then vector
  /// operations like any others.
  package var isSmall: Bool {
    switch kind {
    case .cholesky, .quadratic, .quadraticCholesky, .quadraticPrecision: n <= 3
    case .solveLower, .solveLowerTransposed: n <= 3 && m <= 3
    case .times: n * m * p <= 32
    case .solve, .inverse, .logDeterminant, .eigenSym, .qr, .svd, .exponential: n == 0
    }
  }

  /// The result element by element, for functions of which some are small.
  package func expanded<S: Scalar>(_ arguments: [[S]]) -> [S] {
    let matrix = arguments[0]
    switch kind {
    case .cholesky: return choleskyFactor(matrix, n)
    case .solveLower: return columns(of: arguments[1]) { solveLower(matrix, $0) }
    case .solveLowerTransposed:
      return columns(of: arguments[1]) { solveLowerTransposed(matrix, $0) }
    case .quadratic, .quadraticCholesky:
      let factor = kind == .quadratic ? choleskyFactor(matrix, n) : matrix
      let deviation = zip(arguments[1], arguments[2]).map { $0 - $1 }
      return [sumOfSquares(solveLower(factor, deviation)), logDiagonal(factor)]
    case .quadraticPrecision:
      let deviation = zip(arguments[1], arguments[2]).map { $0 - $1 }
      let z = (0..<n).map { column in
        (column..<n).reduce(S.constant(0)) { $0 + matrix[$1 * n + column] * deviation[$1] }
      }
      return [sumOfSquares(z), logDiagonal(matrix)]
    case .times:
      return (0..<n * p).map { place in
        (0..<m).reduce(S.constant(0)) {
          $0 + matrix[place / p * m + $1] * arguments[1][$1 * p + place % p]
        }
      }
    case .solve, .inverse, .logDeterminant, .eigenSym, .qr, .svd, .exponential:
      return [S](repeating: .constant(.nan), count: resultCount)
    }
  }

  /// Applies a solver to every column.
  private func columns<S: Scalar>(of matrix: [S], _ solve: ([S]) -> [S]) -> [S] {
    let solved = (0..<m).map { column in solve((0..<n).map { matrix[$0 * m + column] }) }
    return (0..<n * m).map { solved[$0 % m][$0 / m] }
  }

  private func sumOfSquares<S: Scalar>(_ x: [S]) -> S {
    x.reduce(.constant(0)) { $0 + $1 * $1 }
  }

  private func logDiagonal<S: Scalar>(_ factor: [S]) -> S {
    (0..<n).reduce(.constant(0)) { $0 + S.log(factor[$1 * n + $1]) }
  }
}

/// The lower Cholesky factor of a K × K matrix, row-major; NaN where it is not positive definite.
private func choleskyFactor<S: Scalar>(_ matrix: [S], _ k: Int) -> [S] {
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
private func solveLower<S: Scalar>(_ factor: [S], _ b: [S]) -> [S] {
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
private func solveLowerTransposed<S: Scalar>(_ factor: [S], _ z: [S]) -> [S] {
  let k = z.count
  var x = z
  for row in stride(from: k - 1, through: 0, by: -1) {
    var sum = z[row]
    for below in (row + 1)..<max(k, row + 1) { sum = sum - factor[below * k + row] * x[below] }
    x[row] = sum / factor[row * k + row]
  }
  return x
}

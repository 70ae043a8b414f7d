import BayesMath

/// The number of rows of a square matrix.
func side<T>(of matrix: [T]) -> Int { Int(Double(matrix.count).squareRoot().rounded()) }

/// Half the logarithm of the determinant of L Lᵀ.
func logDiagonal<S: Scalar>(_ factor: [S], _ k: Int) -> S {
  (0..<k).reduce(.constant(0)) { $0 + S.log(factor[$1 * k + $1]) }
}

/// The density where `log`, which comes of a factor, is a number; minus infinity where there is none.
func onlyDefinite<S: Scalar>(_ log: S, _ density: S) -> S {
  S.select(S.equal(log, log), density, .constant(-.infinity))
}

/// What the Wishart family has in common: X of dimension k, S the scale, both by their factors.
enum WishartParts {
  /// The normaliser with df/2 log det S: both for S and for its inverse.
  static func logNormalizer<S: Scalar>(_ df: S, _ k: Int) -> S {
    let half = .constant(0.5) * df
    var total = half * .constant(Double(k) * 0.693147180559945309)
    total = total + .constant(Double(k * (k - 1)) / 4 * 1.1447298858494002)
    for j in 0..<k { total = total + S.logGamma(half - .constant(Double(j) / 2)) }
    return total
  }

  /// The sum of the squares of the elements of inverse(L) M, the trace of inverse(L Lᵀ) M Mᵀ for factors L
  /// and M.
  static func trace<S: Scalar>(_ factor: [S], _ other: [S], _ k: Int) -> S {
    let lower = (0..<k * k).map { $0 % k > $0 / k ? .constant(0) : other[$0] }
    let solved = S.matrix(MatrixPrimitive(.solveLower, k, k), [factor, lower])
    return solved.reduce(.constant(0)) { $0 + $1 * $1 }
  }

  /// log det of the derivative of L Lᵀ in the elements of L.
  static func logJacobian<S: Scalar>(_ factor: [S], _ k: Int) -> S {
    (0..<k).reduce(.constant(Double(k) * 0.693147180559945309)) {
      $0 + .constant(Double(k - $1)) * S.log(factor[$1 * k + $1])
    }
  }

  /// The log density of X given the logarithms of both factors' diagonals.
  static func logDensity<S: Scalar>(
    df: S, _ k: Int, logValue: S, logScale: S, trace: S
  ) -> S {
    let density =
      (df - .constant(Double(k + 1))) * logValue - .constant(0.5) * trace - df * logScale
      - logNormalizer(df, k)
    return onlyWhere(S.less(.constant(Double(k - 1)), df), density)
  }

  /// That of the inverse family.
  static func inverseLogDensity<S: Scalar>(
    df: S, _ k: Int, logValue: S, logScale: S, trace: S
  ) -> S {
    let density =
      df * logScale - (df + .constant(Double(k + 1))) * logValue - .constant(0.5) * trace
      - logNormalizer(df, k)
    return onlyWhere(S.less(.constant(Double(k - 1)), df), density)
  }

  /// The factor of a matrix with the identity as scale (Bartlett 1933).
  static func standardFactor(
    df: Double, _ k: Int, using stream: inout RandomStream
  ) -> [Double] {
    var factor = [Double](repeating: 0, count: k * k)
    for row in 0..<k {
      for column in 0..<row { factor[row * k + column] = stream.normal() }
      let log = stream.logGamma(shape: (df - Double(row)) / 2)
      factor[row * k + row] = (2 * Double.exp(log)).squareRoot()
    }
    return factor
  }

  /// A factor of a draw, given the scale's.
  static func drawFactor(
    df: Double, _ scale: [Double], _ k: Int, using stream: inout RandomStream
  ) -> [Double] {
    times(scale, standardFactor(df: df, k, using: &stream), k, k, k)
  }

  /// The factor of a draw of the inverse family, given the scale's.
  ///
  /// With rows and columns reversed Bartlett's factor is upper triangular, and the transpose of its inverse is
  /// lower triangular: a factor without a factorisation, which a matrix far from any identity would not survive.
  static func drawInverseFactor(
    df: Double, _ scale: [Double], _ k: Int, using stream: inout RandomStream
  ) -> [Double] {
    let standard = standardFactor(df: df, k, using: &stream)
    let turned = (0..<k * k).map { scale[$0 % k * k + (k - 1 - $0 / k)] }
    let root = Double.matrix(MatrixPrimitive(.solveLower, k, k), [standard, turned])
    return (0..<k * k).map { root[(k - 1 - $0 % k) * k + $0 / k] }
  }
}

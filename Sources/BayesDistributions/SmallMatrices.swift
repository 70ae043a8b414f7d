import BayesMath

/// The lower Cholesky factor of a K × K matrix, row-major; NaN where it is not positive definite.
func choleskyFactor<S: Scalar>(_ matrix: [S], _ k: Int) -> [S] {
  S.matrix(MatrixPrimitive(.cholesky, k), [matrix])
}

/// x with Lᵀ x = z.
func solveLowerTransposed<S: Scalar>(_ factor: [S], _ z: [S]) -> [S] {
  S.matrix(MatrixPrimitive(.solveLowerTransposed, z.count, 1), [factor, z])
}

/// A matrix with `n` rows and `m` columns times one with `p` columns.
func times<S: Scalar>(_ a: [S], _ b: [S], _ n: Int, _ m: Int, _ p: Int) -> [S] {
  S.matrix(MatrixPrimitive(.times, n, m, p), [a, b])
}

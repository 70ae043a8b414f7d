package import BayesMath

/// The lower Cholesky factor of a positive definite matrix.
package enum Cholesky: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "cholesky", stanNames: ["cholesky_decompose"],
    summary: "The lower Cholesky factor of a positive definite matrix.",
    parameters: ["A"], example: "cholesky(S)")
  package static let shape = MatrixShape([[.n, .n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    S.matrix(MatrixPrimitive(.cholesky, sizes.n), x)
  }
}

/// The solution of a system of linear equations, A⁻¹ b.
package enum SolveVector: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solve", stanNames: ["mdivide_left", "mdivide_left_spd"],
    summary: "The solution of a system of linear equations, A⁻¹ b.",
    parameters: ["A", "b"], example: "solve(A, b)")
  package static let shape = MatrixShape([[.n, .n], [.n]], [.n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    S.matrix(MatrixPrimitive(.solve, sizes.n, 1), x)
  }
}

/// The solution of a system with a lower triangular matrix, L⁻¹ b.
package enum SolveLowerVector: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solveLower", stanNames: ["mdivide_left_tri_low"],
    summary: "The solution of a system with a lower triangular matrix, L⁻¹ b.",
    parameters: ["L", "b"], example: "solveLower(L, b)")
  package static let shape = MatrixShape([[.n, .n], [.n]], [.n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    S.matrix(MatrixPrimitive(.solveLower, sizes.n, 1), x)
  }
}

/// The solution of a system with an upper triangular matrix, U⁻¹ b.
package enum SolveUpperVector: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solveUpper", stanNames: [],
    summary: "The solution of a system with an upper triangular matrix, U⁻¹ b.",
    parameters: ["U", "b"], example: "solveUpper(U, b)")
  package static let shape = MatrixShape([[.n, .n], [.n]], [.n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let lower = transposed(x[0], sizes.n, sizes.n)
    return S.matrix(MatrixPrimitive(.solveLowerTransposed, sizes.n, 1), [lower, x[1]])
  }
}

/// The solution of a system of linear equations, A⁻¹ b.
package enum SolveMatrix: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solve", stanNames: ["mdivide_left", "mdivide_left_spd"],
    summary: "The solution of a system of linear equations, A⁻¹ b.",
    parameters: ["A", "b"], example: "solve(A, b)")
  package static let shape = MatrixShape([[.n, .n], [.n, .m]], [.n, .m])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    S.matrix(MatrixPrimitive(.solve, sizes.n, sizes.m), x)
  }
}

/// The solution of a system with a lower triangular matrix, L⁻¹ b.
package enum SolveLowerMatrix: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solveLower", stanNames: ["mdivide_left_tri_low"],
    summary: "The solution of a system with a lower triangular matrix, L⁻¹ b.",
    parameters: ["L", "b"], example: "solveLower(L, b)")
  package static let shape = MatrixShape([[.n, .n], [.n, .m]], [.n, .m])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    S.matrix(MatrixPrimitive(.solveLower, sizes.n, sizes.m), x)
  }
}

/// The solution of a system with an upper triangular matrix, U⁻¹ b.
package enum SolveUpperMatrix: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solveUpper", stanNames: [],
    summary: "The solution of a system with an upper triangular matrix, U⁻¹ b.",
    parameters: ["U", "b"], example: "solveUpper(U, b)")
  package static let shape = MatrixShape([[.n, .n], [.n, .m]], [.n, .m])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let lower = transposed(x[0], sizes.n, sizes.n)
    return S.matrix(MatrixPrimitive(.solveLowerTransposed, sizes.n, sizes.m), [lower, x[1]])
  }
}

/// The solution of a system from the right, b A⁻¹.
package enum SolveRightVector: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solveRight", stanNames: ["mdivide_right", "mdivide_right_spd"],
    summary: "The solution of a system from the right, b A⁻¹.",
    parameters: ["b", "A"], example: "solveRight(b, A)")
  package static let shape = MatrixShape([[.n], [.n, .n]], [.n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let turned = [transposed(x[1], sizes.n, sizes.n), transposed(x[0], 1, sizes.n)]
    let solved = S.matrix(MatrixPrimitive(.solve, sizes.n, 1), turned)
    return transposed(solved, sizes.n, 1)
  }
}

/// The solution from the right with a lower triangular matrix, b L⁻¹.
package enum SolveRightLowerVector: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solveRightLower", stanNames: ["mdivide_right_tri_low"],
    summary: "The solution from the right with a lower triangular matrix, b L⁻¹.",
    parameters: ["b", "L"], example: "solveRightLower(b, L)")
  package static let shape = MatrixShape([[.n], [.n, .n]], [.n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let turned = [x[1], transposed(x[0], 1, sizes.n)]
    let solved = S.matrix(MatrixPrimitive(.solveLowerTransposed, sizes.n, 1), turned)
    return transposed(solved, sizes.n, 1)
  }
}

/// The solution of a system from the right, b A⁻¹.
package enum SolveRightMatrix: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solveRight", stanNames: ["mdivide_right", "mdivide_right_spd"],
    summary: "The solution of a system from the right, b A⁻¹.",
    parameters: ["b", "A"], example: "solveRight(b, A)")
  package static let shape = MatrixShape([[.m, .n], [.n, .n]], [.m, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let turned = [transposed(x[1], sizes.n, sizes.n), transposed(x[0], sizes.m, sizes.n)]
    let solved = S.matrix(MatrixPrimitive(.solve, sizes.n, sizes.m), turned)
    return transposed(solved, sizes.n, sizes.m)
  }
}

/// The solution from the right with a lower triangular matrix, b L⁻¹.
package enum SolveRightLowerMatrix: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "solveRightLower", stanNames: ["mdivide_right_tri_low"],
    summary: "The solution from the right with a lower triangular matrix, b L⁻¹.",
    parameters: ["b", "L"], example: "solveRightLower(b, L)")
  package static let shape = MatrixShape([[.m, .n], [.n, .n]], [.m, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let turned = [x[1], transposed(x[0], sizes.m, sizes.n)]
    let solved = S.matrix(MatrixPrimitive(.solveLowerTransposed, sizes.n, sizes.m), turned)
    return transposed(solved, sizes.n, sizes.m)
  }
}

/// The inverse of a square matrix.
package enum Inverse: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "inverse", stanNames: ["inverse", "inverse_spd"],
    summary: "The inverse of a square matrix.",
    parameters: ["A"], example: "inverse(A)")
  package static let shape = MatrixShape([[.n, .n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    S.matrix(MatrixPrimitive(.inverse, sizes.n), x)
  }
}

/// The inverse of L Lᵀ, given L.
package enum InverseFromCholesky: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "inverseFromCholesky", stanNames: ["chol2inv"],
    summary: "The inverse of L Lᵀ, given L.",
    parameters: ["L"], example: "inverseFromCholesky(L)")
  package static let shape = MatrixShape([[.n, .n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let inverse = S.matrix(
      MatrixPrimitive(.solveLower, sizes.n, sizes.n), [x[0], identity(sizes.n)])
    return product(transposed(inverse, sizes.n, sizes.n), inverse, sizes.n, sizes.n, sizes.n)
  }
}

/// The logarithm of the absolute value of the determinant.
package enum LogDeterminant: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "logDeterminant", stanNames: ["log_determinant", "log_determinant_spd"],
    summary: "The logarithm of the absolute value of the determinant.",
    parameters: ["A"], example: "logDeterminant(A)")
  package static let shape = MatrixShape([[.n, .n]], [])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    [S.matrix(MatrixPrimitive(.logDeterminant, sizes.n), x)[0]]
  }
}

/// The determinant of a square matrix.
package enum Determinant: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "determinant", stanNames: ["determinant"],
    summary: "The determinant of a square matrix.",
    parameters: ["A"], example: "determinant(A)")
  package static let shape = MatrixShape([[.n, .n]], [])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let parts = S.matrix(MatrixPrimitive(.logDeterminant, sizes.n), x)
    return [parts[1] * S.exp(parts[0])]
  }
}

/// The identity matrix.
func identity<S: Scalar>(_ n: Int) -> [S] {
  (0..<n * n).map { .constant($0 / n == $0 % n ? 1 : 0) }
}

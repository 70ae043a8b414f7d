package import BayesMath

/// The outer product: every element of x times every element of y.
package enum Outer: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "outer", stanNames: [],
    summary: "The outer product: every element of x times every element of y.",
    parameters: ["x", "y"], example: "outer(x, y)")
  package static let shape = MatrixShape([[.n], [.m]], [.n, .m])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    x[0].flatMap { a in x[1].map { a * $0 } }
  }
}

/// The product Aᵀ A.
package enum CrossProduct: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "crossprod", stanNames: ["crossprod"],
    summary: "The product Aᵀ A.",
    parameters: ["A"], example: "crossprod(X)")
  package static let shape = MatrixShape([[.n, .m]], [.m, .m])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    product(transposed(x[0], sizes.n, sizes.m), x[0], sizes.m, sizes.n, sizes.m)
  }
}

/// The product A Aᵀ.
package enum TransposedCrossProduct: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "tcrossprod", stanNames: ["tcrossprod", "multiply_lower_tri_self_transpose"],
    summary: "The product A Aᵀ.",
    parameters: ["A"], example: "tcrossprod(L)")
  package static let shape = MatrixShape([[.n, .m]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    product(x[0], transposed(x[0], sizes.n, sizes.m), sizes.n, sizes.m, sizes.n)
  }
}

/// The quadratic form xᵀ A x.
package enum QuadraticForm: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "quadForm", stanNames: ["quad_form", "quad_form_sym"],
    summary: "The quadratic form xᵀ A x.",
    parameters: ["A", "x"], example: "quadForm(A, x)")
  package static let shape = MatrixShape([[.n, .n], [.n]], [])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let image = product(x[0], x[1], sizes.n, sizes.n, 1)
    return product(x[1], image, 1, sizes.n, 1)
  }
}

/// The product Bᵀ A B.
package enum QuadraticFormMatrix: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "quadForm", stanNames: ["quad_form", "quad_form_sym"],
    summary: "The product Bᵀ A B.",
    parameters: ["A", "B"], example: "quadForm(A, B)")
  package static let shape = MatrixShape([[.n, .n], [.n, .m]], [.m, .m])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let image = product(x[0], x[1], sizes.n, sizes.n, sizes.m)
    return product(transposed(x[1], sizes.n, sizes.m), image, sizes.m, sizes.n, sizes.m)
  }
}

/// The trace of Bᵀ A B.
package enum TraceQuadraticForm: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "traceQuadForm", stanNames: ["trace_quad_form"],
    summary: "The trace of Bᵀ A B.",
    parameters: ["A", "B"], example: "traceQuadForm(A, B)")
  package static let shape = MatrixShape([[.n, .n], [.n, .m]], [])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let image = product(x[0], x[1], sizes.n, sizes.n, sizes.m)
    return [pairwiseSum(zip(x[1], image).map { $0 * $1 }[...])]
  }
}

/// A matrix with rows and columns scaled, diag(v) A diag(v).
package enum QuadraticFormDiagonal: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "quadFormDiag", stanNames: ["quad_form_diag"],
    summary: "A matrix with rows and columns scaled, diag(v) A diag(v).",
    parameters: ["A", "v"], example: "quadFormDiag(Omega, tau)")
  package static let shape = MatrixShape([[.n, .n], [.n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    (0..<sizes.n * sizes.n).map { x[1][$0 / sizes.n] * x[0][$0] * x[1][$0 % sizes.n] }
  }
}

/// A matrix with its rows scaled, diag(v) A.
package enum ScaleRows: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "diagPreMultiply", stanNames: ["diag_pre_multiply"],
    summary: "A matrix with its rows scaled, diag(v) A.",
    parameters: ["v", "A"], example: "diagPreMultiply(tau, L)")
  package static let shape = MatrixShape([[.n], [.n, .m]], [.n, .m])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    (0..<sizes.n * sizes.m).map { x[0][$0 / sizes.m] * x[1][$0] }
  }
}

/// A matrix with its columns scaled, A diag(v).
package enum ScaleColumns: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "diagPostMultiply", stanNames: ["diag_post_multiply"],
    summary: "A matrix with its columns scaled, A diag(v).",
    parameters: ["A", "v"], example: "diagPostMultiply(A, tau)")
  package static let shape = MatrixShape([[.n, .m], [.m]], [.n, .m])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    (0..<sizes.n * sizes.m).map { x[0][$0] * x[1][$0 % sizes.m] }
  }
}

/// A matrix with a vector added to its diagonal.
package enum AddDiagonal: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "addDiag", stanNames: ["add_diag"],
    summary: "A matrix with a vector added to its diagonal.",
    parameters: ["A", "v"], example: "addDiag(K, v)")
  package static let shape = MatrixShape([[.n, .n], [.n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    (0..<sizes.n * sizes.n).map {
      $0 / sizes.n == $0 % sizes.n ? x[0][$0] + x[1][$0 / sizes.n] : x[0][$0]
    }
  }
}

/// A matrix with a number added to its diagonal.
package enum AddToDiagonal: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "addDiag", stanNames: ["add_diag"],
    summary: "A matrix with a number added to its diagonal.",
    parameters: ["A", "v"], example: "addDiag(K, 1e-9)")
  package static let shape = MatrixShape([[.n, .n], []], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    (0..<sizes.n * sizes.n).map { $0 / sizes.n == $0 % sizes.n ? x[0][$0] + x[1][0] : x[0][$0] }
  }
}

/// The sum of the diagonal.
package enum Trace: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "trace", stanNames: ["trace"],
    summary: "The sum of the diagonal.",
    parameters: ["A"], example: "trace(A)")
  package static let shape = MatrixShape([[.n, .n]], [])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    [pairwiseSum((0..<sizes.n).map { x[0][$0 * sizes.n + $0] }[...])]
  }
}

/// The diagonal of a square matrix.
package enum Diagonal: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "diagonal", stanNames: ["diagonal"],
    summary: "The diagonal of a square matrix.",
    parameters: ["A"], example: "diagonal(A)")
  package static let shape = MatrixShape([[.n, .n]], [.n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    (0..<sizes.n).map { x[0][$0 * sizes.n + $0] }
  }
}

/// The matrix with a vector on its diagonal and zeros elsewhere.
package enum DiagonalMatrix: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "diagonalMatrix", stanNames: ["diag_matrix"],
    summary: "The matrix with a vector on its diagonal and zeros elsewhere.",
    parameters: ["v"], example: "diagonalMatrix(v)")
  package static let shape = MatrixShape([[.n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    (0..<sizes.n * sizes.n).map { $0 / sizes.n == $0 % sizes.n ? x[0][$0 / sizes.n] : .constant(0) }
  }
}

/// The symmetric matrix with the same lower triangle.
package enum SymmetricFromLower: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "symmetrizeFromLower", stanNames: ["symmetrize_from_lower_tri"],
    summary: "The symmetric matrix with the same lower triangle.",
    parameters: ["A"], example: "symmetrizeFromLower(A)")
  package static let shape = MatrixShape([[.n, .n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    (0..<sizes.n * sizes.n).map { place in
      let (i, j) = (place / sizes.n, place % sizes.n)
      return x[0][max(i, j) * sizes.n + min(i, j)]
    }
  }
}

package import BayesMath

/// The eigenvalues of a symmetric matrix in ascending order.
package enum EigenvaluesSym: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "eigenvaluesSym", stanNames: ["eigenvalues_sym"],
    summary: "The eigenvalues of a symmetric matrix in ascending order.",
    parameters: ["A"], example: "eigenvaluesSym(S)")
  package static let shape = MatrixShape([[.n, .n]], [.n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    Array(S.matrix(MatrixPrimitive(.eigenSym, sizes.n), x).prefix(sizes.n))
  }
}

/// The eigenvectors of a symmetric matrix in columns, in the order of the eigenvalues.
///
/// The largest element of each is positive.
package enum EigenvectorsSym: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "eigenvectorsSym", stanNames: ["eigenvectors_sym"],
    summary: "The eigenvectors of a symmetric matrix in columns, in the order of the eigenvalues.",
    parameters: ["A"], example: "eigenvectorsSym(S)")
  package static let shape = MatrixShape([[.n, .n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    Array(S.matrix(MatrixPrimitive(.eigenSym, sizes.n), x).dropFirst(sizes.n))
  }
}

/// The orthogonal factor of the QR decomposition: as many columns as the matrix.
package enum QRQ: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "qrQ", stanNames: ["qr_thin_Q", "qr_Q"],
    summary: "The orthogonal factor of the QR decomposition: as many columns as the matrix.",
    parameters: ["A"], example: "qrQ(X)")
  package static let shape = MatrixShape([[.n, .m]], [.n, .m], isTall: true)
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let (n, m) = (sizes.n, sizes.m)
    return Array(S.matrix(MatrixPrimitive(.qr, n, m), x).prefix(n * m))
  }
}

/// The upper triangular factor of the QR decomposition, its diagonal not negative.
package enum QRR: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "qrR", stanNames: ["qr_thin_R", "qr_R"],
    summary: "The upper triangular factor of the QR decomposition, its diagonal not negative.",
    parameters: ["A"], example: "qrR(X)")
  package static let shape = MatrixShape([[.n, .m]], [.m, .m], isTall: true)
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let (n, m) = (sizes.n, sizes.m)
    return Array(S.matrix(MatrixPrimitive(.qr, n, m), x).dropFirst(n * m))
  }
}

/// The singular values in descending order, as many as the matrix has columns.
package enum SingularValues: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "singularValues", stanNames: ["singular_values"],
    summary: "The singular values in descending order, as many as the matrix has columns.",
    parameters: ["A"], example: "singularValues(X)")
  package static let shape = MatrixShape([[.n, .m]], [.m], isTall: true)
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let (n, m) = (sizes.n, sizes.m)
    return Array(S.matrix(MatrixPrimitive(.svd, n, m), x).dropFirst(n * m).prefix(m))
  }
}

/// The left singular vectors in columns, as many as the matrix has.
package enum SVDU: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "svdU", stanNames: ["svd_U"],
    summary: "The left singular vectors in columns, as many as the matrix has.",
    parameters: ["A"], example: "svdU(X)")
  package static let shape = MatrixShape([[.n, .m]], [.n, .m], isTall: true)
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let (n, m) = (sizes.n, sizes.m)
    return Array(S.matrix(MatrixPrimitive(.svd, n, m), x).prefix(n * m))
  }
}

/// The right singular vectors in columns.
package enum SVDV: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "svdV", stanNames: ["svd_V"],
    summary: "The right singular vectors in columns.",
    parameters: ["A"], example: "svdV(X)")
  package static let shape = MatrixShape([[.n, .m]], [.m, .m], isTall: true)
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    let (n, m) = (sizes.n, sizes.m)
    return Array(S.matrix(MatrixPrimitive(.svd, n, m), x).dropFirst(n * m + m))
  }
}

/// The exponential of a square matrix.
package enum MatrixExponential: MatrixFunction {
  package static let declaration = FunctionSignature(
    name: "matrixExp", stanNames: ["matrix_exp"],
    summary: "The exponential of a square matrix.",
    parameters: ["A"], example: "matrixExp(A)")
  package static let shape = MatrixShape([[.n, .n]], [.n, .n])
  package static func evaluate<S: Scalar>(_ x: [[S]], _ sizes: MatrixSizes) -> [S] {
    S.matrix(MatrixPrimitive(.exponential, sizes.n), x)
  }
}

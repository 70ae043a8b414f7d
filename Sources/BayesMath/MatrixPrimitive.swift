package import CVectorMath

/// A function of dense matrices that is one operation of a program, with the sizes it is for.
///
/// Matrices are row-major. Of a symmetric matrix and of a triangular one the lower triangle is read. What
/// cannot be computed is NaN: the factor of a matrix that is not positive definite, say.
public struct MatrixPrimitive: Sendable, Hashable {
  /// What is computed.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// L with L Lᵀ = A.
    case cholesky
    /// L⁻¹ B and L⁻ᵀ B.
    case solveLower, solveLowerTransposed
    /// (x - y)ᵀ A⁻¹ (x - y) and half the logarithm of det A.
    case quadratic
    /// The same of A = L Lᵀ, given L.
    case quadraticCholesky
    /// |Lᵀ (x - y)|² and the logarithm of det L.
    case quadraticPrecision
    /// A B.
    case times
    /// A⁻¹ B, A⁻¹, the logarithm of |det A| with the sign of det A.
    case solve, inverse, logDeterminant
    /// Values in ascending order, then vectors in columns.
    case eigenSym
    /// Q and R; U, the singular values and V.
    case qr, svd
    /// The exponential.
    case exponential
  }

  /// What is computed.
  public let kind: Kind
  /// Sizes, as the kind has them.
  public let n: Int, m: Int, p: Int

  /// A function of matrices of these sizes.
  public init(_ kind: Kind, _ n: Int, _ m: Int = 0, _ p: Int = 0) {
    self.kind = kind
    (self.n, self.m, self.p) = (n, m, p)
  }

  /// As kernels take it, for one matrix.
  package var shape: cvm_matrix {
    cvm_matrix(
      code: Int32(kind.code.rawValue), is_adjoint: 0, shared: 0, active: 0, n: n, m: m, p: p,
      batch: 1, work: nil)
  }

  /// How many numbers each argument has.
  package var inputCounts: [Int] {
    var shape = shape
    return (0..<kind.inputs).map { cvm_matrix_input(&shape, Int32($0)) }
  }

  /// How many numbers the result has.
  package var resultCount: Int {
    var shape = shape
    return cvm_matrix_result(&shape)
  }

  /// How many numbers a program keeps behind the result for the adjoint.
  package var keptCount: Int {
    var shape = shape
    return cvm_matrix_kept(&shape)
  }
}

extension MatrixPrimitive.Kind {
  /// How many arguments there are.
  package var inputs: Int {
    switch self {
    case .cholesky, .inverse, .logDeterminant, .eigenSym, .qr, .svd, .exponential: 1
    case .solveLower, .solveLowerTransposed, .times, .solve: 2
    case .quadratic, .quadraticCholesky, .quadraticPrecision: 3
    }
  }

  fileprivate var code: cvm_matrix_code {
    switch self {
    case .cholesky: CVM_CHOLESKY
    case .solveLower: CVM_SOLVE_LOWER
    case .solveLowerTransposed: CVM_SOLVE_LOWER_TRANSPOSED
    case .quadratic: CVM_QUADRATIC
    case .quadraticCholesky: CVM_QUADRATIC_CHOLESKY
    case .quadraticPrecision: CVM_QUADRATIC_PRECISION
    case .times: CVM_TIMES
    case .solve: CVM_SOLVE
    case .inverse: CVM_INVERSE
    case .logDeterminant: CVM_LOG_DETERMINANT
    case .eigenSym: CVM_EIGEN_SYM
    case .qr: CVM_QR
    case .svd: CVM_SVD
    case .exponential: CVM_MATRIX_EXP
    }
  }
}

extension MatrixPrimitive {
  /// The result for plain numbers.
  package func value(_ arguments: [[Double]]) -> [Double] {
    Array(valueAndKept(arguments).prefix(resultCount))
  }

  /// The adjoints of the arguments, given that of the result.
  package func adjoints(_ arguments: [[Double]], seed: [Double]) -> [[Double]] {
    var shape = shape
    let value = valueAndKept(arguments)
    let counts = inputCounts
    shape.is_adjoint = 1
    shape.active = (1 << Int32(kind.inputs)) - 1
    let all = run(
      &shape, count: counts.reduce(0, +),
      [arguments[0], arguments.count > 1 ? arguments[1] : [], value, seed])
    var start = 0
    return counts.map { count in
      defer { start += count }
      return Array(all[start..<start + count])
    }
  }

  private func valueAndKept(_ arguments: [[Double]]) -> [Double] {
    var shape = shape
    return run(&shape, count: resultCount + keptCount, arguments)
  }

  /// Runs the kernel on copies with the room behind them that kernels may read.
  private func run(_ shape: inout cvm_matrix, count: Int, _ inputs: [[Double]]) -> [Double] {
    guard let kernels = cvm_best() else { return [Double](repeating: .nan, count: count) }
    let rooms = [count, cvm_matrix_work(&shape)] + inputs.map(\.count)
    let memory = UnsafeMutablePointer<Double>.allocate(
      capacity: rooms.reduce(0) { $0 + $1 + 8 })
    defer { memory.deallocate() }
    memory.initialize(repeating: 0, count: rooms.reduce(0) { $0 + $1 + 8 })
    shape.work = memory + count + 8
    var places = [UnsafePointer<Double>](repeating: UnsafePointer(memory), count: 4)
    var next = memory + rooms[0] + rooms[1] + 16
    for (index, input) in inputs.enumerated() {
      next.update(from: input, count: input.count)
      places[index] = UnsafePointer(next)
      next += input.count + 8
    }
    kernels.pointee.matrix(&shape, memory, places[0], places[1], places[2], places[3])
    return Array(UnsafeBufferPointer(start: memory, count: count))
  }
}

extension Double {
  /// The result, by the kernels.
  public static func matrix(
    _ function: MatrixPrimitive, _ arguments: [[Double]]
  ) -> [Double] { function.value(arguments) }
}

extension Dual {
  /// The result with its derivative, element by element along its adjoint.
  public static func matrix(_ function: MatrixPrimitive, _ arguments: [[Dual]]) -> [Dual] {
    let numbers = arguments.map { $0.map(\.value) }
    let result = function.value(numbers)
    guard arguments.joined().contains(where: { $0.derivative != 0 }) else {
      return result.map { Dual($0) }
    }
    return result.indices.map { place in
      var seed = [Double](repeating: 0, count: result.count)
      seed[place] = 1
      let adjoints = function.adjoints(numbers, seed: seed)
      var derivative = 0.0
      for (own, slopes) in zip(arguments, adjoints) {
        for (x, slope) in zip(own, slopes) where x.derivative != 0 {
          derivative += slope * x.derivative
        }
      }
      return Dual(result[place], derivative)
    }
  }
}

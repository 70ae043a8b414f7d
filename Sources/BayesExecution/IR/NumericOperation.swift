/// What a value of a numeric program is computed by.
enum NumericOperation: Hashable {
  typealias ID = NumericGraph.ID

  /// A number, by its bits.
  case constant(UInt64)
  /// A constant vector, by its place among the tables.
  case table(Int)
  /// Coordinates of the unconstrained vector from an offset on.
  case coordinates(Int)
  case unary(UnaryOperation, ID)
  case binary(BinaryOperation, ID, ID)
  /// The second where the first is not zero, else the third.
  case select(ID, ID, ID)
  /// Elements of a vector by the positions of an index table.
  case gather(ID, Int)
  /// A vector of `count` zeros with the elements added at the positions of an index table.
  case scatterAdd(ID, Int)
  /// Vectors one after the other.
  case concatenation([ID])
  /// A function of several numbers, element by element.
  case call(SpecialCall, [ID])
  /// A function of whole matrices, or its adjoint.
  case matrix(MatrixCall, [ID])
  case sum(ID)
  case dot(ID, ID)
  /// A constant matrix (a table, column-major) times a vector, and its transpose times a vector.
  case product(matrix: Int, rows: Int, ID)
  case transposedProduct(matrix: Int, rows: Int, ID)
  /// The memory of a loop, by its place among the loops, after it has run on its inputs.
  case loop(Int, [ID])
  /// The memory of a solution, by its place among the solutions, after it has been found for the rows of
  /// a vector.
  case solution(Int, ID)
  /// The memory of a sum over the paths of Markov chains, from log emissions and log transitions.
  case chain(ChainShape, ID, ID)
  /// In the body of a loop: what a step reads, by its place among the reads.
  case read(Int)

  /// The values it reads.
  var operands: [ID] {
    switch self {
    case .constant, .table, .coordinates, .read: []
    case .unary(_, let a), .gather(let a, _), .scatterAdd(let a, _), .sum(let a),
      .solution(_, let a),
      .product(_, _, let a), .transposedProduct(_, _, let a):
      [a]
    case .binary(_, let a, let b), .dot(let a, let b), .chain(_, let a, let b): [a, b]
    case .concatenation(let parts), .call(_, let parts), .loop(_, let parts),
      .matrix(_, let parts):
      parts
    case .select(let a, let b, let c): [a, b, c]
    }
  }
}

/// Functions of one number.
enum UnaryOperation: Hashable, CaseIterable {
  case negate, square, reciprocal, sqrt, abs, floor, sign, not
  /// Logarithms of x and 1 + x, −∞ where these are not positive, and 1/x, 0 there: their slope.
  case logPositive, log1pPositive, reciprocalPositive
  case exp, log, log1p, expm1, log1pExp, invLogit, tanh
  case sin, cos, tan, asin, acos, atan, sinh, cosh, asinh, acosh, atanh
  case logGamma, digamma, trigamma, erf, erfc, logPhi, logPhiSlope, logBesselI0, besselRatio
}

/// Functions of two numbers.
enum BinaryOperation: Hashable, CaseIterable {
  case add, subtract, multiply, divide, power
  case less, lessOrEqual, equal, and, or
  /// log Γ(a + b) - log Γ(a), its slope in a, the logarithms of the beta function and of the binomial
  /// coefficient: their terms are large and alike, so they are no differences of log Γ.
  case logRising, digammaRise, logBeta, logChoose
}

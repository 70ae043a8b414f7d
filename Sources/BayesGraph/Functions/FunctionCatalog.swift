package import BayesMath

/// What a function is called and takes.
package struct FunctionSignature: Sendable {
  /// lowerCamelCase, as models spell it; operators under their own names (`+`, `<`, `&&`).
  package let name: String
  /// The Stan functions it stands for.
  package let stanNames: [String]
  /// One sentence.
  package let summary: String
  package let parameters: [String]
  /// What it gives for what it takes.
  package let result: FunctionResult
  package let example: String

  package init(
    name: String, stanNames: [String] = [], summary: String, parameters: [String],
    result: FunctionResult = .real, example: String
  ) {
    self.name = name
    self.stanNames = stanNames
    self.summary = summary
    self.parameters = parameters
    self.result = result
    self.example = example
  }
}

/// The element type of a function's result.
package enum FunctionResult: Sendable, Hashable {
  case real
  /// Takes booleans or numbers and gives a boolean.
  case boolean
  /// Integer if all arguments are integers, else real.
  case numeric
  case integer
}

/// A scalar function that works element by element.
///
/// Written once over `Scalar`, so that its derivative and its kernels follow from those of the
/// primitives.
package protocol ElementwiseFunction: Sendable {
  static var declaration: FunctionSignature { get }
  /// Booleans are 0 and 1; arguments as many as the declaration has parameters.
  static func evaluate<S: Scalar>(_ arguments: [S]) -> S
}

/// A function of all elements along some axes: a reduction, or one array to another.
package protocol LaneFunction: Sendable {
  static var declaration: FunctionSignature { get }
  static var shape: LaneShape { get }
  /// Per argument its elements along the lane, row-major. The result has one element for a
  /// reduction, else as many as `shape` says.
  static func evaluate<S: Scalar>(_ arguments: [[S]]) -> [S]
}

/// What a lane function makes of a lane.
package enum LaneShape: Sendable, Hashable {
  /// One number; works on all axes seen from the equation unless `over:` is given.
  case reduction
  /// The same lane, mapped; works on the last axis unless `over:` is given.
  case map
}

/// All functions; the only list.
package enum FunctionCatalog {
  package static let elementwise: [any ElementwiseFunction.Type] = [
    Add.self, Subtract.self, Multiply.self, Divide.self, Remainder.self, IntegerQuotient.self,
    Negate.self, Power.self, Square.self, SquareRoot.self, CubeRoot.self, Reciprocal.self,
    ReciprocalSquareRoot.self, ReciprocalSquare.self, AbsoluteValue.self, Hypotenuse.self,
    MultiplyAdd.self, PositiveDifference.self, Exponential.self, ExponentialMinusOne.self,
    PowerOfTwo.self, Logarithm.self, LogarithmOnePlus.self, LogarithmOneMinus.self, Logarithm2.self,
    Logarithm10.self, LogOnePlusExp.self, LogOneMinusExp.self, LogDifferenceExp.self,
    LogAddExp.self, LogMix.self, MultiplyLog.self, LogGamma.self, Digamma.self, LogBeta.self,
    LogChoose.self, Choose.self, IncompleteGammaLower.self, IncompleteGammaUpper.self,
    IncompleteBetaFunction.self, Logit.self, InverseLogit.self, LogInverseLogit.self,
    LogOneMinusInverseLogit.self, ComplementaryLogLog.self, InverseComplementaryLogLog.self,
    Phi.self, LogPhi.self, ErrorFunction.self, ComplementaryErrorFunction.self, Equal.self,
    NotEqual.self, Less.self, LessOrEqual.self, Greater.self, GreaterOrEqual.self, And.self,
    Or.self, Not.self, IsNaN.self, IsInfinite.self, Floor.self, Ceiling.self, Round.self,
    Truncate.self, Smaller.self, Larger.self, Step.self, Sine.self, Cosine.self, Tangent.self,
    ArcSine.self, ArcCosine.self, ArcTangent.self, HyperbolicSine.self, HyperbolicCosine.self,
    HyperbolicTangent.self, InverseHyperbolicSine.self, InverseHyperbolicCosine.self,
    InverseHyperbolicTangent.self,
  ]
  package static let lane: [any LaneFunction.Type] = [
    CumulativeSum.self, Softmax.self, LogSoftmax.self, Reverse.self, Sort.self, Sum.self, Mean.self,
    Variance.self, StandardDeviation.self, Product.self, Minimum.self, Maximum.self, AnyTrue.self,
    AllTrue.self, LogSumExp.self, Norm.self, DotProduct.self,
  ]

  package static let matrix: [any MatrixFunction.Type] = [
    Cholesky.self, SolveVector.self, SolveLowerVector.self, SolveUpperVector.self, SolveMatrix.self,
    SolveLowerMatrix.self, SolveUpperMatrix.self, SolveRightVector.self, SolveRightLowerVector.self,
    SolveRightMatrix.self, SolveRightLowerMatrix.self, Inverse.self, InverseFromCholesky.self,
    LogDeterminant.self, Determinant.self, EigenvaluesSym.self, EigenvectorsSym.self, QRQ.self,
    QRR.self, SingularValues.self, SVDU.self, SVDV.self, MatrixExponential.self, Outer.self,
    CrossProduct.self, TransposedCrossProduct.self, QuadraticForm.self, QuadraticFormMatrix.self,
    TraceQuadraticForm.self, QuadraticFormDiagonal.self, ScaleRows.self, ScaleColumns.self,
    AddDiagonal.self, AddToDiagonal.self, Trace.self, Diagonal.self, DiagonalMatrix.self,
    SymmetricFromLower.self,
  ]

  /// Elementwise functions by name; one name may take different numbers of arguments.
  package static func elementwise(
    named name: String, arguments: Int
  ) -> (any ElementwiseFunction.Type)? {
    elementwiseByName[name]?.first { declaration(of: $0).parameters.count == arguments }
  }

  /// Lane functions by name.
  package static func lane(named name: String) -> (any LaneFunction.Type)? { laneByName[name] }

  /// Functions of matrices by name; one name may take vectors and matrices.
  package static func matrix(named name: String) -> [any MatrixFunction.Type] {
    matrixByName[name] ?? []
  }

  /// The name here of a function of Stan's.
  package static func named(byStan name: String) -> String? {
    elementwise.map(declaration(of:)).first { $0.stanNames.contains(name) }?.name
      ?? lane.map(declaration(of:)).first { $0.stanNames.contains(name) }?.name
      ?? matrix.map(declaration(of:)).first { $0.stanNames.contains(name) }?.name
  }

  /// All names a model can call.
  package static let names: [String] = Set(elementwiseByName.keys).union(laneByName.keys)
    .union(matrixByName.keys)
    .filter { $0.first?.isLetter == true }.sorted()

  package static func declaration(of function: any ElementwiseFunction.Type) -> FunctionSignature {
    function.declaration
  }

  package static func declaration(of function: any LaneFunction.Type) -> FunctionSignature {
    function.declaration
  }

  package static func declaration(of function: any MatrixFunction.Type) -> FunctionSignature {
    function.declaration
  }

  private static let matrixByName: [String: [any MatrixFunction.Type]] = Dictionary(
    grouping: matrix, by: { declaration(of: $0).name })

  private static let elementwiseByName: [String: [any ElementwiseFunction.Type]] = {
    var index: [String: [any ElementwiseFunction.Type]] = [:]
    for function in elementwise {
      index[declaration(of: function).name, default: []].append(function)
    }
    return index
  }()

  private static let laneByName: [String: any LaneFunction.Type] = {
    var index: [String: any LaneFunction.Type] = [:]
    for function in lane { index[declaration(of: function).name] = function }
    return index
  }()
}

package import BayesMath

/// What a function is called and takes.
package struct FunctionDeclaration: Sendable {
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

/// A scalar function that works element by element. Written once over `Scalar`, so that its
/// derivative and its kernels follow from those of the primitives.
package protocol ElementwiseFunction: Sendable {
  static var declaration: FunctionDeclaration { get }
  /// Booleans are 0 and 1; arguments as many as the declaration has parameters.
  static func evaluate<S: Scalar>(_ arguments: [S]) -> S
}

/// A function of all elements along some axes: a reduction, or one array to another.
package protocol LaneFunction: Sendable {
  static var declaration: FunctionDeclaration { get }
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
  /// A square matrix to a square matrix, over the last two axes.
  case matrixMap
  /// A square matrix to one number.
  case matrixReduction
}

/// All functions; the only list.
package enum FunctionCatalog {
  package static let elementwise: [any ElementwiseFunction.Type] = []
  package static let lane: [any LaneFunction.Type] = []
}

package import BayesMath

/// A function of whole vectors and matrices.
///
/// Written once over `Scalar`: what takes more than a few lines is one of its primitives.
package protocol MatrixFunction: Sendable {
  static var declaration: FunctionSignature { get }
  static var shape: MatrixShape { get }
  /// Arguments and result row-major.
  static func evaluate<S: Scalar>(_ arguments: [[S]], _ sizes: MatrixSizes) -> [S]
}

/// Along which of its sides the arguments and the result of a matrix function lie.
package struct MatrixShape: Sendable, Hashable {
  /// A side of a matrix: sides of one letter have one length.
  package enum Side: String, Sendable, Hashable { case n, m, p }

  /// Per parameter its sides; none for a number.
  package let parameters: [[Side]]
  package let result: [Side]
  /// Whether n must not be less than m.
  package let isTall: Bool

  package init(_ parameters: [[Side]], _ result: [Side], isTall: Bool = false) {
    self.parameters = parameters
    self.result = result
    self.isTall = isTall
  }

  /// The lengths of the sides, from those of the arguments' axes.
  package func sizes(_ lengths: [[Int]]) -> MatrixSizes {
    var known: [Side: Int] = [:]
    for (sides, own) in zip(parameters, lengths) {
      for (side, length) in zip(sides, own) { known[side] = length }
    }
    let (n, m) = (known[.n] ?? 0, known[.m] ?? 0)
    return MatrixSizes(n: n, m: m, p: known[.p] ?? min(n, m))
  }
}

/// How long the sides of a matrix function are; p is the smaller of n and m where no argument has it.
package struct MatrixSizes: Sendable, Hashable {
  package let n: Int
  package let m: Int
  package let p: Int

  /// The length of a side.
  package subscript(side: MatrixShape.Side) -> Int {
    switch side {
    case .n: n
    case .m: m
    case .p: p
    }
  }
}

/// An argument of a matrix function: a value and its axes that lie along the sides, in order.
package struct MatrixOperand: Sendable, Hashable {
  package var node: NodeID
  package var axes: [AxisID]

  package init(node: NodeID, axes: [AxisID]) {
    self.node = node
    self.axes = axes
  }
}

/// A matrix turned over.
func transposed<S: Scalar>(_ matrix: [S], _ rows: Int, _ columns: Int) -> [S] {
  (0..<columns).flatMap { column in (0..<rows).map { matrix[$0 * columns + column] } }
}

/// A matrix product: `n` rows, `m` products, `p` columns.
func product<S: Scalar>(_ a: [S], _ b: [S], _ n: Int, _ m: Int, _ p: Int) -> [S] {
  S.matrix(MatrixPrimitive(.times, n, m, p), [a, b])
}

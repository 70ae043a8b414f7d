package import BayesMath

/// The sum of all elements.
package enum Sum: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "sum", stanNames: ["sum"], summary: "The sum of all elements.",
    parameters: ["x"], result: .numeric, example: "sum(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [pairwiseSum(lanes[0][...])]
  }
}

/// The mean of all elements.
package enum Mean: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "mean", stanNames: ["mean"], summary: "The mean of all elements.",
    parameters: ["x"], example: "mean(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [mean(of: lanes[0])]
  }
}

/// The variance, with n - 1 in the denominator.
package enum Variance: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "variance", stanNames: ["variance"],
    summary: "The variance, with n - 1 in the denominator.",
    parameters: ["x"], example: "variance(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [variance(of: lanes[0])]
  }
}

/// The standard deviation, with n - 1 in the denominator.
package enum StandardDeviation: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "sd", stanNames: ["sd"],
    summary: "The standard deviation, with n - 1 in the denominator.",
    parameters: ["x"], example: "sd(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [S.sqrt(variance(of: lanes[0]))]
  }
}

/// The product of all elements.
package enum Product: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "prod", stanNames: ["prod"], summary: "The product of all elements.",
    parameters: ["x"], result: .numeric, example: "prod(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [lanes[0].reduce(.constant(1), *)]
  }
}

/// The smallest element.
package enum Minimum: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "min", stanNames: ["min"], summary: "The smallest element.",
    parameters: ["x"], result: .numeric, example: "min(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [lanes[0].reduce(.constant(.infinity), smaller)]
  }
}

/// The largest element.
package enum Maximum: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "max", stanNames: ["max"], summary: "The largest element.",
    parameters: ["x"], result: .numeric, example: "max(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [lanes[0].reduce(.constant(-.infinity), larger)]
  }
}

/// Whether one element is true.
package enum AnyTrue: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "any", stanNames: [], summary: "Whether one element is true.",
    parameters: ["x"], result: .boolean, example: "any(x > 0)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [lanes[0].reduce(.constant(0)) { S.select(S.less($0, $1), $1, $0) }]
  }
}

/// Whether all elements are true.
package enum AllTrue: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "all", stanNames: [], summary: "Whether all elements are true.",
    parameters: ["x"], result: .boolean, example: "all(x > 0)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [lanes[0].reduce(.constant(1), *)]
  }
}

/// The logarithm of the sum of exponentials.
package enum LogSumExp: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "logSumExp", stanNames: ["log_sum_exp"],
    summary: "The logarithm of the sum of exponentials.",
    parameters: ["x"], example: "logSumExp(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [logSumExp(of: lanes[0])]
  }
}

/// The Euclidean length.
package enum Norm: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "norm", stanNames: ["norm2"], summary: "The Euclidean length.",
    parameters: ["x"], example: "norm(x)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [S.sqrt(pairwiseSum(lanes[0].map { $0 * $0 }[...]))]
  }
}

/// The sum of products.
package enum DotProduct: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "dot", stanNames: ["dot_product"], summary: "The sum of products.",
    parameters: ["x", "y"], example: "dot(x, y)")
  package static let shape = LaneShape.reduction
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    [pairwiseSum(zip(lanes[0], lanes[1]).map { $0 * $1 }[...])]
  }
}

/// The sum by halves, so that rounding errors grow with the logarithm of the length.
func pairwiseSum<S: Scalar>(_ x: ArraySlice<S>) -> S {
  if x.count <= 8 { return x.reduce(.constant(0), +) }
  let middle = x.startIndex + x.count / 2
  return pairwiseSum(x[..<middle]) + pairwiseSum(x[middle...])
}

func mean<S: Scalar>(of x: [S]) -> S {
  pairwiseSum(x[...]) / .constant(Double(x.count))
}

func variance<S: Scalar>(of x: [S]) -> S {
  let center = mean(of: x)
  let squares = x.map { ($0 - center) * ($0 - center) }
  return pairwiseSum(squares[...]) / .constant(Double(x.count - 1))
}

func logSumExp<S: Scalar>(of x: [S]) -> S {
  let largest = x.reduce(S.constant(-.infinity), larger)
  let sum = pairwiseSum(x.map { S.exp($0 - largest) }[...])
  let isInfinite = S.equal(S.abs(largest), .constant(.infinity))
  return S.select(isInfinite, largest, largest + S.log(sum))
}

package import BayesMath

/// The running sum.
package enum CumulativeSum: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "cumulativeSum", stanNames: ["cumulative_sum"], summary: "The running sum.",
    parameters: ["x"], result: .numeric, example: "cumulativeSum(x)")
  package static let shape = LaneShape.map
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    var total = S.constant(0)
    return lanes[0].map { element in
      total = total + element
      return total
    }
  }
}

/// Exponentials scaled to sum to one.
package enum Softmax: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "softmax", stanNames: ["softmax"], summary: "Exponentials scaled to sum to one.",
    parameters: ["x"], example: "softmax(eta)")
  package static let shape = LaneShape.map
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    let log = logSumExp(of: lanes[0])
    return lanes[0].map { S.exp($0 - log) }
  }
}

/// The logarithm of the softmax.
package enum LogSoftmax: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "logSoftmax", stanNames: ["log_softmax"], summary: "The logarithm of the softmax.",
    parameters: ["x"], example: "logSoftmax(eta)")
  package static let shape = LaneShape.map
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    let log = logSumExp(of: lanes[0])
    return lanes[0].map { $0 - log }
  }
}

/// The elements in the other order.
package enum Reverse: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "reverse", stanNames: ["reverse"], summary: "The elements in the other order.",
    parameters: ["x"], result: .numeric, example: "reverse(x)")
  package static let shape = LaneShape.map
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    lanes[0].reversed()
  }
}

/// The elements in ascending order.
package enum Sort: LaneFunction {
  package static let declaration = FunctionSignature(
    name: "sort", stanNames: ["sort_asc"], summary: "The elements in ascending order.",
    parameters: ["x"], result: .numeric, example: "sort(x)")
  package static let shape = LaneShape.map
  package static func evaluate<S: Scalar>(_ lanes: [[S]]) -> [S] {
    if let numbers = lanes[0] as? [Double] { return numbers.sorted() as? [S] ?? lanes[0] }
    // Odd-even transposition: the same comparisons whatever the values are.
    var x = lanes[0]
    for pass in 0..<x.count {
      for i in stride(from: pass % 2, to: x.count - 1, by: 2) {
        let isOrdered = S.lessOrEqual(x[i], x[i + 1])
        (x[i], x[i + 1]) = (
          S.select(isOrdered, x[i], x[i + 1]), S.select(isOrdered, x[i + 1], x[i])
        )
      }
    }
    return x
  }
}

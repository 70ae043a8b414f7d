package import BayesMath

/// Vectors that sum to zero, an isometry of K - 1 coordinates onto their plane.
package enum SumToZeroTransform: Transform {
  package static func coordinates(of count: Int) -> Int { max(count - 1, 0) }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    var x = [S](repeating: .constant(0), count: count)
    var sum = S.constant(0)
    for i in stride(from: y.count, through: 1, by: -1) {
      let n = Double(i)
      let w = y[i - 1] * .constant(1 / (n * (n + 1)).squareRoot())
      sum = sum + w
      x[i - 1] = x[i - 1] + sum
      x[i] = x[i] - .constant(n) * w
    }
    return (x, .constant(0))
  }

  package static func unconstrain(_ value: [Double]) -> [Double] {
    let n = coordinates(of: value.count)
    var y = [Double](repeating: 0, count: n)
    var sum = 0.0
    for i in stride(from: n, through: 1, by: -1) {
      let m = Double(i)
      let w = (sum - value[i]) / m
      y[i - 1] = w * (m * (m + 1)).squareRoot()
      sum += w
    }
    return y
  }
}

/// Positive vectors that sum to one: the softmax of a vector that sums to zero.
///
/// log |J| = Σ log x[k] + log(K) / 2.
package enum SimplexTransform: Transform {
  package static func coordinates(of count: Int) -> Int { max(count - 1, 0) }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    let z = SumToZeroTransform.constrain(y, count: count).value
    let log = logSumExp(z)
    var logJacobian = S.constant(0.5 * Double.log(Double(max(count, 1))))
    for element in z { logJacobian = logJacobian + element - log }
    return (z.map { S.exp($0 - log) }, logJacobian)
  }

  package static func unconstrain(_ value: [Double]) -> [Double] {
    let logs = value.map { Double.log($0) }
    let mean = logs.reduce(0, +) / Double(max(logs.count, 1))
    return SumToZeroTransform.unconstrain(logs.map { $0 - mean })
  }
}

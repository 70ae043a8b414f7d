package import BayesMath

/// Ascending vectors: `x[1] = y[1]`, `x[k] = x[k - 1] + exp(y[k])`.
package enum OrderedTransform: Transform {
  package static func coordinates(of count: Int) -> Int { count }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    var x: [S] = []
    var logJacobian = S.constant(0)
    for step in y {
      if let last = x.last {
        x.append(last + S.exp(step))
        logJacobian = logJacobian + step
      } else {
        x.append(step)
      }
    }
    return (x, logJacobian)
  }

  package static func unconstrain(_ value: [Double]) -> [Double] {
    Array(value.prefix(1)) + zip(value, value.dropFirst()).map { Double.log($1 - $0) }
  }
}

/// Ascending positive vectors: `x[1] = exp(y[1])`, then as `OrderedTransform`.
package enum PositiveOrderedTransform: Transform {
  package static func coordinates(of count: Int) -> Int { count }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    var x: [S] = []
    var logJacobian = S.constant(0)
    for step in y {
      x.append((x.last ?? .constant(0)) + S.exp(step))
      logJacobian = logJacobian + step
    }
    return (x, logJacobian)
  }

  package static func unconstrain(_ value: [Double]) -> [Double] {
    zip([0] + value, value).map { Double.log($1 - $0) }
  }
}

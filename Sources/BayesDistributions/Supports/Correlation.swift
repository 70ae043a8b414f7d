package import BayesMath

/// Cholesky factors of correlation matrices, by canonical partial correlations `z = tanh(y)`, row by
/// row (Lewandowski, Kurowicka and Joe 2009).
package enum CholeskyCorrelationTransform: Transform {
  package static func coordinates(of count: Int) -> Int {
    let k = side(count)
    return k * (k - 1) / 2
  }

  static func side(_ count: Int) -> Int { Int(Double(count).squareRoot().rounded()) }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    let (factor, _, logJacobian) = parts(y, count: count)
    return (factor, logJacobian)
  }

  /// The factor, the logarithms of its diagonal, finite where that rounds to zero, and log |J|.
  static func parts<S: Scalar>(
    _ y: [S], count: Int
  ) -> (factor: [S], logDiagonal: [S], logJacobian: S) {
    let k = side(count)
    var logDiagonal: [S] = []
    var factor = [S](repeating: .constant(0), count: count)
    var logJacobian = S.constant(0)
    var place = 0
    for row in 0..<k {
      // log of what is left of the row's unit length.
      var logRest = S.constant(0)
      for column in 0..<row {
        let z = y[place]
        place += 1
        factor[row * k + column] = S.tanh(z) * S.exp(.constant(0.5) * logRest)
        let logComplement = logSechSquared(z)
        logJacobian = logJacobian + logComplement + .constant(0.5) * logRest
        logRest = logRest + logComplement
      }
      logDiagonal.append(.constant(0.5) * logRest)
      factor[row * k + row] = S.exp(.constant(0.5) * logRest)
    }
    return (factor, logDiagonal, logJacobian)
  }

  package static func unconstrain(_ value: [Double]) -> [Double] {
    let k = side(value.count)
    var y: [Double] = []
    for row in 0..<k {
      var rest = 1.0
      for column in 0..<row {
        let element = value[row * k + column]
        y.append(Double.atanh(element / rest.squareRoot()))
        rest -= element * element
      }
    }
    return y
  }

  /// log(1 - tanh²y), accurate where tanh y rounds to one.
  static func logSechSquared<S: Scalar>(_ y: S) -> S {
    let magnitude = S.abs(y)
    return .constant(2)
      * (.constant(0.693147180559945309) - magnitude - S.log1pExp(.constant(-2) * magnitude))
  }
}

/// Correlation matrices L Lᵀ.
package enum CorrelationTransform: Transform {
  package static func coordinates(of count: Int) -> Int {
    CholeskyCorrelationTransform.coordinates(of: count)
  }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    let k = CholeskyCorrelationTransform.side(count)
    let (factor, logDiagonal, logJacobian) = CholeskyCorrelationTransform.parts(y, count: count)
    var total = logJacobian
    for row in 1..<max(k, 1) {
      total = total + .constant(Double(k - row - 1)) * logDiagonal[row]
    }
    return (timesTransposed(factor, k), total)
  }

  package static func unconstrain(_ value: [Double]) -> [Double] {
    let k = CholeskyCorrelationTransform.side(value.count)
    return CholeskyCorrelationTransform.unconstrain(choleskyFactor(value, k))
  }
}

/// L Lᵀ of a lower triangular K × K matrix.
func timesTransposed<S: Scalar>(_ factor: [S], _ k: Int) -> [S] {
  var product = [S](repeating: .constant(0), count: k * k)
  for row in 0..<k {
    for column in 0...row {
      var sum = S.constant(0)
      for j in 0...column { sum = sum + factor[row * k + j] * factor[column * k + j] }
      product[row * k + column] = sum
      product[column * k + row] = sum
    }
  }
  return product
}

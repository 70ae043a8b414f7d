package import BayesMath

/// Lower triangular matrices with a positive diagonal, row by row, the diagonal by its logarithm.
package enum CholeskyCovarianceTransform: Transform {
  package static func coordinates(of count: Int) -> Int {
    let k = CholeskyCorrelationTransform.side(count)
    return k * (k + 1) / 2
  }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    let k = CholeskyCorrelationTransform.side(count)
    var factor = [S](repeating: .constant(0), count: count)
    var logJacobian = S.constant(0)
    var place = 0
    for row in 0..<k {
      for column in 0..<row {
        factor[row * k + column] = y[place]
        place += 1
      }
      factor[row * k + row] = S.exp(y[place])
      logJacobian = logJacobian + y[place]
      place += 1
    }
    return (factor, logJacobian)
  }

  package static func unconstrain(_ value: [Double]) -> [Double] {
    let k = CholeskyCorrelationTransform.side(value.count)
    return (0..<k).flatMap { row in
      (0...row).map { column in
        let element = value[row * k + column]
        return row == column ? Double.log(element) : element
      }
    }
  }
}

/// Covariance matrices L Lᵀ: log |J| has 2^K and the powers of the diagonal besides.
package enum CovarianceTransform: Transform {
  package static func coordinates(of count: Int) -> Int {
    CholeskyCovarianceTransform.coordinates(of: count)
  }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    let k = CholeskyCorrelationTransform.side(count)
    let factor = CholeskyCovarianceTransform.constrain(y, count: count).value
    var total = S.constant(Double(k) * 0.693147180559945309)
    for row in 0..<k {
      // The coordinate is the logarithm of the diagonal's element.
      total = total + .constant(Double(k - row + 1)) * y[row * (row + 1) / 2 + row]
    }
    return (timesTransposed(factor, k), total)
  }

  package static func unconstrain(_ value: [Double]) -> [Double] {
    let k = CholeskyCorrelationTransform.side(value.count)
    return CholeskyCovarianceTransform.unconstrain(choleskyFactor(value, k))
  }
}

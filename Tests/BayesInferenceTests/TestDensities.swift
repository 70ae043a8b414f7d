import BayesMath

/// A log density given by a closure that writes the gradient.
struct ClosureDensity: LogDensity, Sendable {
  let dimension: Int
  let evaluate: @Sendable (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Double

  func logDensityAndGradient(
    at position: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
  ) throws(EvaluationFailure) -> Double { evaluate(position, gradient) }
}

extension ClosureDensity {
  /// Independent normals with given scales and mean one; `gradientSign` -1 injures the gradient.
  static func normal(scales: [Double], gradientSign: Double = 1) -> ClosureDensity {
    ClosureDensity(dimension: scales.count) { x, g in
      var sum = 0.0
      for (i, s) in scales.enumerated() {
        let z = (x[i] - 1) / s
        sum -= 0.5 * z * z
        g[i] = -gradientSign * z / s
      }
      return sum
    }
  }

  /// Two normals with unit variances and a correlation.
  static func correlated(_ r: Double) -> ClosureDensity {
    ClosureDensity(dimension: 2) { x, g in
      let d = 1 - r * r
      g[0] = -(x[0] - r * x[1]) / d
      g[1] = -(x[1] - r * x[0]) / d
      return -0.5 * (x[0] * x[0] - 2 * r * x[0] * x[1] + x[1] * x[1]) / d
    }
  }

  /// The logarithm of an exponential draw; without its Jacobian where `hasJacobian` is false.
  static func logExponential(hasJacobian: Bool) -> ClosureDensity {
    ClosureDensity(dimension: 1) { y, g in
      let x = Double.exp(y[0])
      g[0] = (hasJacobian ? 1 : 0.5) - x
      return (hasJacobian ? 1 : 0.5) * y[0] - x
    }
  }

  /// Neal's funnel: nine normals whose log variance is normal with scale three.
  static let funnel = ClosureDensity(dimension: 10) { x, g in
    let v = x[0]
    let precision = Double.exp(-v)
    var sum = 0.0
    for i in 1..<10 {
      sum += x[i] * x[i]
      g[i] = -x[i] * precision
    }
    g[0] = -v / 9 - 4.5 + 0.5 * sum * precision
    return -v * v / 18 - 4.5 * v - 0.5 * sum * precision
  }
}

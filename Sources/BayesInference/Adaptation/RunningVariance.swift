/// Means and variances per coordinate (Welford 1962).
package struct RunningVariance: Sendable, Hashable {
  package private(set) var count = 0
  package private(set) var means: [Double]
  private var squares: [Double]

  package init(dimension: Int) {
    means = [Double](repeating: 0, count: dimension)
    squares = means
  }

  package mutating func add(_ x: UnsafePointer<Double>) {
    count += 1
    let n = Double(count)
    for i in means.indices {
      let delta = x[i] - means[i]
      means[i] += delta / n
      squares[i] += delta * (x[i] - means[i])
    }
  }

  /// The unbiased variance of a coordinate.
  package func variance(_ i: Int) -> Double {
    count > 1 ? squares[i] / Double(count - 1) : 0
  }
}

import BayesMath

/// A generalised Pareto distribution over exceedances, fitted to a sample.
///
/// The shape is drawn towards 1/2 as ten further observations would.
///
/// Sources: Zhang and Stephens (2009, "A new and efficient estimation method for the generalized Pareto
/// distribution"), Vehtari and others (2024, "Pareto smoothed importance sampling", appendix C).
struct GeneralizedPareto: Sendable {
  let shape: Double
  let scale: Double

  /// Fits exceedances in ascending order, all positive; nil where they determine none.
  init?(sorted x: [Double]) {
    let n = Double(x.count)
    guard let largest = x.last else { return nil }
    let quarter = x[Int(n / 4 + 0.5) - 1]
    guard quarter > 0, largest.isFinite else { return nil }
    let count = 30 + Int(n.squareRoot())
    let candidates = (1...count).map { j in
      1 / largest + (1 - (Double(count) / (Double(j) - 0.5)).squareRoot()) / (3 * quarter)
    }
    let profile = candidates.map { theta in
      let k = Self.shape(theta, x)
      return n * (Double.log(-theta / k) - k - 1)
    }
    let weights = LogWeights.normalised(profile)
    var theta = 0.0
    for (candidate, weight) in zip(candidates, weights) { theta += candidate * Double.exp(weight) }
    let k = Self.shape(theta, x)
    scale = -k / theta
    shape = (n * k + 5) / (n + 10)
    guard shape.isFinite, scale.isFinite, scale > 0 else { return nil }
  }

  private static func shape(_ theta: Double, _ x: [Double]) -> Double {
    x.reduce(0) { $0 + Double.log1p(-theta * $1) } / Double(x.count)
  }

  /// The exceedance with probability `p` below it.
  func quantile(_ p: Double) -> Double {
    let y = -Double.log1p(-p)
    return shape == 0 ? scale * y : scale * Double.expm1(shape * y) / shape
  }
}

/// Sums of weights kept as logarithms.
enum LogWeights {
  /// log Σ exp xᵢ; −∞ for none.
  static func logSum(_ x: [Double]) -> Double {
    let largest = x.max() ?? -.infinity
    guard largest.isFinite else { return largest }
    return largest + Double.log(x.reduce(0) { $0 + Double.exp($1 - largest) })
  }

  /// The logarithms of the weights divided by their sum.
  static func normalised(_ x: [Double]) -> [Double] {
    let total = logSum(x)
    return x.map { $0 - total }
  }
}

import BayesMath

/// Importance weights whose largest are replaced by the expected order statistics of a generalised
/// Pareto distribution fitted to them.
///
/// Source: Vehtari and others (2024, "Pareto smoothed importance sampling").
package struct ParetoSmoothing: Sendable {
  /// The logarithms of the weights, which sum to 1, in the order of the ratios.
  package let logWeights: [Double]
  /// The shape of the tail: at 0.7 and above estimates from the weights cannot be trusted.
  ///
  /// Infinite where the tail is too short to be judged; −∞ where all ratios are equal.
  package let shape: Double

  /// Smooths finite log ratios of draws whose effective share is `relativeEfficiency`.
  package init(logRatios: [Double], relativeEfficiency: Double = 1) {
    let largest = logRatios.max() ?? 0
    var weights = logRatios.map { $0 - largest }
    let order = weights.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
    let size = Self.tailLength(weights.count, relativeEfficiency)
    let tail = Self.tail(of: weights, order, size: size)
    if order.first.map({ weights[$0] == 0 }) ?? true {
      shape = -.infinity
    } else if tail.places.count < 5 {
      shape = .infinity
    } else {
      // exp(w) - exp(cut) loses all digits where the two are close.
      let exceedances = tail.places.map {
        Double.exp(tail.cut) * Double.expm1(weights[$0] - tail.cut)
      }
      if let fitted = GeneralizedPareto(sorted: exceedances) {
        shape = fitted.shape
        let count = Double(tail.places.count)
        for (rank, place) in tail.places.enumerated() {
          let quantile = fitted.quantile((Double(rank) + 0.5) / count)
          weights[place] = min(0, Double.log(quantile + Double.exp(tail.cut)))
        }
      } else {
        shape = .infinity
      }
    }
    logWeights = LogWeights.normalised(weights)
  }

  /// ⌈min(S/5, 3 √(S/r))⌉.
  static func tailLength(_ count: Int, _ relativeEfficiency: Double) -> Int {
    let s = Double(count)
    return Int(min(s / 5, 3 * (s / relativeEfficiency).squareRoot()).rounded(.up))
  }

  /// The places above the largest weight outside the tail, in order of weight, and that weight.
  private static func tail(
    of weights: [Double], _ order: [Int], size: Int
  ) -> (places: [Int], cut: Double) {
    guard order.count > size, size > 0 else { return ([], 0) }
    let smallestPositive = -708.3964185322641
    let cut = max(weights[order[order.count - size - 1]], smallestPositive)
    return (order.filter { weights[$0] > cut }, cut)
  }

  /// Below this shape estimates from so many draws can be trusted: min(0.7, 1 − 1/log₁₀ S).
  package static func threshold(draws: Int) -> Double {
    min(0.7, 1 - 2.302585092994046 / Double.log(Double(max(draws, 2))))
  }
}

import BayesDistributions
import BayesMath

/// A draw of a univariate distribution between two bounds, by inversion of its log probability: exact
/// however far in a tail the bounds lie.
enum TruncatedDraw {
  /// The smallest x with `P(lower ≤ X ≤ x) ≥ u P(lower ≤ X ≤ upper)`; nil where nothing lies between.
  static func draw(
    _ distribution: any Distribution.Type, _ arguments: Arguments<Double>, lower: Double?,
    upper: Double?, using stream: inout RandomStream
  ) -> Double? {
    let mass = logProbability(distribution, arguments, lower: lower, upper: upper)
    guard mass.isFinite else { return nil }
    let target = mass + Double.log(stream.openUniform())
    let isReached: (Double) -> Bool = { x in
      logProbability(distribution, arguments, lower: lower, upper: x) >= target
    }
    guard let (low, high) = bracket(lower, upper, isReached) else { return nil }
    if case .integer = distribution.declaration.value {
      return firstInteger(from: low, to: high, where: isReached)
    }
    return firstReal(from: low, to: high, where: isReached)
  }

  /// Two ends between which `isReached` becomes true, found by steps that double.
  private static func bracket(
    _ lower: Double?, _ upper: Double?, _ isReached: (Double) -> Bool
  ) -> (Double, Double)? {
    if let lower, let upper { return (lower, upper) }
    var step = max(abs(lower ?? upper ?? 0), 1)
    while step < 1e300 {
      if let lower {
        if isReached(lower + step) { return (lower, lower + step) }
      } else if let upper, !isReached(upper - step) {
        return (upper - step, upper)
      }
      step *= 2
    }
    return nil
  }

  private static func firstReal(
    from low: Double, to high: Double, where isReached: (Double) -> Bool
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<2000 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if isReached(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private static func firstInteger(
    from low: Double, to high: Double, where isReached: (Double) -> Bool
  ) -> Double {
    var (low, high) = (low.rounded(.up) - 1, high.rounded(.down))
    while high - low > 1 {
      let middle = (low + (high - low) / 2).rounded(.down)
      guard middle > low, middle < high else { break }
      if isReached(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

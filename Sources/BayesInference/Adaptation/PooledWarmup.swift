import BayesMath

/// Warm-up of several chains that learn one metric together.
///
/// Chains run apart up to a barrier, which is a number of draws and never a time; there their draws are
/// pooled and they go on with the metric that these give, but for chains that are still on their way to
/// where the others are: these learn by themselves. Windows grow by half. Once a window has changed
/// the metric little and the chains of it agree, or the limit is near, a last window of each chain tunes
/// its step size alone.
package struct PooledWarmup: Sendable {
  /// How many draws each chain is to have made when they next meet.
  package private(set) var barrier: Int
  /// Whether the window that ends at the barrier is the last, in which the metric stays.
  package private(set) var isLast = false
  /// The metric of the chains that have arrived; nil before they first met.
  private var metric: Metric?
  private let dimension: Int
  private let limit: Int
  private let kind: MetricKind
  private var window: Int

  private static let first = 30
  private static let lastDraws = 50
  private static let growth = 1.5
  /// The change of the metric, as the root mean square of log widths, below which it is settled.
  private static let settled = 0.15
  /// The R-hat of each coordinate's halves of chains below which chains agree.
  private static let agreement = 1.1

  package init(dimension: Int, limit: Int, kind: MetricKind) {
    self.dimension = dimension
    self.limit = limit
    self.kind = kind
    window = min(Self.first, Int(0.3 * Double(limit)))
    barrier = window
    if limit < 20 { (barrier, isLast) = (limit, true) }
  }

  /// How many draws the last window has.
  private var last: Int { min(Self.lastDraws, max(Int(0.15 * Double(limit)), 1)) }

  /// Takes the draws of all chains since they last met, and gives the metric of each; nil for one that is
  /// to learn by itself.
  package mutating func learn(_ windows: [DrawWindow]) -> [Metric?] {
    let before = metric ?? Metric(diagonal: [Double](repeating: 1, count: dimension))
    let pooled = PooledMetric(kind: kind, dimension: dimension)
    let arrived = pooled.arrived(windows)
    let next = pooled.estimate(
      zip(windows, arrived).filter { $1 }.map(\.0), before: before)
    let isSettled =
      metric != nil && next.distance(to: before) < Self.settled
      && Agreement(windows).worst < Self.agreement
    metric = next
    plan(isSettled: isSettled)
    return arrived.map { $0 ? next : nil }
  }

  /// Sets the next barrier.
  private mutating func plan(isSettled: Bool) {
    window = Int(Double(window) * Self.growth)
    if isSettled || barrier >= limit - last {
      barrier = min(barrier + last, limit)
      isLast = true
    } else {
      let rest = limit - last - barrier
      // A window whose successor would not fit takes the rest.
      barrier += rest < window + Int(Double(window) * Self.growth) ? rest : window
    }
  }
}

extension Metric {
  /// The root mean square of the differences of logarithms of widths, by coordinate.
  fileprivate func distance(to other: Metric) -> Double {
    let (own, others) = (widths, other.widths)
    let sum = zip(own, others).reduce(0.0) { sum, pair in
      let change = 0.5 * Double.log(pair.0 / pair.1)
      return sum + change * change
    }
    return (sum / Double(max(own.count, 1))).squareRoot()
  }

  /// The diagonal of the whole.
  private var widths: [Double] {
    diagonal.indices.map { i in
      let share = zip(directions, stretches).reduce(1) { $0 + ($1.1 - 1) * $1.0[i] * $1.0[i] }
      return diagonal[i] * share
    }
  }
}

/// How well halves of chains agree on each coordinate and on the log density.
private struct Agreement {
  /// The largest R-hat (Gelman and others 2013, section 11.4), plain, of halves of chains.
  let worst: Double

  init(_ windows: [DrawWindow]) {
    guard let first = windows.first else {
      worst = .infinity
      return
    }
    let d = first.dimension
    let columns = (0..<d).map { i in
      Self.rHat(windows.map { w in (0..<w.count).map { w.positions[$0 * d + i] } })
    }
    worst = columns.reduce(Self.rHat(windows.map(\.logDensities))) { max($0, $1) }
  }

  private static func rHat(_ chains: [[Double]]) -> Double {
    let length = (chains.map(\.count).min() ?? 0) / 2
    guard length > 2 else { return .infinity }
    let halves = chains.flatMap { [Array($0.prefix(length)), Array($0.suffix(length))] }
    let n = Double(length)
    let means = halves.map { $0.reduce(0, +) / n }
    let whole = means.reduce(0, +) / Double(means.count)
    let between = means.reduce(0) { $0 + ($1 - whole) * ($1 - whole) } / Double(means.count - 1)
    let within =
      zip(halves, means).reduce(0) { sum, half in
        sum + half.0.reduce(0) { $0 + ($1 - half.1) * ($1 - half.1) } / (n - 1)
      } / Double(halves.count)
    if within == 0 { return between == 0 ? 1 : .infinity }
    return ((n - 1) / n + between / within).squareRoot()
  }
}

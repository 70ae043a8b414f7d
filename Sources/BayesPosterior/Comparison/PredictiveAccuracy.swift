import BayesMath

/// How well a model predicts each observation: expected log densities of new data, by Pareto-smoothed
/// leave-one-out cross-validation and by WAIC.
///
/// Sources: Vehtari, Gelman and Gabry (2017, "Practical Bayesian model evaluation using leave-one-out
/// cross-validation and WAIC"); Watanabe (2010).
package struct PredictiveAccuracy: Sendable {
  /// One observation's share.
  package struct Point: Sendable {
    /// log p(yᵢ | y₋ᵢ).
    package let elpd: Double
    /// How much better the model does with the observation than without: log p(yᵢ | y) − elpd.
    package let effectiveParameters: Double
    /// The shape of the tail of the importance ratios.
    package let paretoK: Double
    package let waic: Double
    /// The variance of the log density over the draws, with n − 1 in the denominator; above 0.4 WAIC
    /// fails.
    package let variance: Double
  }
  package let points: [Point]
  /// The number of draws.
  package let draws: Int

  /// From log densities, per observation and chain a column; chains of equal length.
  ///
  /// The effective share of the draws is that of the mean of exp(log density), unless it is given.
  package init(logDensities: [[[Double]]], relativeEfficiency: Double? = nil) {
    let chains = logDensities.first
    draws = chains?.reduce(0) { $0 + $1.count } ?? 0
    let tables = StatisticsTables(
      chains: chains?.count ?? 0, length: chains?.first?.count ?? 0)
    points = logDensities.map { Point($0, relativeEfficiency, tables) }
  }

  package var elpd: Double { points.reduce(0) { $0 + $1.elpd } }
  package var elpdError: Double { Self.error(of: points.map(\.elpd)) }
  package var effectiveParameters: Double { points.reduce(0) { $0 + $1.effectiveParameters } }
  package var waic: Double { points.reduce(0) { $0 + $1.waic } }
  package var waicError: Double { Self.error(of: points.map(\.waic)) }
  package var waicParameters: Double { points.reduce(0) { $0 + $1.variance } }

  /// The places of observations whose importance ratios have too heavy a tail.
  package var unreliable: [Int] {
    let threshold = ParetoSmoothing.threshold(draws: draws)
    return points.indices.filter { points[$0].paretoK > threshold }
  }

  /// The places of observations for which WAIC's approximation fails.
  package var unreliableForWAIC: [Int] {
    points.indices.filter { points[$0].variance > 0.4 }
  }

  /// How much better this model predicts than another, with the standard error of the sum of the
  /// differences.
  package func difference(from other: PredictiveAccuracy) -> (value: Double, error: Double) {
    let differences = zip(points, other.points).map { $0.elpd - $1.elpd }
    return (differences.reduce(0, +), Self.error(of: differences))
  }

  /// √(n Var x): the standard error of a sum over observations; NaN for a single one.
  static func error(of x: [Double]) -> Double {
    guard x.count > 1 else { return .nan }
    return (Double(x.count) * SplitChains.variance(x)).squareRoot()
  }
}

extension PredictiveAccuracy.Point {
  fileprivate init(
    _ chains: [[Double]], _ relativeEfficiency: Double?, _ tables: StatisticsTables
  ) {
    let all = Array(chains.joined())
    let share = relativeEfficiency ?? Self.share(chains, all, tables)
    let smoothed = ParetoSmoothing(logRatios: all.map { -$0 }, relativeEfficiency: share)
    let withAll = LogWeights.logSum(all) - Double.log(Double(all.count))
    elpd = LogWeights.logSum(zip(smoothed.logWeights, all).map { $0 + $1 })
    effectiveParameters = withAll - elpd
    paretoK = smoothed.shape
    variance = all.count > 1 ? SplitChains.variance(all) : 0
    waic = withAll - variance
  }

  private static func share(
    _ chains: [[Double]], _ all: [Double], _ tables: StatisticsTables
  ) -> Double {
    let largest = all.max() ?? 0
    let densities = chains.map { $0.map { Double.exp($0 - largest) } }
    let size = ChainStatistics(densities, tables: tables).essMean
    return size.isFinite ? size / Double(all.count) : 1
  }
}

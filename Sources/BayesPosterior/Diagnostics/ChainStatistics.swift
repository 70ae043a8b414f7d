import BayesMath

/// Tables that all scalars of a fit share.
package struct StatisticsTables: Sendable {
  let transform: FourierTransform
  let scores: RankScores

  /// For a number of chains of some length.
  package init(chains: Int, length: Int) {
    transform = FourierTransform(atLeast: 2 * (length / 2))
    scores = RankScores(count: chains * 2 * (length / 2))
  }
}

/// Convergence statistics of one scalar over its chains, of equal length.
///
/// Source: Vehtari and others (2021, "Rank-normalization, folding, and localization: an improved R-hat").
///
/// All give NaN where a draw is not finite, all draws are equal, or there are fewer than four a chain.
package struct ChainStatistics: Sendable {
  private let pooled: [Double]
  private let isUsable: Bool
  private let halves: SplitChains
  private let tables: StatisticsTables
  private let order: SortedDraws
  /// The draws by their distance from the median.
  private let folded: SortedDraws
  private let plain: CentredChains
  private let ranked: CentredChains
  /// All draws in order, those left out of the halves included; empty where none can be judged.
  package let sorted: [Double]

  package init(_ chains: [[Double]], tables: StatisticsTables? = nil) {
    pooled = Self.pooled(chains)
    let first = pooled.first ?? .nan
    let length = chains.first?.count ?? 0
    isUsable =
      length >= 4 && chains.allSatisfy { $0.count == length } && pooled.allSatisfy(\.isFinite)
      && !pooled.allSatisfy { $0 == first }
    halves = isUsable ? SplitChains(chains) : SplitChains(values: [], length: 0)
    order = SortedDraws(halves.values)
    sorted = halves.values.count == pooled.count ? order.values : isUsable ? pooled.sorted() : []
    folded = order.folded(around: Quantiles.quantile(sorted: sorted, 0.5))
    self.tables =
      tables ?? StatisticsTables(chains: isUsable ? chains.count : 0, length: isUsable ? length : 0)
    plain = CentredChains(halves)
    ranked = CentredChains(self.tables.scores.of(order, length: halves.length))
  }

  private static func pooled(_ chains: [[Double]]) -> [Double] {
    var pooled: [Double] = []
    pooled.reserveCapacity(chains.reduce(0) { $0 + $1.count })
    for chain in chains { pooled += chain }
    return pooled
  }

  package var mean: Double {
    pooled.withUnsafeBufferPointer { draws in
      guard let start = draws.baseAddress else { return .nan }
      return Sums.sum(start, count: draws.count) / Double(draws.count)
    }
  }

  /// The standard deviation, with n - 1 in the denominator.
  package var sd: Double { SplitChains.variance(pooled).squareRoot() }

  /// The median of the draws' distances from their median; NaN where none can be judged.
  package var medianDistance: Double {
    let distances =
      sorted.count == folded.values.count
      ? folded.values
      : SortedDraws.distances(from: Quantiles.quantile(sorted: sorted, 0.5), in: sorted)
    return Quantiles.quantile(sorted: distances, 0.5)
  }

  /// The larger of the rank-normalised split R-hat of the draws and of their distances from the median.
  package var rHat: Double {
    guard isUsable else { return .nan }
    let distances = CentredChains(tables.scores.of(folded, length: halves.length))
    return max(ranked.rHat, distances.rHat)
  }

  /// The effective sample size of rank-normalised draws.
  package var essBulk: Double { isUsable ? effectiveSize(RealSeries(ranked)) : .nan }

  /// The smaller effective sample size of the 5 % and 95 % quantiles.
  package var essTail: Double {
    let (low, high) = (essQuantile(0.05), essQuantile(0.95))
    return low.isNaN || high.isNaN ? .nan : min(low, high)
  }

  package var essMean: Double { isUsable ? effectiveSize(RealSeries(plain)) : .nan }

  package var essSD: Double {
    guard isUsable else { return .nan }
    let m = mean
    return effectiveSize(RealSeries(CentredChains(halves.map { ($0 - m) * ($0 - m) })))
  }

  /// The effective sample size of a quantile, by its indicator.
  ///
  /// Where the quantile is the largest draw nothing lies above it, and what is counted is the draws
  /// that reach it: a condition that holds at 30 % of the draws has tails that can be judged.
  package func essQuantile(_ p: Double) -> Double {
    guard isUsable else { return .nan }
    let limit = Quantiles.quantile(sorted: sorted, p)
    let upTo = order.count(upTo: limit)
    let below =
      upTo < order.places.count ? upTo : order.count(below: order.values.last ?? limit)
    // Above the limit is as good as below it; the fewer are marked.
    let marked =
      2 * below <= order.places.count ? order.places[..<below] : order.places[below...]
    return effectiveSize(
      IndicatorSeries(ones: marked, length: halves.length, count: halves.count))
  }

  /// The Monte Carlo standard error of the mean.
  package var mcseMean: Double { sd / essMean.squareRoot() }

  /// The Monte Carlo standard error of the standard deviation.
  package var mcseSD: Double {
    guard isUsable else { return .nan }
    let m = mean
    let squares = pooled.map { ($0 - m) * ($0 - m) }
    let second = squares.reduce(0, +) / Double(squares.count)
    let fourth = squares.reduce(0) { $0 + $1 * $1 } / Double(squares.count)
    let variance = (fourth - second * second) / essSD
    return (variance / second / 4).squareRoot()
  }

  /// The Monte Carlo standard error of a quantile, from the beta quantiles of its order statistics.
  package func mcseQuantile(_ p: Double) -> Double {
    let ess = essQuantile(p)
    guard ess.isFinite else { return .nan }
    let n = Double(sorted.count)
    let (a, b) = (ess * p + 1, ess * (1 - p) + 1)
    let low = BetaQuantile.find(0.1586553, a, b)
    let high = BetaQuantile.find(0.8413447, a, b)
    let upper = Int(min((high * n).rounded(.up), n))
    let lower = Int(max((low * n).rounded(.down), 1))
    return (sorted[upper - 1] - sorted[lower - 1]) / 2
  }

  private func effectiveSize(_ chains: some LaggedSeries) -> Double {
    EffectiveSize.of(chains, tables.transform)
  }
}

/// The quantiles of a beta distribution, by bisection of its CDF.
enum BetaQuantile {
  static func find(_ p: Double, _ a: Double, _ b: Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if Double.betaI(a, b, middle) < p { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}

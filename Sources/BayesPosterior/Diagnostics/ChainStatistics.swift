import BayesMath

/// Convergence statistics of one scalar over its chains, of equal length.
///
/// Source: Vehtari and others (2021, "Rank-normalization, folding, and localization: an improved R-hat").
///
/// All give NaN where a draw is not finite, all draws are equal, or there are fewer than four a chain.
package struct ChainStatistics: Sendable {
  private let chains: [[Double]]
  private let pooled: [Double]
  private let isUsable: Bool

  package init(_ chains: [[Double]]) {
    self.chains = chains
    pooled = chains.flatMap(\.self)
    let first = pooled.first ?? .nan
    isUsable =
      pooled.allSatisfy(\.isFinite) && !pooled.allSatisfy { $0 == first }
      && chains.allSatisfy { $0.count >= 4 }
  }

  package var mean: Double { pooled.reduce(0, +) / Double(pooled.count) }

  /// The standard deviation, with n - 1 in the denominator.
  package var sd: Double {
    let m = mean
    return (pooled.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(pooled.count - 1)).squareRoot()
  }

  /// The larger of the rank-normalised split R-hat of the draws and of their distances from the median.
  package var rHat: Double {
    guard isUsable else { return .nan }
    let middle = Quantiles.quantile(pooled, 0.5)
    let folded = chains.map { $0.map { abs($0 - middle) } }
    return max(
      Self.rHat(Ranks.normalized(Self.split(chains))),
      Self.rHat(Ranks.normalized(Self.split(folded))))
  }

  /// The effective sample size of rank-normalised draws.
  package var essBulk: Double {
    isUsable ? EffectiveSize.of(Ranks.normalized(Self.split(chains))) : .nan
  }

  /// The smaller effective sample size of the 5 % and 95 % quantiles.
  package var essTail: Double { min(essQuantile(0.05), essQuantile(0.95)) }

  package var essMean: Double { isUsable ? EffectiveSize.of(Self.split(chains)) : .nan }

  package var essSD: Double {
    let m = mean
    return isUsable
      ? EffectiveSize.of(Self.split(chains.map { $0.map { ($0 - m) * ($0 - m) } })) : .nan
  }

  /// The effective sample size of a quantile, by its indicator.
  package func essQuantile(_ p: Double) -> Double {
    guard isUsable else { return .nan }
    let limit = Quantiles.quantile(pooled, p)
    let indicator = chains.map { $0.map { $0 <= limit ? 1.0 : 0 } }
    return EffectiveSize.of(Self.split(indicator))
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
    let sorted = pooled.sorted()
    let n = Double(sorted.count)
    let (a, b) = (ess * p + 1, ess * (1 - p) + 1)
    let low = BetaQuantile.find(0.1586553, a, b)
    let high = BetaQuantile.find(0.8413447, a, b)
    let upper = Int(min((high * n).rounded(.up), n))
    let lower = Int(max((low * n).rounded(.down), 1))
    return (sorted[upper - 1] - sorted[lower - 1]) / 2
  }

  /// Each chain as its first and last half; an odd draw in the middle is left out.
  static func split(_ chains: [[Double]]) -> [[Double]] {
    chains.flatMap { chain in
      let half = chain.count / 2
      return [Array(chain.prefix(half)), Array(chain.suffix(half))]
    }
  }

  static func rHat(_ chains: [[Double]]) -> Double {
    let n = Double(chains.first?.count ?? 0)
    let means = chains.map { $0.reduce(0, +) / n }
    let within =
      zip(chains, means).map { chain, mean in
        chain.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
      }.reduce(0, +) / Double(chains.count)
    let between = n * Self.variance(means)
    return ((between / within + n - 1) / n).squareRoot()
  }

  static func variance(_ x: [Double]) -> Double {
    let mean = x.reduce(0, +) / Double(x.count)
    return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count - 1)
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

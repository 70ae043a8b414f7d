/// A number of a whole posterior with its Monte Carlo standard error.
package struct PosteriorEstimate: Sendable, Hashable {
  package let value: Double
  /// NaN where draws that are all equal, or too few, do not tell it.
  package let mcse: Double

  package init(value: Double, mcse: Double) {
    self.value = value
    self.mcse = mcse
  }

  /// The number with the digits that its standard error leaves, and that.
  package var text: String {
    guard mcse.isFinite, mcse > 0 else {
      return value == value.rounded() && abs(value) < 1e15
        ? String(Int(value)) : SummaryTable.fixed(value, decimals: 3)
    }
    let decimals = SummaryTable.decimals(mcse) + 1
    return SummaryTable.fixed(value, decimals: decimals) + " (MCSE "
      + SummaryTable.fixed(mcse, decimals: decimals) + ")"
  }

  /// The mean of draws by chain; of conditions, as 0 and 1, their probability.
  package static func mean(_ chains: [[Double]]) -> PosteriorEstimate {
    let statistics = ChainStatistics(chains)
    return PosteriorEstimate(value: statistics.mean, mcse: statistics.mcseMean)
  }

  /// A quantile of draws by chain.
  ///
  /// The share of draws at or below it is a mean with a standard error; the quantiles of the shares one
  /// error lower and higher lie two standard errors of the quantile apart (Vehtari and others 2021,
  /// section 4.4, with the normal limit of their beta distribution).
  package static func quantile(_ chains: [[Double]], _ p: Double) -> PosteriorEstimate {
    let sorted = chains.flatMap(\.self).sorted()
    guard !sorted.isEmpty, sorted.allSatisfy(\.isFinite) else {
      return PosteriorEstimate(value: .nan, mcse: .nan)
    }
    let value = Quantiles.quantile(sorted: sorted, p)
    let share = mean(chains.map { $0.map { $0 <= value ? 1 : 0 } }).mcse
    let low = Quantiles.quantile(sorted: sorted, max(p - share, 0))
    let high = Quantiles.quantile(sorted: sorted, min(p + share, 1))
    return PosteriorEstimate(value: value, mcse: share.isNaN ? .nan : (high - low) / 2)
  }
}

/// Effective sample sizes as their definition has them, by sums over all pairs of draws: slow, and
/// sharing nothing with what is tested.
enum PlainStatistics {
  /// The effective sample size of chains of equal, even length, each split into halves.
  static func effectiveSize(_ chains: [[Double]]) -> Double {
    let halves = chains.flatMap { chain in
      [Array(chain.prefix(chain.count / 2)), Array(chain.suffix(chain.count / 2))]
    }
    let (n, m) = (halves[0].count, Double(halves.count))
    let means = halves.map(mean)
    func covariance(_ lag: Int) -> Double {
      let sums = zip(halves, means).map { half, centre in
        (0..<n - lag).reduce(0) { $0 + (half[$1] - centre) * (half[$1 + lag] - centre) }
      }
      return mean(sums) / Double(n)
    }
    let within = covariance(0) * Double(n) / Double(n - 1)
    let grand = mean(means)
    let between = means.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } / (m - 1)
    let total = covariance(0) + between
    func correlation(_ lag: Int) -> Double { 1 - (within - covariance(lag)) / total }
    // Geyer's pairs, for as long as they are positive, made to fall; of the last, its first half.
    var pairs = [1 + correlation(1)]
    var lag = 2
    while lag < n - 5, correlation(lag) + correlation(lag + 1) > 0 {
      pairs.append(min(correlation(lag) + correlation(lag + 1), pairs[pairs.count - 1]))
      lag += 2
    }
    let time = -1 + 2 * pairs.reduce(0, +) + max(correlation(lag), 0)
    return Double(n) * m / time
  }

  static func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }
}

import BayesMath

/// The effective sample size of chains by Geyer's initial monotone sequence over their combined
/// autocorrelations.
///
/// Sources: Vehtari et al. (2021, section 3), Geyer (1992).
enum EffectiveSize {
  static func of(_ chains: some LaggedSeries, _ transform: FourierTransform) -> Double {
    var lags = Lags(chains, transform)
    let (n, m) = (Double(chains.length), Double(chains.means.count))
    guard chains.length >= 3, m >= 1 else { return .nan }
    let first = lags.pair(at: 0)
    let within = first.even * n / (n - 1)
    var total = within * (n - 1) / n
    if m > 1 { total += SplitChains.variance(chains.means) }
    guard total > 0 else { return .nan }
    func correlation(_ covariance: Double) -> Double { 1 - (within - covariance) / total }
    let tau = time(count: chains.length, first: correlation(first.odd)) { lag in
      let pair = lags.pair(at: lag)
      return (correlation(pair.even), correlation(pair.odd))
    }
    return n * m / max(tau, 1 / Double.log10(n * m))
  }

  /// The integrated autocorrelation time of correlations, of which `first` is the one at lag 1 and
  /// `pair` gives those at an even lag and the next.
  private static func time(
    count n: Int, first: Double, pair: (Int) -> (Double, Double)
  ) -> Double {
    var rho = [1, first]
    var (even, odd) = (1.0, first)
    var last = 0
    while last < n - 5, even + odd > 0 {
      last += 2
      (even, odd) = pair(last)
      rho += even + odd >= 0 ? [even, odd] : [0, 0]
    }
    if even > 0 { rho[last] = even }
    var lag = 2
    while lag <= last - 2 {
      if rho[lag] + rho[lag + 1] > rho[lag - 2] + rho[lag - 1] {
        let half = (rho[lag - 2] + rho[lag - 1]) / 2
        rho[lag] = half
        rho[lag + 1] = half
      }
      lag += 2
    }
    return -1 + 2 * rho[0..<last].reduce(0, +) + rho[last]
  }
}

/// Autocovariances at pairs of lags, asked for in order: the mean over chains of the sum of products
/// over n, summed directly for the first lags, then by one Fourier transform.
private struct Lags<Series: LaggedSeries> {
  private var series: Series
  private let transform: FourierTransform
  private let scale: Double
  private var far: [Double] = []

  init(_ series: Series, _ transform: FourierTransform) {
    self.series = series
    self.transform = transform
    scale = 1 / (Double(series.length) * Double(series.means.count))
  }

  mutating func pair(at lag: Int) -> (even: Double, odd: Double) {
    guard lag >= Series.directLags else {
      let sums = series.nextPair()
      return (sums.0 * scale, sums.1 * scale)
    }
    if far.isEmpty {
      far = Autocovariance.meanBiased(series.centred, length: series.length, transform)
    }
    return (far[lag], far[lag + 1])
  }
}

extension Double {
  fileprivate static func log10(_ x: Double) -> Double { Double.log(x) / 2.302585092994046 }
}

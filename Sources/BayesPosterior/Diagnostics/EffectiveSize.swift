import BayesMath

/// The effective sample size of chains by Geyer's initial monotone sequence over their combined
/// autocorrelations.
///
/// Sources: Vehtari et al. (2021, section 3), Geyer (1992).
enum EffectiveSize {
  static func of(_ chains: SplitChains, _ transform: FourierTransform) -> Double {
    let n = chains.length
    let m = chains.count
    guard n >= 3, m >= 1 else { return .nan }
    let means = chains.means
    let covariances = Autocovariance.meanBiased(
      chains.values, length: n, means: means, transform)
    let count = Double(n)
    let within = covariances[0] * count / (count - 1)
    var total = within * (count - 1) / count
    if m > 1 { total += SplitChains.variance(means) }
    guard total > 0 else { return .nan }
    let draws = Double(n * m)
    let tau = time(covariances.map { 1 - (within - $0) / total }, count: n)
    return draws / max(tau, 1 / Double.log10(draws))
  }

  /// The integrated autocorrelation time of raw correlations.
  private static func time(_ raw: [Double], count n: Int) -> Double {
    var rho = [Double](repeating: 0, count: n)
    var even = 1.0
    var odd = raw[1]
    rho[0] = even
    rho[1] = odd
    var t = 0
    while t < n - 5, even + odd > 0 {
      t += 2
      even = raw[t]
      odd = raw[t + 1]
      if even + odd >= 0 {
        rho[t] = even
        rho[t + 1] = odd
      }
    }
    let last = t
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

extension Double {
  fileprivate static func log10(_ x: Double) -> Double { Double.log(x) / 2.302585092994046 }
}

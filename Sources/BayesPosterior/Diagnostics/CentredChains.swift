/// Halves of chains, each without its mean.
struct CentredChains: Sendable {
  /// The draws less the mean of their half, one half after the other.
  let values: [Double]
  let length: Int
  let means: [Double]
  /// The sum of squares of all values.
  private let squares: Double

  init(_ chains: SplitChains) {
    let n = chains.length
    length = n
    var values = chains.values
    var means: [Double] = []
    var squares = 0.0
    values.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for half in 0..<chains.count {
        let draws = start + half * n
        let mean = Sums.sum(draws, count: n) / Double(n)
        means.append(mean)
        for i in 0..<n { draws[i] -= mean }
        squares += Sums.squares(draws, count: n, around: 0)
      }
    }
    self.values = values
    self.means = means
    self.squares = squares
  }

  /// √((B/W + n − 1)/n) of the variances between and within halves.
  var rHat: Double {
    let n = Double(length)
    let within = squares / (n - 1) / Double(means.count)
    return ((n * SplitChains.variance(means) / within + n - 1) / n).squareRoot()
  }
}

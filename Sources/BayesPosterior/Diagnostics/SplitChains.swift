/// The first and last half of each chain, one after the other in one array.
///
/// The middle draw of an odd chain is left out.
struct SplitChains: Sendable {
  let values: [Double]
  /// The draws in each half.
  let length: Int
  var count: Int { length > 0 ? values.count / length : 0 }

  init(values: [Double], length: Int) {
    self.values = values
    self.length = length
  }

  init(_ chains: [[Double]]) {
    length = (chains.first?.count ?? 0) / 2
    var values: [Double] = []
    values.reserveCapacity(2 * length * chains.count)
    for chain in chains {
      values += chain.prefix(length)
      values += chain.suffix(length)
    }
    self.values = values
  }

  func map(_ change: (Double) -> Double) -> SplitChains {
    SplitChains(values: values.map(change), length: length)
  }

  /// The mean of each half.
  var means: [Double] {
    (0..<count).map { half in
      values[half * length..<(half + 1) * length].reduce(0, +) / Double(length)
    }
  }

  /// √((B/W + n − 1)/n) of the variances between and within halves.
  var rHat: Double {
    let n = Double(length)
    let means = means
    var within = 0.0
    for (half, mean) in means.enumerated() {
      var sum = 0.0
      for value in values[half * length..<(half + 1) * length] {
        sum += (value - mean) * (value - mean)
      }
      within += sum / (n - 1)
    }
    within /= Double(count)
    return ((n * Self.variance(means) / within + n - 1) / n).squareRoot()
  }

  /// The variance with n − 1 in the denominator.
  static func variance(_ x: [Double]) -> Double {
    let mean = x.reduce(0, +) / Double(x.count)
    return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count - 1)
  }
}

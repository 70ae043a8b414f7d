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

  /// The variance with n − 1 in the denominator.
  static func variance(_ x: [Double]) -> Double {
    x.withUnsafeBufferPointer { x in
      guard let start = x.baseAddress else { return .nan }
      let mean = Sums.sum(start, count: x.count) / Double(x.count)
      return Sums.squares(start, count: x.count, around: mean) / Double(x.count - 1)
    }
  }
}

import BayesMath

/// Ranks over all chains together.
enum Ranks {
  /// Normal scores of average ranks: Φ⁻¹((r - 3/8) / (S + 1/4)).
  static func normalized(_ chains: [[Double]]) -> [[Double]] {
    let pooled = chains.flatMap(\.self)
    let order = pooled.indices.sorted { pooled[$0] < pooled[$1] }
    let total = Double(pooled.count)
    var scores = [Double](repeating: 0, count: pooled.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, pooled[order[end + 1]] == pooled[order[start]] { end += 1 }
      let rank = Double(start + end) / 2 + 1
      let score = NormalFunctions.quantile((rank - 0.375) / (total + 0.25))
      for place in start...end { scores[order[place]] = score }
      start = end + 1
    }
    var result: [[Double]] = []
    var offset = 0
    for chain in chains {
      result.append(Array(scores[offset..<offset + chain.count]))
      offset += chain.count
    }
    return result
  }
}

/// Quantiles as R's type 7 has them.
package enum Quantiles {
  package static func quantile(_ x: [Double], _ p: Double) -> Double {
    quantile(sorted: x.sorted(), p)
  }

  package static func quantile(sorted x: [Double], _ p: Double) -> Double {
    guard let last = x.indices.last else { return .nan }
    let place = p * Double(last)
    let low = min(max(Int(place.rounded(.down)), 0), last)
    let high = min(low + 1, last)
    return x[low] + (place - Double(low)) * (x[high] - x[low])
  }
}

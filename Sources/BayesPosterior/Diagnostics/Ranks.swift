import BayesMath

/// Numbers in order, with the place each had before.
struct SortedDraws: Sendable {
  let values: [Double]
  let places: [Int32]

  /// Sorts finite numbers by their bits, eleven at a time from the lowest, which keeps equal ones in
  /// their order and compares none.
  init(_ x: [Double]) {
    let n = x.count
    var keys = x.map { Self.key($0) }
    var places = (0..<Int32(n)).map { $0 }
    var nextKeys = [UInt64](repeating: 0, count: n)
    var nextPlaces = [Int32](repeating: 0, count: n)
    var starts = [Int](repeating: 0, count: 2048)
    for shift in stride(from: UInt64(0), to: 64, by: 11) {
      for bin in starts.indices { starts[bin] = 0 }
      for key in keys { starts[Int((key >> shift) & 2047)] += 1 }
      if starts.contains(n) { continue }
      var sum = 0
      for bin in starts.indices { (starts[bin], sum) = (sum, sum + starts[bin]) }
      for i in 0..<n {
        let bin = Int((keys[i] >> shift) & 2047)
        let target = starts[bin]
        starts[bin] = target + 1
        nextKeys[target] = keys[i]
        nextPlaces[target] = places[i]
      }
      swap(&keys, &nextKeys)
      swap(&places, &nextPlaces)
    }
    self.places = places
    values = places.map { x[Int($0)] }
  }

  private init(values: [Double], places: [Int32]) {
    self.values = values
    self.places = places
  }

  /// Bits that order as the numbers do: the sign flipped, or all bits of a negative number.
  private static func key(_ x: Double) -> UInt64 {
    let bits = x.bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  /// The same draws by their distance from a centre: those below in reverse and those above merge.
  func folded(around centre: Double) -> SortedDraws {
    var order: [Int32] = []
    order.reserveCapacity(places.count)
    let distances = Self.distances(from: centre, in: values) { order.append(places[$0]) }
    return SortedDraws(values: distances, places: order)
  }

  /// The distances of sorted numbers from a centre, in order; `visit` is told where each stood.
  static func distances(
    from centre: Double, in values: [Double], visit: (Int) -> Void = { _ in }
  ) -> [Double] {
    let n = values.count
    var upper = values.firstIndex { $0 >= centre } ?? n
    var lower = upper - 1
    var distances: [Double] = []
    distances.reserveCapacity(n)
    while lower >= 0 || upper < n {
      let below = lower >= 0 ? centre - values[lower] : .infinity
      let above = upper < n ? values[upper] - centre : .infinity
      let isBelow = upper >= n || (lower >= 0 && below <= above)
      distances.append(isBelow ? below : above)
      visit(isBelow ? lower : upper)
      if isBelow { lower -= 1 } else { upper += 1 }
    }
    return distances
  }
}

/// Normal scores of ranks: Φ⁻¹((r − 3/8) / (S + 1/4)), tabulated at whole and half ranks, which are
/// all the averages of ties can be.
struct RankScores: Sendable {
  private let scores: [Double]

  init(count: Int) {
    let total = Double(count)
    scores = (0..<max(2 * count - 1, 0)).map { twice in
      NormalFunctions.quantile((1 + 0.5 * Double(twice) - 0.375) / (total + 0.25))
    }
  }

  /// The score of each draw in its own place, equal draws sharing the mean of their ranks.
  func of(_ draws: SortedDraws) -> [Double] {
    let values = draws.values
    var result = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < values.count {
      var end = start
      while end + 1 < values.count, values[end + 1] == values[start] { end += 1 }
      let score = scores[start + end]
      for place in start...end { result[Int(draws.places[place])] = score }
      start = end + 1
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

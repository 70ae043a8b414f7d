import BayesMath

/// Numbers in order, with the place each had before.
struct SortedDraws: Sendable {
  let values: [Double]
  let places: [Int32]

  /// Sorts finite numbers, equal ones in the order they had.
  ///
  /// By their place in the range, in 32 bits, and what shares those bits by comparison; where many do,
  /// because a few numbers lie far from all others, by all bits.
  init(_ x: [Double]) {
    self = Self.byPlaceInRange(x) ?? Self.byAllBits(x)
  }

  private static func byPlaceInRange(_ x: [Double]) -> SortedDraws? {
    guard let least = x.min(), let largest = x.max() else { return nil }
    // Less than 2³² after all roundings.
    let scale = 4_294_967_040 / (largest - least)
    guard scale.isFinite, scale > 0 else { return nil }
    let n = x.count
    var keys = [UInt64](unsafeUninitializedCapacity: n) { keys, count in
      for i in 0..<n { keys[i] = UInt64((x[i] - least) * scale) &<< 32 | UInt64(i) }
      count = n
    }
    sort(&keys, from: 32)
    return merged(keys, x)
  }

  /// The draws of keys that hold their places in the low half, keys that are equal put in order; nil
  /// where that would take long.
  private static func merged(_ keys: [UInt64], _ x: [Double]) -> SortedDraws? {
    let n = keys.count
    var moves = 8 * n
    var places = [Int32](repeating: 0, count: n)
    let values = [Double](unsafeUninitializedCapacity: n) { values, count in
      for i in 0..<n {
        let place = Int32(truncatingIfNeeded: keys[i])
        let value = x[Int(place)]
        var target = i
        while target > 0, values[target - 1] > value, moves > 0 {
          values[target] = values[target - 1]
          places[target] = places[target - 1]
          target -= 1
          moves -= 1
        }
        values[target] = value
        places[target] = place
      }
      count = n
    }
    return moves > 0 ? SortedDraws(values: values, places: places) : nil
  }

  /// Sorts keys by 32 of their bits, eleven at a time, in three passes.
  private static func sort(_ keys: inout [UInt64], from low: UInt64) {
    let shifts = [low, low + 11, low + 22]
    var spare = [UInt64](repeating: 0, count: keys.count)
    var starts = [Int](repeating: 0, count: 3 * 2048)
    starts.withUnsafeMutableBufferPointer { starts in
      for key in keys {
        starts[Int(key &>> low & 2047)] &+= 1
        starts[2048 &+ Int(key &>> (low &+ 11) & 2047)] &+= 1
        starts[4096 &+ Int(key &>> (low &+ 22) & 2047)] &+= 1
      }
      for (pass, shift) in shifts.enumerated() {
        let bins = UnsafeMutableBufferPointer(rebasing: starts[pass * 2048..<(pass + 1) * 2048])
        var sum = 0
        for bin in bins.indices { (bins[bin], sum) = (sum, sum &+ bins[bin]) }
        spare.withUnsafeMutableBufferPointer { spare in
          for key in keys {
            let bin = Int(key &>> shift & 2047)
            spare[bins[bin]] = key
            bins[bin] &+= 1
          }
        }
        swap(&keys, &spare)
      }
    }
  }

  /// Sorts by the bits of the numbers, the low half of them and then the high half.
  private static func byAllBits(_ x: [Double]) -> SortedDraws {
    let n = x.count
    let bits = x.map { key($0) }
    var keys = (0..<n).map { bits[$0] << 32 | UInt64($0) }
    sort(&keys, from: 32)
    keys = keys.map { key in
      let place = key & 0xFFFF_FFFF
      return bits[Int(place)] & ~0xFFFF_FFFF | place
    }
    sort(&keys, from: 32)
    let places = keys.map { Int32(truncatingIfNeeded: $0) }
    return SortedDraws(values: places.map { x[Int($0)] }, places: places)
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

  /// How many draws are not above a limit.
  func count(upTo limit: Double) -> Int { count { $0 <= limit } }

  /// How many draws are below a limit.
  func count(below limit: Double) -> Int { count { $0 < limit } }

  /// How many draws come before the first of which something does not hold, by bisection.
  private func count(while holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(values[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The same draws by their distance from a centre: those below in reverse and those above merge.
  func folded(around centre: Double) -> SortedDraws {
    var order = [Int32](repeating: 0, count: places.count)
    var next = 0
    let distances = Self.distances(from: centre, in: values) {
      order[next] = places[$0]
      next += 1
    }
    return SortedDraws(values: distances, places: order)
  }

  /// The distances of sorted numbers from a centre, in order; `visit` is told where each stood.
  @inline(__always)
  static func distances(
    from centre: Double, in values: [Double], visit: (Int) -> Void = { _ in }
  ) -> [Double] {
    let n = values.count
    return [Double](unsafeUninitializedCapacity: n) { distances, count in
      var upper = values.firstIndex { $0 >= centre } ?? n
      var lower = upper - 1
      while count < n {
        let below = lower >= 0 ? centre - values[lower] : .infinity
        let above = upper < n ? values[upper] - centre : .infinity
        let isBelow = upper >= n || (lower >= 0 && below <= above)
        distances[count] = isBelow ? below : above
        count += 1
        visit(isBelow ? lower : upper)
        if isBelow { lower -= 1 } else { upper += 1 }
      }
    }
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

  /// The score of each draw in its own place, equal draws sharing the mean of their ranks, as chains
  /// of some length.
  func of(_ draws: SortedDraws, length: Int) -> SplitChains {
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
    return SplitChains(values: result, length: length)
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

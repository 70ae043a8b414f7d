/// Sums in lanes: as exact as one after the other, and faster.
enum Sums {
  private typealias Lanes = SIMD4<Double>

  @inline(__always)
  private static func load(_ x: UnsafePointer<Double>) -> Lanes {
    UnsafeRawPointer(x).loadUnaligned(as: Lanes.self)
  }

  /// Σ x.
  static func sum(_ x: UnsafePointer<Double>, count n: Int) -> Double {
    var lanes = Lanes()
    var i = 0
    while i &+ 4 <= n {
      lanes += load(x + i)
      i &+= 4
    }
    var sum = lanes.sum()
    while i < n {
      sum += x[i]
      i &+= 1
    }
    return sum
  }

  /// Σ (x − centre)².
  static func squares(_ x: UnsafePointer<Double>, count n: Int, around centre: Double) -> Double {
    var lanes = Lanes()
    let middle = Lanes(repeating: centre)
    var i = 0
    while i &+ 4 <= n {
      let distance = load(x + i) - middle
      lanes += distance * distance
      i &+= 4
    }
    var sum = lanes.sum()
    while i < n {
      sum += (x[i] - centre) * (x[i] - centre)
      i &+= 1
    }
    return sum
  }

  /// Σ xᵢ xᵢ₊ₜ at a lag t and at t + 1, for t + 1 ≤ n.
  static func products(
    _ x: UnsafePointer<Double>, count n: Int, lag t: Int
  ) -> (Double, Double) {
    var (first, second) = (Lanes(), Lanes())
    let shared = n &- t &- 1
    let later = x + t
    var i = 0
    while i &+ 4 <= shared {
      let here = load(x + i)
      first += here * load(later + i)
      second += here * load(later + i + 1)
      i &+= 4
    }
    var (a, b) = (first.sum(), second.sum())
    while i < shared {
      a += x[i] * later[i]
      b += x[i] * later[i &+ 1]
      i &+= 1
    }
    if shared >= 0 { a += x[shared] * later[shared] }
    return (a, b)
  }
}

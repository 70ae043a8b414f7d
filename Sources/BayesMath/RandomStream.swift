/// What random numbers are for; append-only, because the number enters every stream's key.
package enum RandomPurpose: UInt32, Sendable, CaseIterable {
  case initialisation = 0
  case momentum = 1
  case trajectory = 2
  case stepSize = 3
  case generated = 4
  case prior = 5
  case test = 6
}

/// A counter-based random stream: Philox4x32-10 (Salmon and others 2011, "Parallel random numbers:
/// as easy as 1, 2, 3").
///
/// The key is the seed, the counter (block, purpose, iteration, chain): any draw of any chain can be
/// made again without those before it, in any order, on any number of threads.
package struct RandomStream: Sendable {
  package let seed: UInt64
  package let purpose: RandomPurpose
  package let iteration: UInt32
  package let chain: UInt32
  var block: UInt32 = 0
  var lane: Int = 4
  var words: SIMD4<UInt32> = .zero

  package init(seed: UInt64, purpose: RandomPurpose, iteration: UInt32 = 0, chain: UInt32 = 0) {
    self.seed = seed
    self.purpose = purpose
    self.iteration = iteration
    self.chain = chain
  }

  /// The next 32 random bits.
  package mutating func nextWord() -> UInt32 {
    if lane == 4 { refill() }
    defer { lane += 1 }
    return words[lane]
  }

  private mutating func refill() {
    words = Philox.block(
      counter: SIMD4(block, purpose.rawValue, iteration, chain),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    block &+= 1
    lane = 0
  }

  /// The next 64 random bits.
  package mutating func nextBits() -> UInt64 {
    if lane == 4 { refill() }
    if lane == 0 || lane == 2 {
      let pair = lane == 0 ? words.lowHalf : words.highHalf
      lane += 2
      return UInt64(pair[0]) | UInt64(pair[1]) << 32
    }
    let low = UInt64(nextWord())
    return low | UInt64(nextWord()) << 32
  }

  /// A uniform draw from [0, 1), a multiple of 2^-53.
  package mutating func uniform() -> Double {
    Double(nextBits() >> 11) * 0x1p-53
  }

  /// A uniform draw from (0, 1).
  package mutating func openUniform() -> Double { Self.openFraction(nextBits()) }

  /// The point of (0, 1) that 64 random bits stand for.
  ///
  /// The midpoint of the last cell, 1 − 2^-54, is no double and would round to 1.
  package static func openFraction(_ bits: UInt64) -> Double {
    min(Double(bits >> 11) * 0x1p-53 + 0x1p-54, 1 - 0x1p-53)
  }
}

/// The Philox4x32-10 block function.
package enum Philox {
  /// Ten rounds over `counter` with `key`.
  package static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    // Scalars: a vector's lanes taken one by one cost more than the multiplications.
    var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3])
    var (k0, k1) = (key[0], key[1])
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) &* UInt64(c0)
      let second = UInt64(0xCD9E_8D57) &* UInt64(c2)
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: second >> 32) ^ c1 ^ k0,
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ c3 ^ k1,
        UInt32(truncatingIfNeeded: first)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(c0, c1, c2, c3)
  }
}

/// What random numbers are for; append-only, because the number enters every stream's key.
package enum RandomPurpose: UInt32, Sendable, CaseIterable {
  case initialisation = 0
  case momentum = 1
  case trajectory = 2
  case stepSize = 3
  case generated = 4
  case prior = 5
  case test = 6
  case latent = 7
  case replicated = 8
  case predicted = 9
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
  /// The block at hand, two words each.
  var first: UInt64 = 0
  var second: UInt64 = 0

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
    return UInt32(truncatingIfNeeded: (lane < 2 ? first : second) >> (32 * UInt64(lane & 1)))
  }

  /// The next 64 random bits.
  package mutating func nextBits() -> UInt64 {
    if lane == 4 { refill() }
    if lane & 1 == 0 {
      defer { lane += 2 }
      return lane == 0 ? first : second
    }
    let low = UInt64(nextWord())
    return low | UInt64(nextWord()) << 32
  }

  private mutating func refill() {
    (first, second) = nextBlock()
    lane = 0
  }

  @inline(__always)
  private mutating func nextBlock() -> (UInt64, UInt64) {
    defer { block &+= 1 }
    let words = Philox.words(
      (block, purpose.rawValue, iteration, chain),
      key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    return (UInt64(words.0) | UInt64(words.1) << 32, UInt64(words.2) | UInt64(words.3) << 32)
  }

  /// A uniform draw from [0, 1), a multiple of 2^-53.
  package mutating func uniform() -> Double {
    Double(nextBits() >> 11) * 0x1p-53
  }

  /// A uniform draw from (0, 1).
  package mutating func openUniform() -> Double { Self.openFraction(nextBits()) }

  /// The next draws from (0, 1), the same numbers as `openUniform()` gives one by one.
  mutating func fillUniform(_ target: UnsafeMutableBufferPointer<Double>, count: Int) {
    var index = 0
    while index < count {
      // Whole blocks go straight to memory; what is left of one is taken first, and at the end.
      if lane == 4 && index + 2 <= count {
        let (first, second) = nextBlock()
        target[index] = Self.openFraction(first)
        target[index + 1] = Self.openFraction(second)
        index += 2
      } else {
        target[index] = openUniform()
        index += 1
      }
    }
  }

  /// The point of (0, 1) that 64 random bits stand for.
  ///
  /// The midpoint of the last cell, 1 − 2^-54, is no double and would round to 1.
  package static func openFraction(_ bits: UInt64) -> Double {
    min(Double(bits >> 11) * 0x1p-53 + 0x1p-54, 1 - 0x1p-53)
  }
}

/// The Philox4x32-10 block function.
package enum Philox {
  typealias Words = (UInt32, UInt32, UInt32, UInt32)

  /// Ten rounds over `counter` with `key`.
  package static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    let c = words((counter[0], counter[1], counter[2], counter[3]), key: (key[0], key[1]))
    return SIMD4(c.0, c.1, c.2, c.3)
  }

  /// The same by words: lanes of a vector taken one by one cost more than the multiplications.
  @inline(__always)
  static func words(_ counter: Words, key: (UInt32, UInt32)) -> Words {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
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
    return (c0, c1, c2, c3)
  }
}

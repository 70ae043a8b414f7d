/// Chains whose products of draws some lag apart are summed lag by lag, for as long as they are asked
/// for: chains that mix well are done after a few.
protocol LaggedSeries {
  /// The draws of each chain.
  var length: Int { get }
  var means: [Double] { get }
  /// The draws less their chain's mean, one chain after the other.
  var centred: [Double] { get }
  /// Beyond so many lags a Fourier transform gives all of them for less.
  static var directLags: Int { get }
  /// The sums, over all chains, of products of centred draws at the next two lags, from 0 and 1 on.
  mutating func nextPair() -> (Double, Double)
}

/// Draws that are real numbers.
struct RealSeries: LaggedSeries {
  private let chains: CentredChains
  private var lag = 0

  static var directLags: Int { 64 }
  var length: Int { chains.length }
  var means: [Double] { chains.means }
  var centred: [Double] { chains.values }

  init(_ chains: CentredChains) { self.chains = chains }

  mutating func nextPair() -> (Double, Double) {
    defer { lag += 2 }
    var sums = (0.0, 0.0)
    chains.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for chain in means.indices {
        let pair = Sums.products(start + chain * length, count: length, lag: lag)
        sums.0 += pair.0
        sums.1 += pair.1
      }
    }
    return sums
  }
}

/// Draws that are 0 or 1, a bit each: sums of their products are counts of bits.
struct IndicatorSeries: LaggedSeries {
  let length: Int
  let means: [Double]
  /// The bits of each chain, from the lowest of its first word; a word of zeros ends each chain.
  private let words: [UInt64]
  private let stride: Int
  private let counts: [Int]
  /// How many of the first and of the last `lag` draws of each chain are 1, added.
  private var edges: [Int]
  private var lag = 0

  static var directLags: Int { 256 }

  /// Chains of `length` draws, `count` of them, that are 1 at the given places of one after the other.
  init(ones places: ArraySlice<Int32>, length: Int, count: Int) {
    self.length = length
    stride = length / 64 + 2
    var words = [UInt64](repeating: 0, count: stride * count)
    var counts = [Int](repeating: 0, count: count)
    for place in places {
      let (chain, draw) = Int(place).quotientAndRemainder(dividingBy: length)
      words[chain * stride + draw >> 6] |= 1 << UInt64(draw & 63)
      counts[chain] += 1
    }
    self.words = words
    self.counts = counts
    edges = [Int](repeating: 0, count: count)
    means = counts.map { Double($0) / Double(length) }
  }

  var centred: [Double] {
    means.indices.flatMap { chain in
      (0..<length).map { Double(bit(chain, $0)) - means[chain] }
    }
  }

  private func bit(_ chain: Int, _ draw: Int) -> Int {
    Int(words[chain * stride + draw >> 6] >> UInt64(draw & 63) & 1)
  }

  mutating func nextPair() -> (Double, Double) { (next(), next()) }

  /// Σ (xᵢ − m)(xᵢ₊ₜ − m) = Σ xᵢ xᵢ₊ₜ − m (Σᵢ<ₙ₋ₜ xᵢ + Σᵢ≥ₜ xᵢ) + (n − t) m², over the chains.
  private mutating func next() -> Double {
    var sum = 0.0
    for (chain, mean) in means.enumerated() {
      let ends = Double(2 * counts[chain] - edges[chain])
      sum += Double(coincidences(chain)) - mean * ends + Double(length - lag) * mean * mean
      edges[chain] += bit(chain, lag) + bit(chain, length - 1 - lag)
    }
    lag += 1
    return sum
  }

  /// How many draws are 1 with the one `lag` later.
  private func coincidences(_ chain: Int) -> Int {
    let (whole, shift) = (lag >> 6, UInt64(lag & 63))
    return words.withUnsafeBufferPointer { words in
      let first = chain &* stride
      var count = 0
      for word in 0..<(stride &- 1 &- whole) {
        let here = first &+ word &+ whole
        // A shift by 64 gives 0.
        let later = words[here] &>> shift | (words[here &+ 1] << (64 &- shift))
        count &+= (words[first &+ word] & later).nonzeroBitCount
      }
      return count
    }
  }
}

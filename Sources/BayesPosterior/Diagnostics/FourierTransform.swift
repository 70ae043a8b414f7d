import BayesMath

/// The discrete Fourier transform of a power of two numbers, radix 2, with its tables.
struct FourierTransform: Sendable {
  let size: Int
  private let cosines: [Double]
  private let sines: [Double]
  /// Pairs of places that trade their numbers first: each place with its bits in reverse.
  private let exchanges: [(Int32, Int32)]

  /// For at least `count` numbers.
  init(atLeast count: Int) {
    var size = 1
    while size < count { size *= 2 }
    self.size = size
    let angle = -2 * Double.pi / Double(size)
    cosines = (0..<max(size / 2, 1)).map { Double.cos(angle * Double($0)) }
    sines = (0..<max(size / 2, 1)).map { Double.sin(angle * Double($0)) }
    let bits = size.trailingZeroBitCount
    exchanges = (0..<size).compactMap { place in
      var mirror = 0
      for bit in 0..<bits where place & (1 << bit) != 0 { mirror |= 1 << (bits - 1 - bit) }
      return place < mirror ? (Int32(place), Int32(mirror)) : nil
    }
  }

  /// Transforms `size` complex numbers in place.
  func run(_ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>) {
    for (a, b) in exchanges {
      (real[Int(a)], real[Int(b)]) = (real[Int(b)], real[Int(a)])
      (imaginary[Int(a)], imaginary[Int(b)]) = (imaginary[Int(b)], imaginary[Int(a)])
    }
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { sines in
        var half = 1
        while half < size {
          let stride = size / (2 * half)
          var start = 0
          while start < size {
            for k in 0..<half {
              let (c, s) = (cosines[k &* stride], sines[k &* stride])
              let (a, b) = (start &+ k, start &+ k &+ half)
              let re = real[b] * c - imaginary[b] * s
              let im = real[b] * s + imaginary[b] * c
              real[b] = real[a] - re
              imaginary[b] = imaginary[a] - im
              real[a] += re
              imaginary[a] += im
            }
            start &+= 2 &* half
          }
          half *= 2
        }
      }
    }
  }
}

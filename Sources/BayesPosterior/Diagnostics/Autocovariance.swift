import BayesMath

/// Autocovariances by the fast Fourier transform.
enum Autocovariance {
  /// Per lag the sum of products over n, of the series without its mean.
  static func biased(_ x: [Double]) -> [Double] {
    let n = x.count
    let mean = x.reduce(0, +) / Double(max(n, 1))
    var size = 1
    while size < 2 * n { size *= 2 }
    var real = x.map { $0 - mean } + [Double](repeating: 0, count: size - n)
    var imaginary = [Double](repeating: 0, count: size)
    transform(&real, &imaginary)
    for k in 0..<size {
      real[k] = real[k] * real[k] + imaginary[k] * imaginary[k]
      imaginary[k] = 0
    }
    transform(&real, &imaginary)
    return (0..<n).map { real[$0] / Double(size) / Double(n) }
  }

  /// The transform of a power of two numbers in place, radix 2, decimation in time.
  private static func transform(_ real: inout [Double], _ imaginary: inout [Double]) {
    let n = real.count
    var j = 0
    for i in 1..<max(n, 1) {
      var bit = n >> 1
      while j & bit != 0 {
        j ^= bit
        bit >>= 1
      }
      j |= bit
      if i < j {
        real.swapAt(i, j)
        imaginary.swapAt(i, j)
      }
    }
    let cosines = (0..<max(n / 2, 1)).map { Double.cos(-2 * .pi * Double($0) / Double(n)) }
    let sines = (0..<max(n / 2, 1)).map { Double.sin(-2 * .pi * Double($0) / Double(n)) }
    var length = 2
    while length <= n {
      let stride = n / length
      for start in Swift.stride(from: 0, to: n, by: length) {
        for k in 0..<length / 2 {
          let (c, s) = (cosines[k * stride], sines[k * stride])
          let (a, b) = (start + k, start + k + length / 2)
          let re = real[b] * c - imaginary[b] * s
          let im = real[b] * s + imaginary[b] * c
          real[b] = real[a] - re
          imaginary[b] = imaginary[a] - im
          real[a] += re
          imaginary[a] += im
        }
      }
      length *= 2
    }
  }
}

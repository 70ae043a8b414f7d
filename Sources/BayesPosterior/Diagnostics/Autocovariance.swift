/// Autocovariances by the fast Fourier transform.
enum Autocovariance {
  /// Per lag the mean over all chains of the sum of products over n, of centred chains one after the
  /// other.
  ///
  /// Two chains are the real and the imaginary part of one transform: of Z = A + iB, the sum
  /// |A|² + |B|² at a frequency is the mean of |Z|² there and at its negative. All chains add to one
  /// power spectrum, which is transformed back once.
  static func meanBiased(
    _ centred: [Double], length n: Int, _ transform: FourierTransform
  ) -> [Double] {
    let count = centred.count / n
    let size = transform.size
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: 3 * size)
    defer { memory.deallocate() }
    let (real, imaginary, power) = (memory, memory + size, memory + 2 * size)
    power.initialize(repeating: 0, count: size)
    for chain in stride(from: 0, to: count, by: 2) {
      real.initialize(repeating: 0, count: size)
      imaginary.initialize(repeating: 0, count: size)
      for i in 0..<n { real[i] = centred[chain * n + i] }
      if chain + 1 < count {
        for i in 0..<n { imaginary[i] = centred[(chain + 1) * n + i] }
      }
      transform.run(real, imaginary)
      for k in 0..<size { power[k] += real[k] * real[k] + imaginary[k] * imaginary[k] }
    }
    for k in 0..<size {
      real[k] = 0.5 * (power[k] + power[(size - k) & (size - 1)])
      imaginary[k] = 0
    }
    transform.run(real, imaginary)
    let scale = 1 / (Double(size) * Double(n) * Double(count))
    return (0..<n).map { real[$0] * scale }
  }
}

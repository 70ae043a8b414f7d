/// Autoregressive chains from a linear congruential generator, whose diagnostics are known to twelve
/// digits.
enum ReferenceVectors {
  /// Chain `number`: 1,000 draws of x = 0.7 x + e from 0, e the sum of twelve uniforms less six.
  static func chain(_ number: UInt64) -> [Double] {
    var state: UInt64 = 12345 + number
    var x = 0.0
    return (0..<1000).map { _ in
      var sum = 0.0
      for _ in 0..<12 {
        state = (1_664_525 * state + 1_013_904_223) % 4_294_967_296
        sum += (Double(state) + 0.5) / 4_294_967_296
      }
      x = 0.7 * x + sum - 6
      return x
    }
  }

  static let a = (0..<4).map { chain($0) }
  static let b = a.enumerated().map { number, chain in number == 3 ? chain.map { $0 + 1 } : chain }
  static let c = [a[0]]
}

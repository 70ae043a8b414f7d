#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Modified Bessel functions of the first kind, scaled.
package enum BesselFunctions {
  /// log I₀(x): the power series (A&S 9.6.12) to 30, beyond it the asymptotic series (A&S 9.7.1).
  package static func logI0(_ x: Double) -> Double {
    let x = abs(x)
    if x <= 30 { return log1p(seriesTail(x, order: 0)) }
    return x - 0.5 * log(2 * .pi * x) + log(asymptotic(x, order: 0))
  }

  /// I₁(x) / I₀(x), the derivative of `logI0`.
  package static func ratio(_ x: Double) -> Double {
    let y = abs(x)
    let value =
      y <= 30
      ? y / 2 * (1 + seriesTail(y, order: 1)) / (1 + seriesTail(y, order: 0))
      : asymptotic(y, order: 1) / asymptotic(y, order: 0)
    return x < 0 ? -value : value
  }

  /// The power series over its first term, less one: near zero the sum itself would lose it.
  private static func seriesTail(_ x: Double, order: Int) -> Double {
    let q = x * x / 4
    var term = q / Double(1 + order)
    var sum = term
    var k = 2.0
    while term > sum * 1e-18 {
      term *= q / (k * (k + Double(order)))
      sum += term
      k += 1
    }
    return sum
  }

  private static func asymptotic(_ x: Double, order: Int) -> Double {
    let mu = 4 * Double(order * order)
    var term = 1.0
    var sum = 1.0
    for k in 1...40 {
      let odd = Double(2 * k - 1)
      let next = -term * (mu - odd * odd) / (8 * x * Double(k))
      if abs(next) >= abs(term) || abs(next) < 1e-18 { break }
      term = next
      sum += term
    }
    return sum
  }
}

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
    return x <= 30 ? log1p(seriesTail(x, order: 0)) : x + logScaledI0(x)
  }

  /// log(exp(-|x|) I₀(x)).
  package static func logScaledI0(_ x: Double) -> Double {
    let x = abs(x)
    if x <= 30 { return log1p(seriesTail(x, order: 0)) - x }
    return log1p(asymptoticTail(x, order: 0)) - 0.5 * log(2 * .pi * x)
  }

  /// I₁(x) / I₀(x), the derivative of `logI0`.
  package static func ratio(_ x: Double) -> Double {
    let y = abs(x)
    let value =
      y <= 30
      ? y / 2 * (1 + seriesTail(y, order: 1)) / (1 + seriesTail(y, order: 0)) : 1 + ratioLessOne(y)
    return x < 0 ? -value : value
  }

  /// I₁(x) / I₀(x) - 1 for x ≥ 0, which vanishes as 1 / (2x).
  package static func ratioLessOne(_ x: Double) -> Double {
    if x <= 30 { return ratio(x) - 1 }
    let below = asymptoticTail(x, order: 0)
    return (asymptoticTail(x, order: 1) - below) / (1 + below)
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

  /// The asymptotic series less its first term, one.
  private static func asymptoticTail(_ x: Double, order: Int) -> Double {
    let mu = 4 * Double(order * order)
    var term = 1.0
    var sum = 0.0
    for k in 1...40 {
      let odd = Double(2 * k - 1)
      let next = -term * (mu - odd * odd) / (8 * x * Double(k))
      if abs(next) >= abs(term) || abs(next) < abs(sum) * 1e-18 { break }
      term = next
      sum += term
    }
    return sum
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The logarithm of the regularised incomplete beta function and of its complement, with exact
/// derivatives.
///
/// The continued fraction of Didonato and Morris (1992) runs on duals, so the derivatives in both shapes are its own
/// term by term (Boik and Robison-Cox 1998); that in the argument is the density.
enum IncompleteBeta {
  /// log I_x(a, b) and log(1 - I_x(a, b)), where y = 1 - x.
  static func logTails(
    _ a: Dual, _ b: Dual, _ x: Dual, _ y: Dual
  ) -> (lower: Dual, upper: Dual) {
    guard a.value > 0, b.value > 0, !x.value.isNaN, !y.value.isNaN else {
      return (Dual(.nan), Dual(.nan))
    }
    if x.value <= 0 { return (Dual(-.infinity), Dual(0)) }
    if y.value <= 0 { return (Dual(0), Dual(-.infinity)) }
    let prefactor = logPrefactor(a, b, x.value, y.value)
    let lower: Dual
    let upper: Dual
    if x.value * (a.value + b.value + 2) < a.value + 1 {
      (lower, upper) = tails(a, b, x.value, y.value, prefactor)
    } else {
      (upper, lower) = tails(b, a, y.value, x.value, prefactor)
    }
    let logDensity = prefactor.value - log(x.value) - log(y.value)
    // The smaller of the two knows how both move; the other has rounded.
    let moving = x.value <= y.value ? x : -y
    return (
      lower.moved(by: exp(logDensity - lower.value), along: moving),
      upper.moved(by: -exp(logDensity - upper.value), along: moving)
    )
  }

  /// Both tails where x lies below the mean.
  private static func tails(
    _ a: Dual, _ b: Dual, _ x: Double, _ y: Double, _ prefactor: Dual
  ) -> (Dual, Dual) {
    let lower = prefactor - Dual.log(fraction(a, b, x, y))
    if a.value < 1, lower.value > -0.5 {
      let upper = Dual.log(smallShapeUpper(a, b, x))
      return (upper.logComplement, upper)
    }
    return (lower, lower.logComplement)
  }

  /// log(x^a y^b / B(a, b)); for large shapes by Stirling's formula about the mean, where the terms
  /// would cancel.
  private static func logPrefactor(_ a: Dual, _ b: Dual, _ x: Double, _ y: Double) -> Dual {
    guard min(a.value, b.value) >= 10 else {
      let logX = x > 0.5 ? log1p(-y) : log(x)
      let logY = y > 0.5 ? log1p(-x) : log(y)
      return a * Dual(logX) + b * Dual(logY) - Dual.logBeta(a, b)
    }
    let (first, second) = (a.value, b.value)
    let sum = first + second
    let deviation = first * y - second * x
    let (ratioX, ratioY) = (x * (sum / first), y * (sum / second))
    let value =
      first * logLessLinear(ratioX, -deviation / first)
      + second * logLessLinear(ratioY, deviation / second)
      + 0.5 * log(first / sum * second / (2 * .pi)) + GammaFunctions.stirlingCorrection(sum)
      - GammaFunctions.stirlingCorrection(first) - GammaFunctions.stirlingCorrection(second)
    let shared = GammaFunctions.stirlingSlope(sum) - 0.5 / sum
    let alongA =
      logNearOne(ratioX, -deviation / first) + shared + 0.5 / first
      - GammaFunctions.stirlingSlope(first)
    let alongB =
      logNearOne(ratioY, deviation / second) + shared + 0.5 / second
      - GammaFunctions.stirlingSlope(second)
    let derivative =
      (a.derivative == 0 ? 0 : alongA * a.derivative)
      + (b.derivative == 0 ? 0 : alongB * b.derivative)
    return Dual(value, derivative)
  }

  /// x^a y^b / (B(a, b) I_x(a, b)), from its depth upwards: Didonato and Morris (1992), equation 9, whose
  /// terms are positive below the mean and take 1 - x as it is given.
  private static func fraction(_ a: Dual, _ b: Dual, _ x: Double, _ y: Double) -> Dual {
    var fraction = Dual(0)
    let last = depth(a.value, b.value, x, y)
    for m in stride(from: last, through: 0, by: -1) {
      let k = Double(m)
      let odd = a + Dual(2 * k + 1)
      let even = a + Dual(2 * k - 1)
      var term =
        Dual(k) + (a + Dual(k)) * (a * Dual(y) - b * Dual(x) + Dual(1 + k * (1 + y))) / odd
      if m > 0 { term = term + Dual(k * x) * (b - Dual(k)) / even }
      if m < last {
        // The numerator that stands over what has been summed so far.
        let n = k + 1
        let above = (a + Dual(k)) * (a + b + Dual(k)) * Dual(n * x * x) * (b - Dual(n))
        term = term + above / (odd * odd) / fraction
      }
      fraction = term
    }
    return fraction
  }

  /// How many terms count, by Lentz's method on plain numbers.
  ///
  /// At a whole b the fraction ends, but its derivative does not: so beside it.
  private static func depth(_ a: Double, _ whole: Double, _ x: Double, _ y: Double) -> Int {
    let b = whole + 0.1234
    let drift = a * y - b * x
    let first = a * (drift + 1) / (a + 1)
    var c = first == 0 ? 1e-300 : first
    var d = 0.0
    var change = 0.0
    var m = 0.0
    while abs(change - 1) > 3e-16, m < 1e6 {
      m += 1
      let even = a + 2 * m - 1
      let numerator =
        (a + m - 1) / even * ((a + b + m - 1) / even) * m * (b - m) * x * x
      let term =
        m + m * (b - m) * x / even + (a + m) * (drift + 1 + m * (1 + y)) / (even + 2)
      d = 1 / (term + numerator * d)
      c = term + numerator / c
      change = c * d
    }
    return Int(m * 1.125) + 8
  }

  /// 1 - I_x(a, b) for a < 1 and x below the mean: 1 - x^a / (a B(a, b)) (1 + a Σ …) with the ones
  /// taken out (A&S 26.5.4).
  private static func smallShapeUpper(_ a: Dual, _ b: Dual, _ x: Double) -> Dual {
    let power = a * Dual(log(x)) - Dual.logRising(Dual(1), a) + Dual.logRising(b, a)
    var sum = Dual(0)
    var term = Dual(1)
    var n = 1.0
    while abs(term.value) + abs(term.derivative) > 1e-19, n < 10_000 {
      term = term * (Dual(n) - b) * Dual(x / n)
      sum = sum + term / (a + Dual(n))
      n += 1
    }
    return -Dual.expm1(power) - Dual.exp(power) * a * sum
  }
}

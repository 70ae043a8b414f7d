#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The regularised incomplete gamma and beta functions over any `Scalar`, so that derivatives in every
/// argument come from differentiating the series and fractions term by term.
///
/// The number of terms is settled on plain numbers; the prefactor is taken in logarithms.
enum IncompleteFunctions {
  /// P(a, x): the series (A&S 6.5.29) for x < a + 1, else one minus Legendre's continued fraction.
  static func gammaP<S: Scalar>(_ a: S, _ x: S, plain: (a: Double, x: Double)) -> S {
    let (plainA, plainX) = plain
    if plainX <= 0 { return .constant(0) }
    if plainX == .infinity { return .constant(1) }
    let prefactor = S.exp(a * S.log(x) - x - S.logGamma(a))
    if plainX < plainA + 1 {
      return prefactor * gammaSeries(a, x, terms: seriesTerms(plainA, plainX))
    }
    return .constant(1) - prefactor * gammaFraction(a, x, depth: fractionDepth(plainA, plainX))
  }

  private static func gammaSeries<S: Scalar>(_ a: S, _ x: S, terms: Int) -> S {
    var term = S.constant(1) / a
    var sum = term
    var denominator = a
    for _ in 0..<terms {
      denominator = denominator + .constant(1)
      term = term * x / denominator
      sum = sum + term
    }
    return sum
  }

  private static func seriesTerms(_ a: Double, _ x: Double) -> Int {
    var term = 1.0
    var sum = 1.0
    var k = 1
    while term > sum * 1e-18, k < 100_000 {
      term *= x / (a + Double(k))
      sum += term
      k += 1
    }
    return k + 8
  }

  /// Q(a, x) over the prefactor, evaluated from its depth upwards.
  private static func gammaFraction<S: Scalar>(_ a: S, _ x: S, depth: Int) -> S {
    var fraction = S.constant(0)
    for k in stride(from: depth, through: 1, by: -1) {
      let n = S.constant(Double(k))
      let numerator = n * (n - a)
      let denominator = x + .constant(Double(2 * k + 1)) - a - fraction
      fraction = numerator / denominator
    }
    return .constant(1) / (x + .constant(1) - a - fraction)
  }

  private static func fractionDepth(_ a: Double, _ x: Double) -> Int {
    let excess = max(x - a, 1)
    return Int(min(40 + 30 * max(a, 1).squareRoot() + 2000 / excess, 20_000))
  }

  /// I_x(a, b): the continued fraction (A&S 26.5.8), on the side where it converges fast.
  static func betaI<S: Scalar>(
    _ a: S, _ b: S, _ x: S, plain: (a: Double, b: Double, x: Double)
  ) -> S {
    if plain.x <= 0 { return .constant(0) }
    if plain.x >= 1 { return .constant(1) }
    let prefactor = S.exp(
      a * S.log(x) + b * S.log1p(-x) + S.logGamma(a + b) - S.logGamma(a) - S.logGamma(b))
    let depth = Int(min(60 + 12 * max(plain.a, plain.b).squareRoot(), 20_000))
    if plain.x < (plain.a + 1) / (plain.a + plain.b + 2) {
      return prefactor / a * betaFraction(a, b, x, depth: depth)
    }
    return .constant(1) - prefactor / b
      * betaFraction(b, a, .constant(1) - x, depth: depth)
  }

  private static func betaFraction<S: Scalar>(_ a: S, _ b: S, _ x: S, depth: Int) -> S {
    var fraction = S.constant(0)
    for m in stride(from: depth, through: 1, by: -1) {
      let k = S.constant(Double(m))
      let even = a + .constant(Double(2 * m))
      let coefficient = k * (b - k) * x / ((even - .constant(1)) * even)
      let odd = -(a + k) * (a + b + k) * x / (even * (even + .constant(1)))
      fraction = coefficient / (.constant(1) + odd / (.constant(1) + fraction))
    }
    let first = -(a + b) * x / (a + .constant(1))
    return .constant(1) / (.constant(1) + first / (.constant(1) + fraction))
  }
}

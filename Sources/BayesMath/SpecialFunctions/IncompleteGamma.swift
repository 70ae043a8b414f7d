#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The logarithms of both regularised incomplete gamma functions, with exact derivatives.
///
/// Series and continued fraction run on duals, so the derivative in the shape is theirs term by term;
/// that in the argument is the density. Shapes to 1e11.
enum IncompleteGamma {
  /// log P(a, x) and log Q(a, x): the series (A&S 6.5.29) below a + 1, else Legendre's fraction.
  static func logTails(_ a: Dual, _ x: Dual) -> (lower: Dual, upper: Dual) {
    guard a.value > 0, !x.value.isNaN else { return (Dual(.nan), Dual(.nan)) }
    if x.value <= 0 { return (Dual(-.infinity), Dual(0)) }
    if x.value == .infinity { return (Dual(0), Dual(-.infinity)) }
    let prefactor = logPrefactor(a, x.value)
    // Derivatives in the argument come from log(x^(a - 1) exp(-x) / Γ(a)).
    let logDensity = prefactor.value + log(a.value) - log(x.value)
    let (lower, upper) = tails(a, x.value, prefactor)
    return (
      lower.moved(by: exp(logDensity - lower.value), along: x),
      upper.moved(by: -exp(logDensity - upper.value), along: x)
    )
  }

  private static func tails(
    _ a: Dual, _ x: Double, _ prefactor: Dual
  ) -> (lower: Dual, upper: Dual) {
    if x >= a.value + 1 {
      let upper = prefactor + Dual.log(a) + Dual.log(fraction(a, x))
      return (upper.logComplement, upper)
    }
    let lower = prefactor + Dual.log(series(a, x))
    if a.value < 1, x < 1.6, lower.value > -0.5 {
      let upper = Dual.log(smallShapeUpper(a, x))
      return (upper.logComplement, upper)
    }
    return (lower, lower.logComplement)
  }

  /// log(x^a exp(-x) / Γ(a + 1)); from 10 on by Stirling's formula about x = a, where the terms
  /// would cancel.
  private static func logPrefactor(_ a: Dual, _ x: Double) -> Dual {
    guard a.value >= 10 else {
      return a * Dual(log(x)) - Dual(x) - Dual.logGamma(a + Dual(1))
    }
    let shape = a.value
    let deviation = (x - shape) / shape
    let value =
      shape * logLessLinear(x / shape, deviation) - 0.5 * log(2 * .pi * shape)
      - GammaFunctions.stirlingCorrection(shape)
    let slope = logNearOne(x / shape, deviation) - 0.5 / shape - GammaFunctions.stirlingSlope(shape)
    return a.mapped(value, slope)
  }

  /// The sum of `x^n / ((a + 1) … (a + n))` from n = 0.
  private static func series(_ a: Dual, _ x: Double) -> Dual {
    var term = Dual(1)
    var sum = term
    var k = 1.0
    while term.value > sum.value * 1e-19, k < 4e6 {
      term = term * Dual(x) / (a + Dual(k))
      sum = sum + term
      k += 1
    }
    return sum
  }

  /// Q(a, x) Γ(a) / (x^a exp(-x)), from its depth upwards.
  private static func fraction(_ a: Dual, _ x: Double) -> Dual {
    var fraction = Dual(0)
    for k in stride(from: fractionDepth(a.value, x), through: 1, by: -1) {
      let n = Dual(Double(k))
      fraction = n * (n - a) / (Dual(x + Double(2 * k + 1)) - a - fraction)
    }
    return Dual(1) / (Dual(x + 1) - a - fraction)
  }

  /// How many partial fractions count, by Lentz's method on plain numbers.
  ///
  /// At a whole shape the fraction ends, but its derivative does not: so beside it.
  private static func fractionDepth(_ shape: Double, _ x: Double) -> Int {
    let a = shape + 0.1234
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var depth = 0
    var change = 0.0
    while abs(change - 1) > 3e-16, depth < 4_000_000 {
      depth += 1
      let n = Double(depth)
      let numerator = n * (a - n)
      b += 2
      d = 1 / (b + numerator * d)
      c = b + numerator / c
      change = c * d
    }
    return depth + depth / 8 + 8
  }

  /// Q(a, x) for a < 1 and small x: 1 - x^a/Γ(a + 1) (1 + a Σ (-x)^n / (n! (a + n))) with the ones
  /// taken out.
  private static func smallShapeUpper(_ a: Dual, _ x: Double) -> Dual {
    let power = a * Dual(log(x)) - Dual.logRising(Dual(1), a)
    var sum = Dual(0)
    var term = 1.0
    var n = 1.0
    while abs(term) > 1e-19, n < 100 {
      term *= -x / n
      sum = sum + Dual(term) / (a + Dual(n))
      n += 1
    }
    return -Dual.expm1(power) - Dual.exp(power) * a * sum
  }
}

extension Dual {
  /// With a slope along another number, which does not count where that stands still.
  func moved(by slope: Double, along x: Dual) -> Dual {
    let change = slope == 0 || x.derivative == 0 ? 0 : slope * x.derivative
    return Dual(value, derivative + change)
  }

  /// log(1 - exp(x)) for negative x.
  var logComplement: Dual {
    if value < -0.693147180559945309 { return Dual.log1p(-Dual.exp(self)) }
    return Dual.log(-Dual.expm1(self))
  }
}

/// log r where r = 1 + t and t is known without the rounding of r.
func logNearOne(_ r: Double, _ t: Double) -> Double { abs(t) > 0.3 ? log(r) : log1p(t) }

/// log r - t where r = 1 + t, from the series of the inverse hyperbolic tangent where the two cancel.
func logLessLinear(_ ratio: Double, _ t: Double) -> Double {
  if abs(t) > 0.3 { return log(ratio) - t }
  let r = t / (2 + t)
  let square = r * r
  var power = 1.0
  var sum = 0.0
  for k in 1...16 {
    sum += power / Double(2 * k + 1)
    power *= square
  }
  return 2 * r * square * sum - r * t
}

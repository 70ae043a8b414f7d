#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Differences of log Γ and of ψ that keep their digits where both terms are large and alike.
///
/// The argument is shifted above 10; there Stirling's formula is subtracted term by term.
package enum GammaRatios {
  /// log Γ(x + d) - log Γ(x), for positive x and d.
  package static func logRising(_ x: Double, _ d: Double) -> Double {
    if d == 0 { return 0 }
    guard x > 0, d > 0, x + d < 1e300 else {
      return GammaFunctions.logGamma(x + d) - GammaFunctions.logGamma(x)
    }
    // Of small numbers that are not close the two logarithms hardly cancel.
    if x < 10, d > 0.25 { return GammaFunctions.logGamma(x + d) - GammaFunctions.logGamma(x) }
    // Π (1 + d/y) less one, a sum of positive terms: one logarithm serves all steps.
    var rise = 0.0
    var y = x
    while y < 10 {
      let ratio = d / y
      rise += ratio + rise * ratio
      y += 1
    }
    let shift = -log1p(rise)
    let z = y + d
    let correction =
      d < 1e-4 * y
      ? d * GammaFunctions.stirlingSlope(y + d / 2)
      : GammaFunctions.stirlingCorrection(z) - GammaFunctions.stirlingCorrection(y)
    return shift + (y - 0.5) * log1p(d / y) + d * (log(z) - 1) + correction
  }

  /// ψ(x + d) - ψ(x), the derivative of `logRising` in x.
  package static func digammaRise(_ x: Double, _ d: Double) -> Double {
    if d == 0 { return 0 }
    guard x > 0, d > 0, x + d < 1e300 else {
      return GammaFunctions.digamma(x + d) - GammaFunctions.digamma(x)
    }
    var rise = 0.0
    var y = x
    while y < 10 {
      rise += d / (y * (y + d))
      y += 1
    }
    let z = y + d
    let correction =
      d < 1e-4 * y
      ? d * GammaFunctions.stirlingCurvature(y + d / 2)
      : GammaFunctions.stirlingSlope(z) - GammaFunctions.stirlingSlope(y)
    return rise + log1p(d / y) + 0.5 * (d / y) / z + correction
  }

  /// log B(a, b).
  package static func logBeta(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    return GammaFunctions.logGamma(small) - logRising(large, small)
  }

  /// log C(n, k).
  package static func logChoose(_ n: Double, _ k: Double) -> Double {
    let part = min(k, n - k)
    return logRising(n - part + 1, part) - GammaFunctions.logGamma(part + 1)
  }

  /// The derivative of `logRising` along its first argument or its second.
  package static func logRisingSlope(_ x: Double, _ d: Double, along argument: Int) -> Double {
    argument == 0 ? digammaRise(x, d) : GammaFunctions.digamma(x + d)
  }

  /// That of `logBeta`.
  package static func logBetaSlope(_ a: Double, _ b: Double, along argument: Int) -> Double {
    argument == 0 ? -digammaRise(a, b) : -digammaRise(b, a)
  }

  /// That of `logChoose`.
  package static func logChooseSlope(_ n: Double, _ k: Double, along argument: Int) -> Double {
    let rest = n - k + 1
    return argument == 0
      ? digammaRise(rest, k) : GammaFunctions.digamma(rest) - GammaFunctions.digamma(k + 1)
  }
}

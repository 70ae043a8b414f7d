import CVectorMath

/// Differences of log Γ and of ψ that keep their digits where both terms are large and alike.
package enum GammaRatios {
  /// log Γ(x + d) - log Γ(x), for positive x and d.
  package static func logRising(_ x: Double, _ d: Double) -> Double { cvm_log_rising(x, d) }

  /// ψ(x + d) - ψ(x), the derivative of `logRising` in x.
  package static func digammaRise(_ x: Double, _ d: Double) -> Double { cvm_digamma_rise(x, d) }

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

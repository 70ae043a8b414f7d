/// Compositions for readings that have no function of their own.
extension Scalar {
  /// The difference of the logarithms.
  public static func logRising(_ x: Self, _ d: Self) -> Self { logGamma(x + d) - logGamma(x) }

  /// By three gamma functions.
  public static func logBeta(_ a: Self, _ b: Self) -> Self {
    logGamma(a) + logGamma(b) - logGamma(a + b)
  }

  /// By three gamma functions.
  public static func logChoose(_ n: Self, _ k: Self) -> Self {
    logGamma(n + .constant(1)) - logGamma(k + .constant(1)) - logGamma(n - k + .constant(1))
  }

  /// The unscaled function less the exponent.
  public static func logScaledBesselI0(_ x: Self) -> Self { logBesselI0(x) - abs(x) }

  /// The logarithm of `gammaP`.
  public static func logGammaP(_ a: Self, _ x: Self) -> Self { log(gammaP(a, x)) }

  /// The logarithm of the complement of `gammaP`.
  public static func logGammaQ(_ a: Self, _ x: Self) -> Self { log1p(-gammaP(a, x)) }

  /// The logarithm of `betaI`.
  public static func logBetaI(_ a: Self, _ b: Self, _ x: Self, _ y: Self) -> Self {
    log(betaI(a, b, x))
  }
}

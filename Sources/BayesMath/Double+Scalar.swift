#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Plain numbers: the reference reading of a log density. Elementary functions are the C library's.
extension Double: Scalar {
  /// Conditions of plain numbers are known.
  public typealias Condition = Bool

  /// The number itself.
  @inlinable
  public static func constant(_ value: Double) -> Double { value }

  /// The C library's `exp`.
  public static func exp(_ x: Double) -> Double { systemExp(x) }

  /// The C library's `log`.
  public static func log(_ x: Double) -> Double { systemLog(x) }

  /// The C library's `log1p`.
  public static func log1p(_ x: Double) -> Double { systemLog1p(x) }

  /// The C library's `expm1`.
  public static func expm1(_ x: Double) -> Double { systemExpm1(x) }

  /// The C library's `sin`.
  public static func sin(_ x: Double) -> Double { systemSin(x) }

  /// The C library's `cos`.
  public static func cos(_ x: Double) -> Double { systemCos(x) }

  /// The C library's `tan`.
  public static func tan(_ x: Double) -> Double { systemTan(x) }

  /// The C library's `asin`.
  public static func asin(_ x: Double) -> Double { systemAsin(x) }

  /// The C library's `acos`.
  public static func acos(_ x: Double) -> Double { systemAcos(x) }

  /// The C library's `atan`.
  public static func atan(_ x: Double) -> Double { systemAtan(x) }

  /// The C library's `sinh`.
  public static func sinh(_ x: Double) -> Double { systemSinh(x) }

  /// The C library's `cosh`.
  public static func cosh(_ x: Double) -> Double { systemCosh(x) }

  /// The C library's `tanh`.
  public static func tanh(_ x: Double) -> Double { systemTanh(x) }

  /// The C library's `asinh`.
  public static func asinh(_ x: Double) -> Double { systemAsinh(x) }

  /// The C library's `acosh`.
  public static func acosh(_ x: Double) -> Double { systemAcosh(x) }

  /// The C library's `atanh`.
  public static func atanh(_ x: Double) -> Double { systemAtanh(x) }

  /// The C library's `erf`.
  public static func erf(_ x: Double) -> Double { systemErf(x) }

  /// The C library's `erfc`.
  public static func erfc(_ x: Double) -> Double { systemErfc(x) }

  /// `log(1 + exp(x))`: beyond 33.3 the one is below half a unit in the last place.
  public static func log1pExp(_ x: Double) -> Double {
    x > 33.3 ? x + systemExp(-x) : systemLog1p(systemExp(x))
  }

  /// `1 / (1 + exp(-x))`, by the exponential that does not overflow.
  public static func invLogit(_ x: Double) -> Double {
    if x < 0 {
      let e = systemExp(x)
      return e / (1 + e)
    }
    return 1 / (1 + systemExp(-x))
  }

  /// The correctly rounded square root.
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// The C library's `pow`.
  public static func pow(_ x: Double, _ y: Double) -> Double { systemPow(x, y) }

  /// The magnitude.
  public static func abs(_ x: Double) -> Double { x.magnitude }

  /// The largest integer not above `x`.
  public static func floor(_ x: Double) -> Double { x.rounded(.down) }

  /// log|Γ(x)|.
  public static func logGamma(_ x: Double) -> Double { GammaFunctions.logGamma(x) }

  /// ψ(x).
  public static func digamma(_ x: Double) -> Double { GammaFunctions.digamma(x) }

  /// log Φ(x).
  public static func logPhi(_ x: Double) -> Double { NormalFunctions.logPhi(x) }

  /// log I₀(x).
  public static func logBesselI0(_ x: Double) -> Double { BesselFunctions.logI0(x) }

  /// P(a, x).
  public static func gammaP(_ a: Double, _ x: Double) -> Double { systemExp(logGammaP(a, x)) }

  /// I_x(a, b).
  public static func betaI(_ a: Double, _ b: Double, _ x: Double) -> Double {
    systemExp(logBetaI(a, b, x, 1 - x))
  }

  /// log Γ(x + d) - log Γ(x).
  public static func logRising(_ x: Double, _ d: Double) -> Double { GammaRatios.logRising(x, d) }

  /// log B(a, b).
  public static func logBeta(_ a: Double, _ b: Double) -> Double { GammaRatios.logBeta(a, b) }

  /// log C(n, k).
  public static func logChoose(_ n: Double, _ k: Double) -> Double { GammaRatios.logChoose(n, k) }

  /// log(exp(-|x|) I₀(x)).
  public static func logScaledBesselI0(_ x: Double) -> Double { BesselFunctions.logScaledI0(x) }

  /// log P(a, x).
  public static func logGammaP(_ a: Double, _ x: Double) -> Double {
    IncompleteGamma.logTails(Dual(a), Dual(x)).lower.value
  }

  /// log(1 - P(a, x)).
  public static func logGammaQ(_ a: Double, _ x: Double) -> Double {
    IncompleteGamma.logTails(Dual(a), Dual(x)).upper.value
  }

  /// log I_x(a, b).
  public static func logBetaI(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    IncompleteBeta.logTails(Dual(a), Dual(b), Dual(x), Dual(y)).lower.value
  }

  /// Up to ten million.
  public static func termCount(_ x: Double) -> Int? { x >= 0 && x < 1e7 ? Int(x) : nil }

  /// `a < b`.
  @inlinable
  public static func less(_ a: Double, _ b: Double) -> Bool { a < b }

  /// `a <= b`.
  @inlinable
  public static func lessOrEqual(_ a: Double, _ b: Double) -> Bool { a <= b }

  /// `a == b`.
  @inlinable
  public static func equal(_ a: Double, _ b: Double) -> Bool { a == b }

  /// Both.
  @inlinable
  public static func and(_ a: Bool, _ b: Bool) -> Bool { a && b }

  /// At least one.
  @inlinable
  public static func or(_ a: Bool, _ b: Bool) -> Bool { a || b }

  /// The opposite.
  @inlinable
  public static func not(_ a: Bool) -> Bool { !a }

  /// One of two numbers.
  @inlinable
  public static func select(_ condition: Bool, _ whenTrue: Double, _ whenFalse: Double) -> Double {
    condition ? whenTrue : whenFalse
  }
}

// Free functions, because inside `Double` its own static members hide the C library's.
private func systemExp(_ x: Double) -> Double { exp(x) }
private func systemLog(_ x: Double) -> Double { log(x) }
private func systemLog1p(_ x: Double) -> Double { log1p(x) }
private func systemExpm1(_ x: Double) -> Double { expm1(x) }
private func systemSin(_ x: Double) -> Double { sin(x) }
private func systemCos(_ x: Double) -> Double { cos(x) }
private func systemTan(_ x: Double) -> Double { tan(x) }
private func systemAsin(_ x: Double) -> Double { asin(x) }
private func systemAcos(_ x: Double) -> Double { acos(x) }
private func systemAtan(_ x: Double) -> Double { atan(x) }
private func systemSinh(_ x: Double) -> Double { sinh(x) }
private func systemCosh(_ x: Double) -> Double { cosh(x) }
private func systemTanh(_ x: Double) -> Double { tanh(x) }
private func systemAsinh(_ x: Double) -> Double { asinh(x) }
private func systemAcosh(_ x: Double) -> Double { acosh(x) }
private func systemAtanh(_ x: Double) -> Double { atanh(x) }
private func systemErf(_ x: Double) -> Double { erf(x) }
private func systemErfc(_ x: Double) -> Double { erfc(x) }
private func systemPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }

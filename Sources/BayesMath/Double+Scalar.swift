#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Double: Scalar {
  public typealias Condition = Bool
  @inlinable public static func constant(_ value: Double) -> Double { value }
  public static func exp(_ x: Double) -> Double { _exp(x) }
  public static func log(_ x: Double) -> Double { _log(x) }
  public static func log1p(_ x: Double) -> Double { _log1p(x) }
  public static func expm1(_ x: Double) -> Double { _expm1(x) }
  public static func log1pExp(_ x: Double) -> Double { x > 33.3 ? x + _exp(-x) : _log1p(_exp(x)) }
  public static func invLogit(_ x: Double) -> Double {
    x < 0 ? _exp(x) / (1 + _exp(x)) : 1 / (1 + _exp(-x))
  }
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }
  public static func pow(_ x: Double, _ y: Double) -> Double { _pow(x, y) }
  public static func sin(_ x: Double) -> Double { _sin(x) }
  public static func cos(_ x: Double) -> Double { _cos(x) }
  public static func tan(_ x: Double) -> Double { _tan(x) }
  public static func asin(_ x: Double) -> Double { _asin(x) }
  public static func acos(_ x: Double) -> Double { _acos(x) }
  public static func atan(_ x: Double) -> Double { _atan(x) }
  public static func sinh(_ x: Double) -> Double { _sinh(x) }
  public static func cosh(_ x: Double) -> Double { _cosh(x) }
  public static func tanh(_ x: Double) -> Double { _tanh(x) }
  public static func asinh(_ x: Double) -> Double { _asinh(x) }
  public static func acosh(_ x: Double) -> Double { _acosh(x) }
  public static func atanh(_ x: Double) -> Double { _atanh(x) }
  public static func abs(_ x: Double) -> Double { x.magnitude }
  public static func floor(_ x: Double) -> Double { x.rounded(.down) }
  public static func logGamma(_ x: Double) -> Double { _lgamma(x) }
  public static func digamma(_ x: Double) -> Double { .nan }
  public static func erf(_ x: Double) -> Double { _erf(x) }
  public static func erfc(_ x: Double) -> Double { _erfc(x) }
  public static func logPhi(_ x: Double) -> Double { _log(0.5 * _erfc(-x / 2.0.squareRoot())) }
  public static func logBesselI0(_ x: Double) -> Double { .nan }
  public static func gammaP(_ a: Double, _ x: Double) -> Double { .nan }
  public static func betaI(_ a: Double, _ b: Double, _ x: Double) -> Double { .nan }
  @inlinable public static func less(_ a: Double, _ b: Double) -> Bool { a < b }
  @inlinable public static func lessOrEqual(_ a: Double, _ b: Double) -> Bool { a <= b }
  @inlinable public static func equal(_ a: Double, _ b: Double) -> Bool { a == b }
  @inlinable public static func and(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inlinable public static func or(_ a: Bool, _ b: Bool) -> Bool { a || b }
  @inlinable public static func not(_ a: Bool) -> Bool { !a }
  @inlinable
  public static func select(_ condition: Bool, _ whenTrue: Double, _ whenFalse: Double) -> Double {
    condition ? whenTrue : whenFalse
  }
}

private func _exp(_ x: Double) -> Double { exp(x) }
private func _log(_ x: Double) -> Double { log(x) }
private func _log1p(_ x: Double) -> Double { log1p(x) }
private func _expm1(_ x: Double) -> Double { expm1(x) }
private func _pow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
private func _sin(_ x: Double) -> Double { sin(x) }
private func _cos(_ x: Double) -> Double { cos(x) }
private func _tan(_ x: Double) -> Double { tan(x) }
private func _asin(_ x: Double) -> Double { asin(x) }
private func _acos(_ x: Double) -> Double { acos(x) }
private func _atan(_ x: Double) -> Double { atan(x) }
private func _sinh(_ x: Double) -> Double { sinh(x) }
private func _cosh(_ x: Double) -> Double { cosh(x) }
private func _tanh(_ x: Double) -> Double { tanh(x) }
private func _asinh(_ x: Double) -> Double { asinh(x) }
private func _acosh(_ x: Double) -> Double { acosh(x) }
private func _atanh(_ x: Double) -> Double { atanh(x) }
private func _lgamma(_ x: Double) -> Double { lgamma(x) }
private func _erf(_ x: Double) -> Double { erf(x) }
private func _erfc(_ x: Double) -> Double { erfc(x) }

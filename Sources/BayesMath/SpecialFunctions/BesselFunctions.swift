import CVectorMath

/// Modified Bessel functions of the first kind, scaled.
package enum BesselFunctions {
  /// log I₀(x): the power series (A&S 9.6.12) to 30, beyond it the asymptotic series (A&S 9.7.1).
  package static func logI0(_ x: Double) -> Double { cvm_log_bessel_i0(x) }

  /// log(exp(-|x|) I₀(x)).
  package static func logScaledI0(_ x: Double) -> Double { cvm_log_scaled_bessel_i0(x) }

  /// I₁(x) / I₀(x), the derivative of `logI0`.
  package static func ratio(_ x: Double) -> Double { cvm_bessel_ratio(x) }

  /// I₁(x) / I₀(x) - 1 for x ≥ 0, which vanishes as 1 / (2x).
  package static func ratioLessOne(_ x: Double) -> Double { cvm_bessel_ratio_less_one(x) }
}

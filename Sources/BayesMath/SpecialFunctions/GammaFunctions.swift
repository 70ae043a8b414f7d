import CVectorMath

/// The gamma function's logarithm and its derivatives.
package enum GammaFunctions {
  /// log|Γ(x)|.
  ///
  /// +∞ at the poles. The C library's below 10, Stirling's series above; within 2 ulp of the larger of
  /// result and 1 for positive x.
  package static func logGamma(_ x: Double) -> Double { cvm_lgamma(x) }

  /// log Γ(x) - ((x - 1/2) log x - x + log(2π)/2), for x ≥ 10 (Abramowitz and Stegun 6.1.41).
  package static func stirlingCorrection(_ x: Double) -> Double { cvm_stirling(x) }

  /// The derivative of `stirlingCorrection`, ψ(x) - log x + 1/(2x), for x ≥ 10 (A&S 6.3.18).
  package static func stirlingSlope(_ x: Double) -> Double { cvm_stirling_slope(x) }

  /// ψ(x), the derivative of `logGamma`: shifted above 10, then the asymptotic series (A&S 6.3.18).
  package static func digamma(_ x: Double) -> Double { cvm_digamma(x) }

  /// ψ′(x): shifted above 10, then the asymptotic series (A&S 6.4.12).
  package static func trigamma(_ x: Double) -> Double { cvm_trigamma(x) }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The gamma function's logarithm and its derivatives.
package enum GammaFunctions {
  /// log|Γ(x)|.
  ///
  /// +∞ at the poles. Stirling's series above 10, shifted up from below; within 2 ulp of the larger
  /// of result and 1 for positive x.
  package static func logGamma(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < 10 { return logGammaNearOne(x) }
    if x > 1e300 { return x * (log(x) - 1) }
    return (x - 0.5) * log(x) - x + 0.918938533204672742 + stirlingCorrection(x)
  }

  /// log Γ(x) - ((x - 1/2) log x - x + log(2π)/2), for x ≥ 10 (Abramowitz and Stegun 6.1.41).
  package static func stirlingCorrection(_ x: Double) -> Double {
    let y = 1 / (x * x)
    let series =
      0.08333333333333333
      + y
      * (-0.002777777777777778
        + y
        * (0.0007936507936507937
          + y
          * (-0.0005952380952380953
            + y
            * (0.0008417508417508417 + y * (-0.0019175269175269176 + y * 0.00641025641025641)))))
    return series / x
  }

  /// The derivative of `stirlingCorrection`, ψ(x) - log x + 1/(2x), for x ≥ 10 (A&S 6.3.18).
  package static func stirlingSlope(_ y: Double) -> Double {
    let z = 1 / (y * y)
    let series =
      z
      * (0.08333333333333333
        - z
        * (0.008333333333333333
          - z
          * (0.003968253968253968
            - z
            * (0.004166666666666667
              - z
              * (0.007575757575757576 - z * (0.021092796092796094 - z * 0.08333333333333333))))))
    return -series
  }

  /// The second derivative of `stirlingCorrection`, ψ′(x) - 1/x - 1/(2x²), for x ≥ 10 (A&S 6.4.12).
  package static func stirlingCurvature(_ y: Double) -> Double {
    let z = 1 / (y * y)
    let series =
      z
      * (0.16666666666666666
        - z
        * (0.03333333333333333
          - z
          * (0.023809523809523808
            - z
            * (0.03333333333333333
              - z
              * (0.07575757575757576 - z * (0.2531135531135531 - z * 1.1666666666666667))))))
    return series / y
  }

  /// The C library's reentrant form, exact near the zeros where Stirling's series or the reflection
  /// cancels.
  private static func logGammaNearOne(_ x: Double) -> Double {
    #if canImport(Glibc)
      var sign: Int32 = 0
      return lgamma_r(x, &sign)
    #else
      return lgamma(x)
    #endif
  }

  /// ψ(x), the derivative of `logGamma`: shifted above 10, then the asymptotic series (A&S 6.3.18).
  package static func digamma(_ x: Double) -> Double {
    if x.isNaN || x == -.infinity { return .nan }
    if x <= 0 {
      if x == x.rounded() { return .nan }
      return digamma(1 - x) - .pi / tan(.pi * (x - x.rounded()))
    }
    // The zero near 1.4616: expand there, where shifting would cancel.
    if abs(x - 1.461632144968362341) < 0.05 { return digammaNearZero(x) }
    var shift = 0.0
    var y = x
    while y < 10 {
      shift -= 1 / y
      y += 1
    }
    return shift + log(y) - 0.5 / y + stirlingSlope(y)
  }

  /// Taylor's series of ψ about its positive zero, from its derivatives there.
  private static func digammaNearZero(_ x: Double) -> Double {
    let d = (x - 1.4616321449683622) - (9.549995429965697e-17)
    let coefficients = [
      0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652,
      0.10782405069126237, -0.07219956125645471, 0.04880428816414311, -0.03316112647484736,
      0.022597648232218104, -0.01542476590494896, 0.010538791616612175, -0.007204534386356869,
    ]
    return d * coefficients.reversed().reduce(0) { $0 * d + $1 }
  }

  /// ψ′(x): shifted above 10, then the asymptotic series (A&S 6.4.12).
  package static func trigamma(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x <= 0 {
      if x == x.rounded() { return .infinity }
      let s = sin(.pi * (x - x.rounded()))
      return .pi * .pi / (s * s) - trigamma(1 - x)
    }
    var shift = 0.0
    var y = x
    while y < 10 {
      shift += 1 / (y * y)
      y += 1
    }
    return shift + (1 + 0.5 / y) / y + stirlingCurvature(y)
  }
}

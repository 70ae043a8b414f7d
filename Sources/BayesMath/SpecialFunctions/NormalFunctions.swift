import CVectorMath

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard normal distribution's functions, accurate in both tails.
package enum NormalFunctions {
  /// log Φ(x): through the scaled complementary error function on the left, where Φ underflows.
  package static func logPhi(_ x: Double) -> Double { cvm_log_phi(x) }

  /// φ(x) / Φ(x), the derivative of `logPhi`.
  package static func logPhiDerivative(_ x: Double) -> Double { cvm_log_phi_slope(x) }

  /// Φ⁻¹(p): Wichura (1988), algorithm AS 241, PPND16; relative error about 1e-16.
  package static func quantile(_ p: Double) -> Double {
    if p <= 0 { return p == 0 ? -.infinity : .nan }
    if p >= 1 { return p == 1 ? .infinity : .nan }
    let q = p - 0.5
    return abs(q) <= halfCentre ? centralQuantile(SIMD8(repeating: q))[0] : tailQuantile(p)
  }

  /// Φ⁻¹ of eight numbers in (0, 1), bit for bit as one by one: most lie in the centre, where all
  /// lanes go the same way.
  package static func quantiles(_ p: SIMD8<Double>) -> SIMD8<Double> {
    let q = p - 0.5
    var x = centralQuantile(q)
    for lane in 0..<8 where abs(q[lane]) > halfCentre { x[lane] = tailQuantile(p[lane]) }
    return x
  }

  /// Φ⁻¹(1/2 + q) for |q| ≤ 0.425, to full relative precision in q.
  package static func centralQuantile(_ q: Double) -> Double {
    centralQuantile(SIMD8(repeating: q))[0]
  }

  private static let halfCentre = 0.425

  @inline(__always)
  private static func centralQuantile(_ q: SIMD8<Double>) -> SIMD8<Double> {
    q * ratio(central, 0.180625 - q * q)
  }

  private static func tailQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    let tail = (-log(q < 0 ? p : 1 - p)).squareRoot()
    let x =
      tail <= 5
      ? ratio(middle, SIMD8(repeating: tail - 1.6))[0]
      : ratio(far, SIMD8(repeating: tail - 5))[0]
    return q < 0 ? -x : x
  }

  /// Coefficients by ascending power; eight lanes cost no more than one, whose steps wait on each
  /// other.
  private typealias Ratio = (above: SIMD8<Double>, below: SIMD8<Double>)

  @inline(__always)
  private static func ratio(_ c: Ratio, _ r: SIMD8<Double>) -> SIMD8<Double> {
    horner(c.above, r) / horner(c.below, r)
  }

  /// Written out, so that the coefficients are constants of the code.
  @inline(__always)
  private static func horner(_ c: SIMD8<Double>, _ r: SIMD8<Double>) -> SIMD8<Double> {
    var sum = c[7] * r + c[6]
    sum = sum * r + c[5]
    sum = sum * r + c[4]
    sum = sum * r + c[3]
    sum = sum * r + c[2]
    sum = sum * r + c[1]
    return sum * r + c[0]
  }

  private static let central: Ratio = (
    SIMD8(
      3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
      45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727
    ),
    SIMD8(
      1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
      21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610
    )
  )
  private static let middle: Ratio = (
    SIMD8(
      1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
      3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770,
      0.0227238449892691845833, 7.74545014278341407640e-4
    ),
    SIMD8(
      1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
      0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4,
      1.05075007164441684324e-9
    )
  )
  private static let far: Ratio = (
    SIMD8(
      6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
      0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860,
      2.71155556874348757815e-5, 2.01033439929228813265e-7
    ),
    SIMD8(
      1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
      2.04426310338993978564e-15
    )
  )
}

package import BayesMath

/// The inverse Gaussian or Wald distribution, that of the time a drifting Brownian motion takes to a
/// level.
///
/// Density: `√(shape / (2π x³)) exp(-shape (x - mean)² / (2 mean² x))` for `x > 0`.
///
/// With `a = √(shape/x) (x/mean - 1)` and `b = a + 2 √(shape/x)`, R being Mills' ratio:
/// P(X ≤ x) = φ(a) (R(-a) + R(b)) and P(X > x) = φ(a) (R(a) - R(b)).
package enum InverseGaussian: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "InverseGaussian", stanNames: [],
    summary: "The inverse Gaussian or Wald distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("mean", .positive), DistributionParameter("shape", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param delay ~ InverseGaussian(1, 3)",
    sources: [
      "Michael, Schucany and Haas (1976), Generating random variates using transformations with "
        + "multiple roots"
    ])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), value[0])
    let x = S.select(isInside, value[0], p[0])
    return onlyWhere(
      isInside,
      .constant(-0.918938533204672742) + .constant(0.5) * S.log(p[1]) - .constant(1.5) * S.log(x)
        - halfSquare(x, p))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), x)
    let sides = logSides(S.select(isInside, x, p[0]), p)
    return onlyWhere(isInside, logOfSmaller(sides.below, complement: sides.above))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), x)
    let sides = logSides(S.select(isInside, x, p[0]), p)
    return S.select(
      isInside, logOfSmaller(sides.above, complement: sides.below), .constant(0))
  }

  /// The log probabilities of smaller and of larger values, of which the smaller has its digits.
  ///
  /// Where the square is beyond 1e17, nothing else has a digit in the logarithm.
  private static func logSides<S: Scalar>(_ x: S, _ p: Arguments<S>) -> (below: S, above: S) {
    let square = halfSquare(x, p)
    let isFar = S.less(.constant(1e17), square)
    let isLower = S.less(x, p[0])
    let near = S.select(isFar, p[0], x)
    let root = S.sqrt(p[1] / near)
    let a = root * ((near - p[0]) / p[0])
    let gap = .constant(2) * root
    let logDensity = MillsRatio.logNormalDensity(a)
    // Below -8 the upper side is one but for the lower; above zero the lower is the larger.
    let isLow = S.less(a, .constant(-8))
    let below = logDensity + logSumExp([MillsRatio.log(-a), MillsRatio.log(a + gap)])
    let tail =
      logDensity + MillsRatio.logDifference(S.select(isLow, .constant(0), a), gap: gap)
    let above = S.select(isLow, .constant(0), tail)
    return (
      S.select(isFar, S.select(isLower, -square, .constant(0)), below),
      S.select(isFar, S.select(isLower, .constant(0), -square), above)
    )
  }

  /// shape (x - mean)² / (2 mean² x), with no square that overflows.
  private static func halfSquare<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let deviation = (x - p[0]) / p[0]
    return .constant(0.5) * p[1] * deviation * (deviation / x)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let z = stream.normal()
    let w = 0.5 * p[0] / p[1] * z * z
    // The smaller root of the quadratic equation; the two have the product mean².
    let smaller = p[0] / (1 + w + (w * (2 + w)).squareRoot())
    let isSmaller = stream.uniform() * (p[0] + smaller) <= p[0]
    return [isSmaller ? smaller : p[0] * (p[0] / smaller)]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    (p[0], p[0] * p[0] * p[0] / p[1])
  }
}

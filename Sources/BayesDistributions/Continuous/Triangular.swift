package import BayesMath

/// The triangular distribution: a density that rises to the mode and falls from it.
///
/// Density: `2 (x - lower) / ((upper - lower) (mode - lower))` up to the mode, from it on
/// `2 (upper - x) / ((upper - lower) (upper - mode))`.
package enum Triangular: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Triangular", stanNames: [],
    summary: "The triangular distribution between two ends with its mode between them.",
    forms: [
      DistributionForm(
        DistributionParameter("lower", .any), DistributionParameter("mode", .any),
        DistributionParameter("upper", .any))
    ],
    support: .interval(lower: 0, upper: 2), capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param cost ~ Triangular(10, 12, 20)")

  package static var fault: ArgumentFault? {
    { p in
      p[0] <= p[1] && p[1] <= p[2]
        ? nil : "the mode \(p[1]) does not lie between the ends \(p[0]) and \(p[2])"
    }
  }

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let x = value[0]
    let isValid = S.and(S.lessOrEqual(p[0], p[1]), S.lessOrEqual(p[1], p[2]))
    let isInside = S.and(S.lessOrEqual(p[0], x), S.lessOrEqual(x, p[2]))
    let isRising = S.less(x, p[1])
    let height = S.select(isRising, x - p[0], p[2] - x)
    let width = S.select(isRising, p[1] - p[0], p[2] - p[1])
    // With the mode at an end, there is no side to fall to, and the density there is the largest.
    let isSharp = S.equal(width, .constant(0))
    let slope = S.select(isSharp, .constant(0), safeLog(height) - S.log(inside(width)))
    return onlyWhere(
      S.and(isValid, isInside),
      .constant(0.693147180559945309) - S.log(inside(p[2] - p[0])) + slope)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logBelow(x - p[0], p[1] - p[0], p[2] - x, p[2] - p[1])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logBelow(p[2] - x, p[2] - p[1], x - p[0], p[1] - p[0])
  }

  /// log P(X ≤ x) from the distances of x and of the mode from the lower end, and from the upper.
  private static func logBelow<S: Scalar>(_ x: S, _ mode: S, _ rest: S, _ modeRest: S) -> S {
    let whole = mode + modeRest
    let isRising = S.less(x, mode)
    let rising = x / whole * (x / inside(mode))
    let falling = rest / whole * (rest / inside(modeRest))
    let isOpen = S.and(S.less(.constant(0), x), S.less(.constant(0), rest))
    let upper = S.log1p(-S.select(S.or(isRising, S.not(isOpen)), .constant(0), falling))
    let inner = S.select(isRising, safeLog(rising), upper)
    return onlyWhere(
      S.less(.constant(0), x), S.select(S.less(.constant(0), rest), inner, .constant(0)))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    let (whole, low, high) = (p[2] - p[0], p[1] - p[0], p[2] - p[1])
    if probability * whole < low { return p[0] + (probability * whole * low).squareRoot() }
    let rest = ((1 - probability) * whole * high).squareRoot()
    // From whichever of mode and upper end is the nearer, so that nothing cancels.
    return rest < 0.5 * high
      ? p[2] - rest : p[1] + high * (probability * whole - low) / (high + rest)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (low, high) = (p[1] - p[0], p[2] - p[1])
    return ((p[0] + p[1] + p[2]) / 3, (low * low + low * high + high * high) / 18)
  }
}

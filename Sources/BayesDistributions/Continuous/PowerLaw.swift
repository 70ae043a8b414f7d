package import BayesMath

/// A power law between two positive ends; with exponent -1 the logarithm is uniform.
///
/// Density: `x^exponent` for `lower ≤ x ≤ upper`, normalised.
package enum PowerLaw: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "PowerLaw", stanNames: [],
    summary: "A power law between two positive ends; with exponent -1 log-uniform.",
    forms: [
      DistributionForm(
        DistributionParameter("exponent"), DistributionParameter("lower", .positive),
        DistributionParameter("upper", .positive))
    ],
    support: .interval(lower: 1, upper: 2), capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param period ~ PowerLaw(-1, 1, 1000)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let x = value[0]
    let isInside = S.and(S.lessOrEqual(p[1], x), S.lessOrEqual(x, p[2]))
    let y = S.select(isInside, x, p[1])
    return onlyWhere(isInside, logLean(y, p) - S.log(y) - logWhole(p))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (below, above, isOpen): (S, S, S.Condition) = logSides(x, p)
    return onlyWhere(
      S.less(p[1], x), S.select(isOpen, logOfSmaller(below, complement: above), .constant(0)))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (below, above, isOpen): (S, S, S.Condition) = logSides(x, p)
    return onlyWhere(
      S.less(x, p[2]), S.select(isOpen, logOfSmaller(above, complement: below), .constant(0)))
  }

  /// The log probabilities of smaller and of larger values, and whether x lies between the ends.
  ///
  /// With a = exponent + 1 they are shares of exp(a r) - 1, each by the distance to the end that matters.
  private static func logSides<S: Scalar>(
    _ x: S, _ p: Arguments<S>
  ) -> (below: S, above: S, isOpen: S.Condition) {
    let isOpen = S.and(S.less(p[1], x), S.less(x, p[2]))
    let down = S.log(S.select(isOpen, x / p[1], .constant(2)))
    let up = S.log(S.select(isOpen, p[2] / x, .constant(2)))
    let (rate, isRising): (S, S.Condition) = fallingRate(p)
    let (belowLean, aboveLean) = (rate * up, rate * down)
    let whole = logWhole(p)
    let below = S.log(down) + logExpm1Over(rate * down) - whole
    let above = S.log(up) + logExpm1Over(rate * up) - whole
    return (
      below + S.select(isRising, belowLean, .constant(0)),
      above + S.select(isRising, .constant(0), aboveLean), isOpen
    )
  }

  /// -|a|, and whether a is positive.
  private static func fallingRate<S: Scalar>(_ p: Arguments<S>) -> (S, S.Condition) {
    let a = p[0] + .constant(1)
    let isRising = S.less(.constant(0), a)
    return (S.select(isRising, -a, a), isRising)
  }

  /// log(x^a) beside that of the end where it is the largest.
  private static func logLean<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (rate, isRising): (S, S.Condition) = fallingRate(p)
    return rate * S.log(S.select(isRising, p[2] / x, x / p[1]))
  }

  /// log((1 - exp(-|a| r)) / |a|) with r = log(upper / lower).
  private static func logWhole<S: Scalar>(_ p: Arguments<S>) -> S {
    let r = S.log(p[2] / p[1])
    return S.log(r) + logExpm1Over(fallingRate(p).0 * r)
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (a, r) = (p[0] + 1, Double.log(p[2] / p[1]))
    func power(_ n: Double) -> Double {
      Double.pow(p[1], n) * Double.exp(logExpm1Over((a + n) * r) - logExpm1Over(a * r))
    }
    let mean = power(1)
    return (mean, power(2) - mean * mean)
  }
}

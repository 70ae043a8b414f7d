import BayesMath

/// A count that first has to leave zero: zero has a probability of its own, the rest is the base given
/// that it is not zero.
///
/// The arguments are the probability of zero and those of the base in any of its forms.
enum CountHurdle<Base: Distribution> {
  static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isZero = S.equal(value[0], .constant(0))
    let isInside = S.and(isCount(value[0]), S.not(isZero))
    let density = Base.logDensity([S.select(isInside, value[0], .constant(1))], base(p))
    return S.select(
      isZero, safeLog(p[0]), onlyWhere(isInside, logRest(p) + density - logPositive(p)))
  }

  static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let sides = logSides(x, p)
    return onlyWhere(
      S.lessOrEqual(.constant(0), x), logOfSmaller(sides.below, complement: sides.above))
  }

  static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let sides = logSides(x, p)
    return S.select(
      S.lessOrEqual(.constant(0), x), logOfSmaller(sides.above, complement: sides.below),
      .constant(0))
  }

  /// The log probabilities of counts up to x and above it, of which the smaller has its digits.
  private static func logSides<S: Scalar>(_ x: S, _ p: Arguments<S>) -> (below: S, above: S) {
    let isPositive = S.lessOrEqual(.constant(1), x)
    let y = S.select(isPositive, x, .constant(1))
    let (above, positive) = (Base.logCCDF(y, base(p)), logPositive(p))
    let (below, atZero) = (Base.logCDF(y, base(p)), Base.logDensity([.constant(0)], base(p)))
    // P(0 < X ≤ x), from whichever tail is the smaller.
    let isLower = S.less(below, above)
    let between = S.select(
      isLower, below + logOneMinusExp(S.select(isLower, atZero - below, .constant(-1))),
      positive + logOneMinusExp(S.select(isLower, .constant(-1), above - positive)))
    let isLast = S.equal(above, .constant(-.infinity))
    return (
      S.select(
        isPositive, logSumExp([safeLog(p[0]), logRest(p) + between - positive]), safeLog(p[0])),
      logRest(p)
        + S.select(
          isPositive, onlyWhere(S.not(isLast), above - positive), .constant(0))
    )
  }

  static func draw(_ p: Arguments<Double>, using stream: inout RandomStream) -> [Double] {
    if stream.uniform() < p[0] { return [0] }
    // By rejection where zero is rare, else by the quantile of what lies above it.
    if Base.logDensity([0], base(p)) < -0.1 {
      while true {
        let x = Base.draw(base(p), count: 1, using: &stream)
        if x != [0] { return x }
      }
    }
    let target = logPositive(p) + Double.log(stream.openUniform())
    var x = 1.0
    while Base.logCCDF(x, base(p)) > target, x < 0x1p52 { x += 1 }
    return [x]
  }

  static func moments(_ p: Arguments<Double>) -> (mean: Double, variance: Double) {
    let (mean, variance) = Base.moments(base(p))
    let share = (1 - p[0]) / Double.exp(logPositive(p))
    return (share * mean, share * (variance + (1 - share) * mean * mean))
  }

  /// log P(base > 0).
  private static func logPositive<S: Scalar>(_ p: Arguments<S>) -> S {
    Base.logCCDF(.constant(0), base(p))
  }
}

/// A positive number or zero: zero has a probability of its own, beside a density that has none there.
enum DensityHurdle<Base: Distribution> {
  static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.less(.constant(0), value[0])
    let density = Base.logDensity([S.select(isInside, value[0], .constant(1))], base(p))
    return S.select(
      S.equal(value[0], .constant(0)), safeLog(p[0]), onlyWhere(isInside, logRest(p) + density))
  }

  static func draw(_ p: Arguments<Double>, using stream: inout RandomStream) -> [Double] {
    stream.uniform() < p[0] ? [0] : Base.draw(base(p), count: 1, using: &stream)
  }

  static func moments(_ p: Arguments<Double>) -> (mean: Double, variance: Double) {
    let (mean, variance) = Base.moments(base(p))
    return ((1 - p[0]) * mean, (1 - p[0]) * (variance + p[0] * mean * mean))
  }
}

private func logRest<S: Scalar>(_ p: Arguments<S>) -> S { timesComplement(.constant(1), p[0]) }

private func base<S: Scalar>(_ p: Arguments<S>) -> Arguments<S> {
  Arguments(form: p.form, Array(p.values.dropFirst()))
}

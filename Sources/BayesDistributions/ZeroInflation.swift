import BayesMath

/// A distribution of counts with more zeros than its own: with a probability, the inflation, the count
/// is zero whatever the rest says.
///
/// The arguments are the inflation and those of the base in any of its forms.
enum ZeroInflation<Base: Distribution> {
  static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let density = Base.logDensity(value, base(p))
    let rest = logRest(p)
    let isZero = S.equal(value[0], .constant(0))
    let atZero = logOfUnion(p, S.select(isZero, density, .constant(-1)))
    let isInside = S.less(.constant(-.infinity), density)
    return S.select(isZero, atZero, onlyWhere(isInside, rest + density))
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

  static func draw(_ p: Arguments<Double>, using stream: inout RandomStream) -> [Double] {
    stream.uniform() < p[0] ? [0] : Base.draw(base(p), count: 1, using: &stream)
  }

  static func moments(_ p: Arguments<Double>) -> (mean: Double, variance: Double) {
    let (mean, variance) = Base.moments(base(p))
    let rest = 1 - p[0]
    return (rest * mean, rest * (variance + p[0] * mean * mean))
  }

  /// The log probabilities of counts up to x and above it, of which the smaller has its digits.
  private static func logSides<S: Scalar>(_ x: S, _ p: Arguments<S>) -> (below: S, above: S) {
    let y = S.select(S.lessOrEqual(.constant(0), x), x, .constant(0))
    let above = Base.logCCDF(y, base(p))
    return (
      logSumExp([safeLog(p[0]), logRest(p) + Base.logCDF(y, base(p))]),
      onlyWhere(S.less(.constant(-.infinity), above), logRest(p) + above)
    )
  }

  /// log(inflation + (1 - inflation) exp(log)), near zero from the complement.
  private static func logOfUnion<S: Scalar>(_ p: Arguments<S>, _ log: S) -> S {
    let complement = (.constant(1) - p[0]) * -S.expm1(log)
    let isSmall = S.less(complement, .constant(0.5))
    return S.select(
      isSmall, S.log1p(-S.select(isSmall, complement, .constant(0))),
      logSumExp([safeLog(p[0]), logRest(p) + log]))
  }

  private static func logRest<S: Scalar>(_ p: Arguments<S>) -> S {
    timesComplement(.constant(1), p[0])
  }

  private static func base<S: Scalar>(_ p: Arguments<S>) -> Arguments<S> {
    Arguments(form: p.form, Array(p.values.dropFirst()))
  }
}

import BayesMath

/// The density where the condition holds, else −∞ with zero gradient.
func onlyWhere<S: Scalar>(_ isInside: S.Condition, _ density: S) -> S {
  S.select(isInside, density, .constant(-.infinity))
}

/// A positive number as it is, anything else as one: for logarithms whose value is then not taken.
func inside<S: Scalar>(_ x: S) -> S {
  S.select(S.less(.constant(0), x), x, .constant(1))
}

/// log x, −∞ at zero with zero gradient.
func safeLog<S: Scalar>(_ x: S) -> S {
  onlyWhere(S.less(.constant(0), x), S.log(inside(x)))
}

/// k log x, zero where both are.
func times<S: Scalar>(_ k: S, logOf x: S) -> S {
  let isTaken = S.or(S.equal(k, .constant(0)), S.less(.constant(0), x))
  return k * S.select(isTaken, S.log(inside(x)), .constant(-.infinity))
}

/// k log(1 - x), zero where both k and 1 - x are.
func timesComplement<S: Scalar>(_ k: S, _ x: S) -> S {
  let isInside = S.less(x, .constant(1))
  let log = S.log1p(-S.select(isInside, x, .constant(0)))
  return k * S.select(S.or(S.equal(k, .constant(0)), isInside), log, .constant(-.infinity))
}

/// Whether x is 0, 1, 2, ….
func isCount<S: Scalar>(_ x: S) -> S.Condition {
  S.and(S.lessOrEqual(.constant(0), x), S.equal(S.floor(x), x))
}

/// Whether x is 1, 2, …, count.
func isPosition<S: Scalar>(_ x: S, in count: Int) -> S.Condition {
  S.and(
    S.and(S.lessOrEqual(.constant(1), x), S.lessOrEqual(x, .constant(Double(count)))),
    S.equal(S.floor(x), x))
}

/// The element at a 1-based position; zero where there is none.
func element<S: Scalar>(of x: [S], at position: S) -> S {
  var chosen = S.constant(0)
  for (k, element) in x.enumerated() {
    chosen = S.select(S.equal(position, .constant(Double(k + 1))), element, chosen)
  }
  return chosen
}

/// log Σ exp(x), −∞ where all are.
func logSumExp<S: Scalar>(_ x: [S]) -> S {
  var largest = S.constant(-.infinity)
  for term in x { largest = S.select(S.less(largest, term), term, largest) }
  let isEmpty = S.equal(largest, .constant(-.infinity))
  let shift = S.select(isEmpty, .constant(0), largest)
  var sum = S.constant(0)
  for term in x { sum = sum + S.exp(term - shift) }
  return onlyWhere(S.not(isEmpty), shift + S.log(inside(sum)))
}

/// exp(x) scaled to sum to one.
func softmax(_ x: [Double]) -> [Double] {
  let largest = x.max() ?? 0
  let weights = x.map { Double.exp($0 - largest) }
  let sum = weights.reduce(0, +)
  return weights.map { $0 / sum }
}

/// log(1 - exp(x)) for negative x (Mächler 2012).
func logOneMinusExp<S: Scalar>(_ x: S) -> S {
  S.select(S.less(.constant(-0.693147180559945309), x), S.log(-S.expm1(x)), S.log1p(-S.exp(x)))
}

/// log(1 - exp(-exp(t))), for any t.
func logOneMinusExpOfExp<S: Scalar>(_ t: S) -> S {
  let isSmall = S.less(t, .constant(-40))
  // From here on exp(-exp(t)) underflows, and so does its slope.
  let isLarge = S.less(.constant(7), t)
  let middle = S.select(S.or(isSmall, isLarge), .constant(0), t)
  return S.select(
    isSmall, t, S.select(isLarge, .constant(0), logOneMinusExp(-S.exp(middle))))
}

/// log C(n, k); the arguments are made harmless where the value is not taken.
func logChoose<S: Scalar>(_ n: S, _ k: S, _ isInside: S.Condition) -> S {
  S.logChoose(S.select(isInside, n, .constant(0)), S.select(isInside, k, .constant(0)))
}

/// log(Γ(x + d) / (Γ(d) x!)).
func logRisingRatio<S: Scalar>(_ x: S, _ d: S) -> S {
  S.logRising(d, x) - S.logGamma(x + .constant(1))
}

/// The log density of Beta(alpha, beta) on the open unit interval; at its ends the limit.
func betaDensity<S: Scalar>(_ x: S, _ alpha: S, _ beta: S) -> S {
  let isInside = S.and(S.lessOrEqual(.constant(0), x), S.lessOrEqual(x, .constant(1)))
  let density =
    times(alpha - .constant(1), logOf: x) + timesComplement(beta - .constant(1), x)
    - S.logBeta(alpha, beta)
  return onlyWhere(isInside, density)
}

/// The log density of an inverse gamma variate.
func inverseGamma<S: Scalar>(_ x: S, shape: S, scale: S) -> S {
  let isInside = S.less(.constant(0), x)
  let y = inside(x)
  return onlyWhere(
    isInside,
    shape * S.log(scale) - S.logGamma(shape) - (shape + .constant(1)) * S.log(y) - scale / y)
}

/// log(Γ((n + 1)/2) / (Γ(n/2) √(nπ))).
func logStudentTNormalizer<S: Scalar>(_ n: S) -> S {
  let half = .constant(0.5) * n
  return S.logRising(half, .constant(0.5)) - .constant(0.572364942924700087)
    - .constant(0.5) * S.log(n)
}

/// log P(T > z) for Student's t: half the incomplete beta function of the tail.
///
/// The square loses its slope at zero, so zero is taken for a number whose square is hardly more.
func logStudentTTail<S: Scalar>(_ z: S, df n: S) -> S {
  let half = S.constant(0.5)
  let isUpper = S.lessOrEqual(.constant(0), z)
  let moved = z + S.select(S.equal(z, .constant(0)), .constant(1e-140), .constant(0))
  let (outer, inner) = studentTShares(moved, n)
  let tail = .constant(-0.693147180559945309) + S.logBetaI(half * n, half, outer, inner)
  return S.select(isUpper, tail, S.log1p(-S.exp(tail)))
}

/// n / (n + z²) and its complement.
func studentTShares<S: Scalar>(_ z: S, _ n: S) -> (outer: S, inner: S) {
  let square = z * z
  return (n / (n + square), .constant(1) / (.constant(1) + n / square))
}

/// log P(X > z) for the standard Cauchy distribution.
func logCauchyTail<S: Scalar>(_ z: S) -> S {
  let reciprocal = .constant(1) / S.select(S.less(.constant(1), z), z, .constant(1))
  let far = S.atan(reciprocal) * .constant(0.318309886183790672)
  let near = .constant(0.5) - S.atan(z) * .constant(0.318309886183790672)
  return S.log(S.select(S.less(.constant(1), z), far, near))
}

/// log P(X > z) for the standard Laplace distribution.
func logLaplaceTail<S: Scalar>(_ z: S) -> S {
  let isFar = S.less(.constant(0), z)
  let near = S.log1p(.constant(-0.5) * S.exp(S.select(isFar, .constant(0), z)))
  return S.select(isFar, .constant(-0.693147180559945309) - z, near)
}

/// log P(|X| ≤ x), near zero from the probability itself, elsewhere from the log probability of the
/// upper tail.
func foldedLogCDF<S: Scalar>(_ x: S, near: S, upper: S) -> S {
  let isInside = S.less(.constant(0), x)
  let isNear = S.less(.constant(-1), upper + .constant(0.693147180559945309))
  let tail = S.select(isNear, .constant(-1), upper + .constant(0.693147180559945309))
  let log = S.select(isNear, S.log(S.select(isInside, near, .constant(1))), logOneMinusExp(tail))
  return onlyWhere(isInside, log)
}

/// log P(|X| > x) from the log probability of the upper tail.
func foldedLogCCDF<S: Scalar>(_ x: S, upper: S) -> S {
  S.select(S.less(.constant(0), x), upper + .constant(0.693147180559945309), .constant(0))
}

/// log P(X ≤ x) of Beta(alpha, beta).
func betaLogCDF<S: Scalar>(_ x: S, _ alpha: S, _ beta: S) -> S {
  let isBelow = S.less(x, .constant(1))
  let y = S.select(isBelow, x, .constant(0.5))
  let inner = S.logBetaI(alpha, beta, y, .constant(1) - y)
  return onlyWhere(S.less(.constant(0), x), S.select(isBelow, inner, .constant(0)))
}

/// log P(X > x) of Beta(alpha, beta).
func betaLogCCDF<S: Scalar>(_ x: S, _ alpha: S, _ beta: S) -> S {
  let isAbove = S.less(.constant(0), x)
  let y = S.select(isAbove, x, .constant(0.5))
  let inner = S.logBetaI(beta, alpha, .constant(1) - y, y)
  return onlyWhere(S.less(x, .constant(1)), S.select(isAbove, inner, .constant(0)))
}

/// A log probability, from that of the complement where that is the smaller; zero where the complement
/// underflows, however steep.
func logOfSmaller<S: Scalar>(_ own: S, complement: S) -> S {
  let isOwn = S.less(own, complement)
  let isCertain = S.less(complement, .constant(-750))
  let rest = S.select(S.or(isOwn, isCertain), .constant(-1), complement)
  return S.select(isOwn, own, S.select(isCertain, .constant(0), logOneMinusExp(rest)))
}

/// log P(|Z| > w) for standard normal Z and w ≥ 0, near one from the complement.
func logFoldedNormalTail<S: Scalar>(_ w: S) -> S {
  let isNear = S.less(w, .constant(0.5))
  let near = S.select(isNear, w, .constant(0))
  return S.select(
    isNear, S.log1p(-S.erf(near * .constant(0.707106781186547524))),
    .constant(0.693147180559945309) + S.logPhi(-w))
}

/// The w with P(|Z| > w) = p for standard normal Z: near zero from 1 - p, which has the digits there.
func foldedNormalUpperQuantile(_ p: Double) -> Double {
  p > 0.5
    ? NormalFunctions.centralQuantile(0.5 * (1 - p)) : -NormalFunctions.quantile(0.5 * p)
}

package import BayesDistributions
package import BayesMath

/// What truncation to the bounds adds to a log density: minus the log probability between them, or
/// −∞ outside.
package func truncationCorrection<S: Scalar>(
  _ distribution: any Distribution.Type, _ x: S, _ arguments: Arguments<S>, lower: S?, upper: S?
) -> S {
  let isInside: S.Condition
  switch (lower, upper) {
  case (let lower?, let upper?):
    isInside = S.and(S.lessOrEqual(lower, x), S.lessOrEqual(x, upper))
  case (let lower?, nil): isInside = S.lessOrEqual(lower, x)
  case (nil, let upper?): isInside = S.lessOrEqual(x, upper)
  case (nil, nil): return .constant(0)
  }
  let mass = logProbability(distribution, arguments, lower: lower, upper: upper)
  return S.select(isInside, -mass, .constant(-.infinity))
}

/// log P(lower ≤ X ≤ upper) of a univariate distribution, either end open; −∞ where it gives nothing.
///
/// The probability between two bounds is taken from the tail they lie in, where the CDF or its
/// complement is small and so precise.
package func logProbability<S: Scalar>(
  _ distribution: any Distribution.Type, _ arguments: Arguments<S>, lower: S?, upper: S?
) -> S {
  // P(X ≥ lower) of a count is what lies above the integer before the bound.
  let before: S?
  if case .integer = distribution.declaration.value {
    before = lower.map { -S.floor(-$0) - .constant(1) }
  } else {
    before = lower
  }
  switch (before, upper) {
  case (let before?, let upper?):
    let below = distribution.logCDF(upper, arguments)
    let start = distribution.logCDF(before, arguments)
    let above = distribution.logCCDF(before, arguments)
    let end = distribution.logCCDF(upper, arguments)
    return S.select(
      S.less(start, above), logDifference(below, start), logDifference(above, end))
  case (let before?, nil): return distribution.logCCDF(before, arguments)
  case (nil, let upper?): return distribution.logCDF(upper, arguments)
  case (nil, nil): return .constant(0)
  }
}

/// `log(exp(a) - exp(b))`; −∞ with no gradient where nothing is left.
private func logDifference<S: Scalar>(_ a: S, _ b: S) -> S {
  let isNothing = S.lessOrEqual(a, b)
  let gap = S.select(isNothing, .constant(-1), b - a)
  return S.select(isNothing, .constant(-.infinity), a + logOneMinusExp(gap))
}

/// The log probability of the ends of a censored value, given that the value lies in the bounds of a
/// truncation.
package func censoredLogProbability<S: Scalar>(
  _ distribution: any Distribution.Type, _ arguments: Arguments<S>, lower: S?, upper: S?,
  truncation: (lower: S?, upper: S?)
) -> S {
  guard truncation.lower != nil || truncation.upper != nil else {
    return logProbability(distribution, arguments, lower: lower, upper: upper)
  }
  let both = logProbability(
    distribution, arguments, lower: tighter(lower, truncation.lower, larger),
    upper: tighter(upper, truncation.upper, smaller))
  let whole = logProbability(
    distribution, arguments, lower: truncation.lower, upper: truncation.upper)
  let isNothing = S.equal(both, .constant(-.infinity))
  return S.select(
    isNothing, .constant(-.infinity), both - S.select(isNothing, .constant(0), whole))
}

private func tighter<S: Scalar>(_ a: S?, _ b: S?, _ choose: (S, S) -> S) -> S? {
  guard let a, let b else { return a ?? b }
  return choose(a, b)
}

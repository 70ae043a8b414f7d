package import BayesDistributions
package import BayesMath

/// What truncation to the bounds adds to a log density: minus the log probability between them, or
/// −∞ outside.
///
/// The probability between two bounds is taken from the tail they lie in, where the CDF or its
/// complement is small and so precise.
package func truncationCorrection<S: Scalar>(
  _ distribution: any Distribution.Type, _ x: S, _ arguments: Arguments<S>, lower: S?, upper: S?
) -> S {
  // P(X ≥ lower) of a count is what lies above the integer before the bound.
  let before: S?
  if case .integer = distribution.declaration.value {
    before = lower.map { -S.floor(-$0) - .constant(1) }
  } else {
    before = lower
  }
  let mass: S
  let isInside: S.Condition
  switch (lower, upper) {
  case (let lower?, let upper?):
    let below = distribution.logCDF(upper, arguments)
    let start = distribution.logCDF(before ?? lower, arguments)
    let above = distribution.logCCDF(before ?? lower, arguments)
    let end = distribution.logCCDF(upper, arguments)
    mass = S.select(
      S.less(start, above), below + logOneMinusExp(start - below),
      above + logOneMinusExp(end - above))
    isInside = S.and(S.lessOrEqual(lower, x), S.lessOrEqual(x, upper))
  case (let lower?, nil):
    mass = distribution.logCCDF(before ?? lower, arguments)
    isInside = S.lessOrEqual(lower, x)
  case (nil, let upper?):
    mass = distribution.logCDF(upper, arguments)
    isInside = S.lessOrEqual(x, upper)
  case (nil, nil): return .constant(0)
  }
  return S.select(isInside, -mass, .constant(-.infinity))
}

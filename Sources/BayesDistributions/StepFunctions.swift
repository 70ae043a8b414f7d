import BayesMath

/// log P(X ≤ x) of a distribution over the integers `lowest…highest` from its value at an integer k
/// with `lowest ≤ k < highest`: −∞ below them, zero from the highest on.
func logCDFOfSteps<S: Scalar>(
  _ x: S, from lowest: S, to highest: S?, _ atInteger: (S) -> S
) -> S {
  let isInside = S.lessOrEqual(lowest, x)
  var value = atInteger(S.floor(S.select(isInside, x, lowest)))
  if let highest { value = S.select(S.lessOrEqual(highest, x), .constant(0), value) }
  return onlyWhere(isInside, value)
}

/// log P(X > x) likewise: zero below the lowest, −∞ from the highest on.
func logCCDFOfSteps<S: Scalar>(
  _ x: S, from lowest: S, to highest: S?, _ atInteger: (S) -> S
) -> S {
  let isInside = S.lessOrEqual(lowest, x)
  var value = atInteger(S.floor(S.select(isInside, x, lowest)))
  if let highest { value = onlyWhere(S.less(x, highest), value) }
  return S.select(isInside, value, .constant(0))
}

import BayesMath

/// The log mass of the counts up to k among `first…last` and of those above it, term by term; NaN where
/// the terms are too many.
func logTermSums<S: Scalar>(
  upTo k: S, from first: Int, to last: S, _ logMass: (S) -> S
) -> (below: S, above: S) {
  guard let count = S.termCount(last), count >= first else {
    return (.constant(.nan), .constant(.nan))
  }
  let masses = (first...count).map { S.constant(Double($0)) }.map { x in
    (mass: logMass(x), isBelow: S.lessOrEqual(x, k))
  }
  return (
    logSumExp(masses.map { onlyWhere($0.isBelow, $0.mass) }),
    logSumExp(masses.map { onlyWhere(S.not($0.isBelow), $0.mass) })
  )
}

/// log P(X ≤ x) for counts up to `last`, term by term.
func logCDFOfTerms<S: Scalar>(_ x: S, to last: S, _ logMass: (S) -> S) -> S {
  logCDFOfSteps(x, from: .constant(0), to: last) { k in
    let (below, above) = logTermSums(upTo: k, from: 0, to: last, logMass)
    return logOfSmaller(below, complement: above)
  }
}

/// log P(X > x) for counts up to `last`, term by term.
func logCCDFOfTerms<S: Scalar>(_ x: S, to last: S, _ logMass: (S) -> S) -> S {
  logCCDFOfSteps(x, from: .constant(0), to: last) { k in
    let (below, above) = logTermSums(upTo: k, from: 0, to: last, logMass)
    return logOfSmaller(above, complement: below)
  }
}

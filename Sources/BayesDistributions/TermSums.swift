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

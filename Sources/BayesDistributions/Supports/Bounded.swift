package import BayesMath

/// One real number between bounds, either of which may be missing.
package enum Bounded {
  /// `lower + exp(y)`, `upper - exp(y)` or `lower + (upper - lower) / (1 + exp(-y))`.
  package static func constrain<S: Scalar>(
    _ y: S, lower: S?, upper: S?
  ) -> (value: S, logJacobian: S) {
    switch (lower, upper) {
    case (nil, nil): (y, .constant(0))
    case (let lower?, nil): (lower + S.exp(y), y)
    case (nil, let upper?): (upper - S.exp(y), y)
    case (let lower?, let upper?):
      (
        lower + (upper - lower) * S.invLogit(y),
        S.log(upper - lower) + y - .constant(2) * S.log1pExp(y)
      )
    }
  }

  /// The coordinate of a value strictly inside the bounds.
  package static func unconstrain(_ x: Double, lower: Double?, upper: Double?) -> Double {
    switch (lower, upper) {
    case (nil, nil): x
    case (let lower?, nil): Double.log(x - lower)
    case (nil, let upper?): Double.log(upper - x)
    case (let lower?, let upper?): Double.log(x - lower) - Double.log(upper - x)
    }
  }
}

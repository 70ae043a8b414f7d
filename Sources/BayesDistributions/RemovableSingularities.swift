import BayesMath

/// log(1 + k z) / k, which at k = 0 is z.
///
/// Where k z is small, the series: the quotient has no digits of its own slope in k there. Outside
/// 1 + k z > 0 a number without meaning.
func log1pOver<S: Scalar>(_ k: S, _ z: S) -> S {
  let t = k * z
  let isSmall = S.less(S.abs(t), .constant(0.03))
  let small = S.select(isSmall, t, .constant(0))
  var series = S.constant(0)
  for n in stride(from: 12.0, through: 1, by: -1) {
    series = .constant(1 / n) - small * series
  }
  let isInside = S.less(.constant(-1), t)
  let isPlain = S.and(isInside, S.not(isSmall))
  let quotient =
    S.log1p(S.select(isPlain, t, .constant(1))) / S.select(isPlain, k, .constant(1))
  return S.select(isSmall, z * series, quotient)
}

/// log((exp(t) - 1) / t), which at t = 0 is zero.
func logExpm1Over<S: Scalar>(_ t: S) -> S {
  let magnitude = S.abs(t)
  let isSmall = S.less(magnitude, .constant(0.1))
  let square = S.select(isSmall, t * t, .constant(0))
  let coefficients = [1.0 / 24, -1.0 / 2880, 1.0 / 181_440, -1.0 / 9_676_800]
  var series = S.constant(0)
  for c in coefficients.reversed() { series = square * (.constant(c) + series) }
  let plain = S.select(isSmall, .constant(1), magnitude)
  // The odd part of the function is t/2.
  let even = .constant(0.5) * plain + logOneMinusExp(-plain) - S.log(plain)
  return .constant(0.5) * t + S.select(isSmall, series, even)
}

/// log(log(1 + exp(t))), for any t.
func logLog1pExp<S: Scalar>(_ t: S) -> S {
  let isSmall = S.less(t, .constant(-40))
  return S.select(isSmall, t, S.log(S.log1pExp(S.select(isSmall, .constant(0), t))))
}

/// log P(shape, exp(t)), the incomplete gamma function of a number by its logarithm.
func logGammaP<S: Scalar>(_ shape: S, expOf t: S) -> S {
  let isSmall = S.less(t, .constant(-40))
  let isLarge = S.less(.constant(600), t)
  let x = S.exp(S.select(S.or(isSmall, isLarge), .constant(0), t))
  let leading = shape * t - S.logGamma(shape + .constant(1))
  return S.select(
    isSmall, leading, S.select(isLarge, .constant(0), S.logGammaP(shape, x)))
}

/// log(1 - P(shape, exp(t))).
func logGammaQ<S: Scalar>(_ shape: S, expOf t: S) -> S {
  let isSmall = S.less(t, .constant(-40))
  let isLarge = S.less(.constant(600), t)
  let x = S.exp(S.select(S.or(isSmall, isLarge), .constant(0), t))
  let leading = shape * S.select(isSmall, t, .constant(-40)) - S.logGamma(shape + .constant(1))
  // Of tiny shapes the leading term is nearly one: then 1 - exp of it.
  let isRest = S.less(leading, .constant(0))
  let small = logOneMinusExp(S.select(isRest, leading, .constant(-1)))
  return S.select(
    isSmall, small, S.select(isLarge, .constant(-.infinity), S.logGammaQ(shape, x)))
}

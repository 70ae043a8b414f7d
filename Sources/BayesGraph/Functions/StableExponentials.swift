package import BayesMath

/// `log(1 - exp(x))` for negative x (Mächler 2012, "Accurately computing log(1 − exp(−|a|))").
package func logOneMinusExp<S: Scalar>(_ x: S) -> S {
  S.select(
    S.less(.constant(-0.6931471805599453), x), S.log(-S.expm1(x)), S.log1p(-S.exp(x)))
}

/// `log(exp(a) + exp(b))`; −∞ where both are.
package func logAddExp<S: Scalar>(_ a: S, _ b: S) -> S {
  let isLarger = S.less(a, b)
  let larger = S.select(isLarger, b, a)
  let smaller = S.select(isLarger, a, b)
  let isAlone = S.or(
    S.equal(smaller, .constant(-.infinity)), S.equal(larger, .constant(.infinity)))
  return S.select(isAlone, larger, larger + S.log1pExp(smaller - larger))
}

/// The smaller of two numbers; NaN where one is.
func smaller<S: Scalar>(_ a: S, _ b: S) -> S {
  S.select(S.less(b, a), b, S.select(S.lessOrEqual(a, b), a, a + b))
}

/// The larger of two numbers; NaN where one is.
func larger<S: Scalar>(_ a: S, _ b: S) -> S {
  S.select(S.less(a, b), b, S.select(S.lessOrEqual(b, a), a, a + b))
}

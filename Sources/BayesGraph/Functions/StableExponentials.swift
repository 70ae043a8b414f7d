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
  return S.select(
    S.equal(smaller, .constant(-.infinity)), larger, larger + S.log1pExp(smaller - larger))
}

/// The logarithm of the binomial coefficient.
package func logChoose<S: Scalar>(_ n: S, _ k: S) -> S {
  S.logGamma(n + .constant(1)) - S.logGamma(k + .constant(1))
    - S.logGamma(n - k + .constant(1))
}

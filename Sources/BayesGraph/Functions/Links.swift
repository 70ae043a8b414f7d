package import BayesMath

/// The logarithm of the odds.
package enum Logit: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "logit", stanNames: ["logit"], summary: "The logarithm of the odds.",
    parameters: ["p"], example: "logit(p)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    // About one half the difference of the logarithms cancels; 2p - 1 is exact there.
    let half = S.constant(0.5)
    let isCentral = S.less(S.abs(x[0] - half), .constant(0.25))
    let p = S.select(isCentral, x[0], half)
    let central = S.log1p((p - half + (p - half)) / (.constant(1) - p))
    return S.select(isCentral, central, S.log(x[0]) - S.log1p(-x[0]))
  }
}

/// The probability whose log odds are given.
package enum InverseLogit: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "invLogit", stanNames: ["inv_logit"],
    summary: "The probability whose log odds are given.",
    parameters: ["eta"], example: "invLogit(eta)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.invLogit(x[0]) }
}

/// The logarithm of the inverse logit.
package enum LogInverseLogit: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "logInvLogit", stanNames: ["log_inv_logit"],
    summary: "The logarithm of the inverse logit.",
    parameters: ["eta"], example: "logInvLogit(eta)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { -S.log1pExp(-x[0]) }
}

/// The logarithm of one minus the inverse logit.
package enum LogOneMinusInverseLogit: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "log1mInvLogit", stanNames: ["log1m_inv_logit"],
    summary: "The logarithm of one minus the inverse logit.",
    parameters: ["eta"], example: "log1mInvLogit(eta)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { -S.log1pExp(x[0]) }
}

/// The complementary log-log link of a probability.
package enum ComplementaryLogLog: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "cloglog", stanNames: ["cloglog"],
    summary: "The complementary log-log link of a probability.",
    parameters: ["p"], example: "cloglog(p)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.log(-S.log1p(-x[0])) }
}

/// The inverse of the complementary log-log link.
package enum InverseComplementaryLogLog: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "invCloglog", stanNames: ["inv_cloglog"],
    summary: "The inverse of the complementary log-log link.",
    parameters: ["eta"], example: "invCloglog(eta)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { -S.expm1(-S.exp(x[0])) }
}

/// The CDF of the standard normal distribution.
package enum Phi: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "Phi", stanNames: ["Phi"], summary: "The CDF of the standard normal distribution.",
    parameters: ["x"], example: "Phi(z)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.exp(S.logPhi(x[0])) }
}

/// The logarithm of the CDF of the standard normal distribution.
package enum LogPhi: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "logPhi", stanNames: ["std_normal_lcdf"],
    summary: "The logarithm of the CDF of the standard normal distribution.",
    parameters: ["x"], example: "logPhi(z)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.logPhi(x[0]) }
}

/// The error function.
package enum ErrorFunction: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "erf", stanNames: ["erf"], summary: "The error function.",
    parameters: ["x"], example: "erf(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.erf(x[0]) }
}

/// One minus the error function, accurate where it is small.
package enum ComplementaryErrorFunction: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "erfc", stanNames: ["erfc"],
    summary: "One minus the error function, accurate where it is small.",
    parameters: ["x"], example: "erfc(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.erfc(x[0]) }
}

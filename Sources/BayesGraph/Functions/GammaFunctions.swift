package import BayesMath

/// The logarithm of the gamma function.
package enum LogGamma: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "lgamma", stanNames: ["lgamma"], summary: "The logarithm of the gamma function.",
    parameters: ["x"], example: "lgamma(n + 1)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.logGamma(x[0]) }
}

/// The derivative of the logarithm of the gamma function.
package enum Digamma: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "digamma", stanNames: ["digamma"],
    summary: "The derivative of the logarithm of the gamma function.",
    parameters: ["x"], example: "digamma(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.digamma(x[0]) }
}

/// The logarithm of the beta function.
package enum LogBeta: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "lbeta", stanNames: ["lbeta"], summary: "The logarithm of the beta function.",
    parameters: ["a", "b"], example: "lbeta(a, b)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.logBeta(x[0], x[1]) }
}

/// The logarithm of the binomial coefficient.
package enum LogChoose: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "lchoose", stanNames: ["lchoose", "log_choose"],
    summary: "The logarithm of the binomial coefficient.",
    parameters: ["n", "k"], example: "lchoose(n, k)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.logChoose(x[0], x[1]) }
}

/// The binomial coefficient.
package enum Choose: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "choose", stanNames: ["choose"], summary: "The binomial coefficient.",
    parameters: ["n", "k"], example: "choose(n, k)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.exp(S.logChoose(x[0], x[1])) }
}

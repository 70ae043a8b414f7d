package import BayesMath

/// The regularised lower incomplete gamma function.
package enum IncompleteGammaLower: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "gammaP", stanNames: ["gamma_p"],
    summary: "The regularised lower incomplete gamma function.",
    parameters: ["a", "x"], example: "gammaP(shape, rate * t)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.gammaP(x[0], x[1]) }
}

/// The regularised upper incomplete gamma function, accurate where it is small.
package enum IncompleteGammaUpper: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "gammaQ", stanNames: ["gamma_q"],
    summary: "The regularised upper incomplete gamma function, accurate where it is small.",
    parameters: ["a", "x"], example: "gammaQ(shape, rate * t)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.exp(S.logGammaQ(x[0], x[1])) }
}

/// The regularised incomplete beta function.
package enum IncompleteBetaFunction: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "betaI", stanNames: ["inc_beta"], summary: "The regularised incomplete beta function.",
    parameters: ["a", "b", "x"], example: "betaI(a, b, p)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.betaI(x[0], x[1], x[2]) }
}

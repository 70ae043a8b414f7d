package import BayesMath

/// The sine.
package enum Sine: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "sin", stanNames: ["sin"], summary: "The sine.",
    parameters: ["x"], example: "sin(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.sin(x[0]) }
}

/// The cosine.
package enum Cosine: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "cos", stanNames: ["cos"], summary: "The cosine.",
    parameters: ["x"], example: "cos(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.cos(x[0]) }
}

/// The tangent.
package enum Tangent: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "tan", stanNames: ["tan"], summary: "The tangent.",
    parameters: ["x"], example: "tan(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.tan(x[0]) }
}

/// The inverse sine.
package enum ArcSine: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "asin", stanNames: ["asin"], summary: "The inverse sine.",
    parameters: ["x"], example: "asin(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.asin(x[0]) }
}

/// The inverse cosine.
package enum ArcCosine: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "acos", stanNames: ["acos"], summary: "The inverse cosine.",
    parameters: ["x"], example: "acos(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.acos(x[0]) }
}

/// The inverse tangent.
package enum ArcTangent: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "atan", stanNames: ["atan"], summary: "The inverse tangent.",
    parameters: ["x"], example: "atan(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.atan(x[0]) }
}

/// The hyperbolic sine.
package enum HyperbolicSine: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "sinh", stanNames: ["sinh"], summary: "The hyperbolic sine.",
    parameters: ["x"], example: "sinh(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.sinh(x[0]) }
}

/// The hyperbolic cosine.
package enum HyperbolicCosine: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "cosh", stanNames: ["cosh"], summary: "The hyperbolic cosine.",
    parameters: ["x"], example: "cosh(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.cosh(x[0]) }
}

/// The hyperbolic tangent.
package enum HyperbolicTangent: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "tanh", stanNames: ["tanh"], summary: "The hyperbolic tangent.",
    parameters: ["x"], example: "tanh(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.tanh(x[0]) }
}

/// The inverse hyperbolic sine.
package enum InverseHyperbolicSine: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "asinh", stanNames: ["asinh"], summary: "The inverse hyperbolic sine.",
    parameters: ["x"], example: "asinh(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.asinh(x[0]) }
}

/// The inverse hyperbolic cosine.
package enum InverseHyperbolicCosine: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "acosh", stanNames: ["acosh"], summary: "The inverse hyperbolic cosine.",
    parameters: ["x"], example: "acosh(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.acosh(x[0]) }
}

/// The inverse hyperbolic tangent.
package enum InverseHyperbolicTangent: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "atanh", stanNames: ["atanh"], summary: "The inverse hyperbolic tangent.",
    parameters: ["x"], example: "atanh(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.atanh(x[0]) }
}

package import BayesMath

/// Whether two values are equal.
package enum Equal: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "==", stanNames: ["logical_eq"], summary: "Whether two values are equal.",
    parameters: ["x", "y"], result: .boolean, example: "a == b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.equal(x[0], x[1]), .constant(1), .constant(0))
  }
}

/// Whether two values differ.
package enum NotEqual: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "!=", stanNames: ["logical_neq"], summary: "Whether two values differ.",
    parameters: ["x", "y"], result: .boolean, example: "a != b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.not(S.equal(x[0], x[1])), .constant(1), .constant(0))
  }
}

/// Whether the first number is below the second.
package enum Less: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "<", stanNames: ["logical_lt"], summary: "Whether the first number is below the second.",
    parameters: ["x", "y"], result: .boolean, example: "a < b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.less(x[0], x[1]), .constant(1), .constant(0))
  }
}

/// Whether the first number is not above the second.
package enum LessOrEqual: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "<=", stanNames: ["logical_lte"],
    summary: "Whether the first number is not above the second.",
    parameters: ["x", "y"], result: .boolean, example: "a <= b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.lessOrEqual(x[0], x[1]), .constant(1), .constant(0))
  }
}

/// Whether the first number is above the second.
package enum Greater: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: ">", stanNames: ["logical_gt"], summary: "Whether the first number is above the second.",
    parameters: ["x", "y"], result: .boolean, example: "a > b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.less(x[1], x[0]), .constant(1), .constant(0))
  }
}

/// Whether the first number is not below the second.
package enum GreaterOrEqual: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: ">=", stanNames: ["logical_gte"],
    summary: "Whether the first number is not below the second.",
    parameters: ["x", "y"], result: .boolean, example: "a >= b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.lessOrEqual(x[1], x[0]), .constant(1), .constant(0))
  }
}

/// Whether both are true.
package enum And: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "&&", stanNames: ["logical_and"], summary: "Whether both are true.",
    parameters: ["x", "y"], result: .boolean, example: "a > 0 && b > 0")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { x[0] * x[1] }
}

/// Whether at least one is true.
package enum Or: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "||", stanNames: ["logical_or"], summary: "Whether at least one is true.",
    parameters: ["x", "y"], result: .boolean, example: "a > 0 || b > 0")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { x[0] + x[1] - x[0] * x[1] }
}

/// Whether the condition is false.
package enum Not: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "!", stanNames: ["logical_negation"], summary: "Whether the condition is false.",
    parameters: ["x"], result: .boolean, example: "!c")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { .constant(1) - x[0] }
}

/// Whether the value is not a number.
package enum IsNaN: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "isNaN", stanNames: ["is_nan"], summary: "Whether the value is not a number.",
    parameters: ["x"], result: .boolean, example: "isNaN(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.not(S.equal(x[0], x[0])), .constant(1), .constant(0))
  }
}

/// Whether the value is infinite.
package enum IsInfinite: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "isInfinite", stanNames: ["is_inf"], summary: "Whether the value is infinite.",
    parameters: ["x"], result: .boolean, example: "isInfinite(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.equal(S.abs(x[0]), .constant(.infinity)), .constant(1), .constant(0))
  }
}

package import BayesMath

/// The largest integer that is not above the number.
package enum Floor: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "floor", stanNames: ["floor"],
    summary: "The largest integer that is not above the number.",
    parameters: ["x"], result: .integer, example: "floor(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.floor(x[0]) }
}

/// The smallest integer that is not below the number.
package enum Ceiling: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "ceil", stanNames: ["ceil"],
    summary: "The smallest integer that is not below the number.",
    parameters: ["x"], result: .integer, example: "ceil(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { -S.floor(-x[0]) }
}

/// The nearest integer, halves away from zero.
package enum Round: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "round", stanNames: ["round"], summary: "The nearest integer, halves away from zero.",
    parameters: ["x"], result: .integer, example: "round(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    // The part behind the point is exact; a half added beforehand would round.
    let magnitude = S.abs(x[0])
    let below = S.floor(magnitude)
    let isUp = S.lessOrEqual(.constant(0.5), magnitude - below)
    let rounded = below + S.select(isUp, .constant(1), .constant(0))
    return S.select(S.less(x[0], .constant(0)), -rounded, rounded)
  }
}

/// The integer part.
package enum Truncate: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "trunc", stanNames: ["trunc", "to_int"], summary: "The integer part.",
    parameters: ["x"], result: .integer, example: "trunc(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.less(x[0], .constant(0)), -S.floor(-x[0]), S.floor(x[0]))
  }
}

/// The smaller of two numbers.
package enum Smaller: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "min", stanNames: ["fmin", "min"], summary: "The smaller of two numbers.",
    parameters: ["x", "y"], result: .numeric, example: "min(x, 1)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    smaller(x[0], x[1])
  }
}

/// The larger of two numbers.
package enum Larger: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "max", stanNames: ["fmax", "max"], summary: "The larger of two numbers.",
    parameters: ["x", "y"], result: .numeric, example: "max(x, 0)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    larger(x[0], x[1])
  }
}

/// One where the number is not negative, else zero.
package enum Step: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "step", stanNames: ["step", "int_step"],
    summary: "One where the number is not negative, else zero.",
    parameters: ["x"], result: .integer, example: "step(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.lessOrEqual(.constant(0), x[0]), .constant(1), .constant(0))
  }
}

package import BayesMath

/// The sum of two numbers.
package enum Add: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "+", stanNames: ["add"], summary: "The sum of two numbers.",
    parameters: ["x", "y"], result: .numeric, example: "a + b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { x[0] + x[1] }
}

/// The difference of two numbers.
package enum Subtract: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "-", stanNames: ["subtract"], summary: "The difference of two numbers.",
    parameters: ["x", "y"], result: .numeric, example: "a - b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { x[0] - x[1] }
}

/// The product of two numbers, element by element.
package enum Multiply: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "*", stanNames: ["multiply", "elt_multiply"],
    summary: "The product of two numbers, element by element.",
    parameters: ["x", "y"], result: .numeric, example: "a * b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { x[0] * x[1] }
}

/// The quotient of two numbers; of integers too it is a real.
package enum Divide: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "/", stanNames: ["divide", "elt_divide"],
    summary: "The quotient of two numbers; of integers too it is a real.",
    parameters: ["x", "y"], example: "a / b")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { x[0] / x[1] }
}

/// The remainder of a division, with the sign of the divisor.
package enum Remainder: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "%", stanNames: ["modulus", "fmod"],
    summary: "The remainder of a division, with the sign of the divisor.",
    parameters: ["x", "y"], result: .numeric, example: "i % 2")
  /// The quotient may round to the next integer, below or above: then the rest is set right.
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    let zero = S.constant(0)
    let rest = x[0] - x[1] * S.floor(x[0] / x[1])
    let isOpposite = S.or(
      S.and(S.less(rest, zero), S.less(zero, x[1])),
      S.and(S.less(zero, rest), S.less(x[1], zero)))
    let isWhole = S.lessOrEqual(S.abs(x[1]), S.abs(rest))
    return S.select(isOpposite, rest + x[1], S.select(isWhole, rest - x[1], rest))
  }
}

/// The quotient of two integers, rounded towards zero.
package enum IntegerQuotient: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "div", stanNames: ["int_divide"],
    summary: "The quotient of two integers, rounded towards zero.",
    parameters: ["x", "y"], result: .integer, example: "div(i, 2)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    let (zero, one) = (S.constant(0), S.constant(1))
    let (dividend, divisor) = (S.abs(x[0]), S.abs(x[1]))
    let quotient = S.floor(dividend / divisor)
    // It may have rounded to the next integer, below or above.
    let rest = dividend - divisor * quotient
    let lack = S.select(S.lessOrEqual(divisor, rest), one, zero)
    let magnitude = quotient + lack - S.select(S.less(rest, zero), one, zero)
    let isNegative = S.or(
      S.and(S.less(x[0], zero), S.less(zero, x[1])),
      S.and(S.less(zero, x[0]), S.less(x[1], zero)))
    return S.select(isNegative, -magnitude, magnitude)
  }
}

/// The number with the other sign.
package enum Negate: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "negate", stanNames: ["minus"], summary: "The number with the other sign.",
    parameters: ["x"], result: .numeric, example: "-a")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { -x[0] }
}

/// The first number to the power of the second.
package enum Power: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "^", stanNames: ["pow"], summary: "The first number to the power of the second.",
    parameters: ["x", "y"], example: "x ^ 2")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.pow(x[0], x[1]) }
}

/// The number times itself.
package enum Square: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "square", stanNames: ["square"], summary: "The number times itself.",
    parameters: ["x"], result: .numeric, example: "square(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { x[0] * x[0] }
}

/// The square root.
package enum SquareRoot: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "sqrt", stanNames: ["sqrt"], summary: "The square root.",
    parameters: ["x"], example: "sqrt(variance)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.sqrt(x[0]) }
}

/// The cube root.
package enum CubeRoot: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "cbrt", stanNames: ["cbrt"], summary: "The cube root.",
    parameters: ["x"], example: "cbrt(volume)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(
      S.less(x[0], .constant(0)), -S.pow(-x[0], .constant(1.0 / 3)), S.pow(x[0], .constant(1.0 / 3))
    )
  }
}

/// One over the number.
package enum Reciprocal: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "inv", stanNames: ["inv"], summary: "One over the number.",
    parameters: ["x"], example: "inv(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { .constant(1) / x[0] }
}

/// One over the square root.
package enum ReciprocalSquareRoot: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "invSqrt", stanNames: ["inv_sqrt"], summary: "One over the square root.",
    parameters: ["x"], example: "invSqrt(precision)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { .constant(1) / S.sqrt(x[0]) }
}

/// One over the square.
package enum ReciprocalSquare: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "invSquare", stanNames: ["inv_square"], summary: "One over the square.",
    parameters: ["x"], example: "invSquare(sd)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { .constant(1) / (x[0] * x[0]) }
}

/// The number without its sign.
package enum AbsoluteValue: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "abs", stanNames: ["abs", "fabs"], summary: "The number without its sign.",
    parameters: ["x"], result: .numeric, example: "abs(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.abs(x[0]) }
}

/// The square root of the sum of two squares.
package enum Hypotenuse: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "hypot", stanNames: ["hypot"], summary: "The square root of the sum of two squares.",
    parameters: ["x", "y"], example: "hypot(x, y)")
  /// By the ratio of the two, which neither overflows nor vanishes where the result does not.
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    let (a, b) = (S.abs(x[0]), S.abs(x[1]))
    let isSecond = S.less(a, b)
    let (long, short) = (S.select(isSecond, b, a), S.select(isSecond, a, b))
    let isPlain = S.and(S.less(.constant(0), long), S.less(long, .constant(.infinity)))
    let ratio = short / S.select(isPlain, long, .constant(1))
    return S.select(isPlain, long * S.sqrt(.constant(1) + ratio * ratio), long)
  }
}

/// The product of the first two numbers plus the third.
package enum MultiplyAdd: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "fma", stanNames: ["fma"],
    summary: "The product of the first two numbers plus the third.",
    parameters: ["x", "y", "z"], example: "fma(a, x, b)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { x[0] * x[1] + x[2] }
}

/// The difference of two numbers, or zero where it is negative.
package enum PositiveDifference: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "fdim", stanNames: ["fdim"],
    summary: "The difference of two numbers, or zero where it is negative.",
    parameters: ["x", "y"], example: "fdim(x, y)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.select(S.lessOrEqual(x[0], x[1]), .constant(0), x[0] - x[1])
  }
}

package import BayesMath

/// The exponential.
package enum Exponential: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "exp", stanNames: ["exp"], summary: "The exponential.",
    parameters: ["x"], example: "exp(eta)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.exp(x[0]) }
}

/// The exponential minus one, accurate near zero.
package enum ExponentialMinusOne: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "expm1", stanNames: ["expm1"], summary: "The exponential minus one, accurate near zero.",
    parameters: ["x"], example: "expm1(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.expm1(x[0]) }
}

/// Two to the power of the number.
package enum PowerOfTwo: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "exp2", stanNames: ["exp2"], summary: "Two to the power of the number.",
    parameters: ["x"], example: "exp2(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.pow(.constant(2), x[0])
  }
}

/// The natural logarithm.
package enum Logarithm: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "log", stanNames: ["log"], summary: "The natural logarithm.",
    parameters: ["x"], example: "log(y)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.log(x[0]) }
}

/// The logarithm of one plus the number, accurate near zero.
package enum LogarithmOnePlus: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "log1p", stanNames: ["log1p"],
    summary: "The logarithm of one plus the number, accurate near zero.",
    parameters: ["x"], example: "log1p(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.log1p(x[0]) }
}

/// The logarithm of one minus the number.
package enum LogarithmOneMinus: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "log1m", stanNames: ["log1m"], summary: "The logarithm of one minus the number.",
    parameters: ["x"], example: "log1m(p)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.log1p(-x[0]) }
}

/// The logarithm to base two.
package enum Logarithm2: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "log2", stanNames: ["log2"], summary: "The logarithm to base two.",
    parameters: ["x"], example: "log2(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.log(x[0]) / .constant(0.6931471805599453)
  }
}

/// The logarithm to base ten.
package enum Logarithm10: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "log10", stanNames: ["log10"], summary: "The logarithm to base ten.",
    parameters: ["x"], example: "log10(earn)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    S.log(x[0]) / .constant(2.302585092994046)
  }
}

/// The logarithm of one plus the exponential.
package enum LogOnePlusExp: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "log1pExp", stanNames: ["log1p_exp"],
    summary: "The logarithm of one plus the exponential.",
    parameters: ["x"], example: "log1pExp(eta)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { S.log1pExp(x[0]) }
}

/// The logarithm of one minus the exponential of a negative number.
package enum LogOneMinusExp: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "log1mExp", stanNames: ["log1m_exp"],
    summary: "The logarithm of one minus the exponential of a negative number.",
    parameters: ["x"], example: "log1mExp(x)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { logOneMinusExp(x[0]) }
}

/// The logarithm of the difference of two exponentials, the first the larger.
package enum LogDifferenceExp: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "logDiffExp", stanNames: ["log_diff_exp"],
    summary: "The logarithm of the difference of two exponentials, the first the larger.",
    parameters: ["x", "y"], example: "logDiffExp(a, b)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    let isNothing = S.equal(x[1], .constant(-.infinity))
    let difference = S.select(isNothing, .constant(-1), x[1] - x[0])
    return S.select(isNothing, x[0], x[0] + logOneMinusExp(difference))
  }
}

/// The logarithm of the sum of two exponentials.
package enum LogAddExp: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "logSumExp", stanNames: ["log_sum_exp"],
    summary: "The logarithm of the sum of two exponentials.",
    parameters: ["x", "y"], example: "logSumExp(a, b)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S { logAddExp(x[0], x[1]) }
}

/// The logarithm of a mixture of two densities given as logarithms.
package enum LogMix: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "logMix", stanNames: ["log_mix"],
    summary: "The logarithm of a mixture of two densities given as logarithms.",
    parameters: ["weight", "x", "y"], example: "logMix(w, a, b)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    logAddExp(S.log(x[0]) + x[1], S.log1p(-x[0]) + x[2])
  }
}

/// The first number times the logarithm of the second; zero where the first is zero.
package enum MultiplyLog: ElementwiseFunction {
  package static let declaration = FunctionSignature(
    name: "multiplyLog", stanNames: ["lmultiply", "multiply_log"],
    summary: "The first number times the logarithm of the second; zero where the first is zero.",
    parameters: ["x", "y"], example: "multiplyLog(y, mu)")
  package static func evaluate<S: Scalar>(_ x: [S]) -> S {
    // Only the logarithm is left aside: along the first number the slope is the logarithm at zero too.
    let isPlain = S.and(S.less(.constant(0), x[1]), S.less(x[1], .constant(.infinity)))
    let isNothing = S.and(S.equal(x[0], .constant(0)), S.not(isPlain))
    return x[0] * S.log(S.select(isNothing, .constant(1), x[1]))
  }
}

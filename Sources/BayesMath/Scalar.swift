/// The numbers a log density is written over.
///
/// A distribution's `logDensity` is written once over `Scalar` and read as `Double` (reference),
/// `Dual` (laws) and as a traced expression (compiler). Its only control flow is `select`, so every
/// operation here must be meaningful for all three readings.
///
/// This and its conformances are `@inlinable public` so that generic arithmetic is specialised in
/// the modules that use it; it is no part of the embedding API.
public protocol Scalar: Sendable {
  /// A truth value that may depend on draws.
  associatedtype Condition: Sendable

  /// A number known beforehand.
  static func constant(_ value: Double) -> Self
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  static func exp(_ x: Self) -> Self
  static func log(_ x: Self) -> Self
  static func log1p(_ x: Self) -> Self
  static func expm1(_ x: Self) -> Self
  /// `log(1 + exp(x))`, accurate at both ends.
  static func log1pExp(_ x: Self) -> Self
  /// `1 / (1 + exp(-x))`.
  static func invLogit(_ x: Self) -> Self
  static func sqrt(_ x: Self) -> Self
  static func pow(_ x: Self, _ y: Self) -> Self
  static func sin(_ x: Self) -> Self
  static func cos(_ x: Self) -> Self
  static func tan(_ x: Self) -> Self
  static func asin(_ x: Self) -> Self
  static func acos(_ x: Self) -> Self
  static func atan(_ x: Self) -> Self
  static func sinh(_ x: Self) -> Self
  static func cosh(_ x: Self) -> Self
  static func tanh(_ x: Self) -> Self
  static func asinh(_ x: Self) -> Self
  static func acosh(_ x: Self) -> Self
  static func atanh(_ x: Self) -> Self
  static func abs(_ x: Self) -> Self
  static func floor(_ x: Self) -> Self
  /// The logarithm of the absolute value of the gamma function.
  static func logGamma(_ x: Self) -> Self
  /// The derivative of `logGamma`.
  static func digamma(_ x: Self) -> Self
  static func erf(_ x: Self) -> Self
  static func erfc(_ x: Self) -> Self
  /// The logarithm of the standard normal CDF, accurate in both tails.
  static func logPhi(_ x: Self) -> Self
  /// The logarithm of the modified Bessel function of the first kind, order 0.
  static func logBesselI0(_ x: Self) -> Self
  /// The regularised lower incomplete gamma function P(a, x), with derivatives in both arguments.
  static func gammaP(_ a: Self, _ x: Self) -> Self
  /// The regularised incomplete beta function I_x(a, b), with derivatives in all arguments.
  static func betaI(_ a: Self, _ b: Self, _ x: Self) -> Self
  /// log Γ(x + d) - log Γ(x), for positive x and d.
  static func logRising(_ x: Self, _ d: Self) -> Self
  /// The logarithm of the beta function.
  static func logBeta(_ a: Self, _ b: Self) -> Self
  /// The logarithm of the binomial coefficient.
  static func logChoose(_ n: Self, _ k: Self) -> Self
  /// log(exp(-|x|) I₀(x)).
  static func logScaledBesselI0(_ x: Self) -> Self
  /// log P(a, x), the logarithm of `gammaP`, accurate in both tails.
  static func logGammaP(_ a: Self, _ x: Self) -> Self
  /// log(1 - P(a, x)), accurate in both tails.
  static func logGammaQ(_ a: Self, _ x: Self) -> Self
  /// log I_x(a, b), accurate in both tails; `y` is 1 - x, which the caller may know better.
  static func logBetaI(_ a: Self, _ b: Self, _ x: Self, _ y: Self) -> Self
  /// The largest whole number that is not above x, as the number of terms of a sum up to it; nil where
  /// nothing bounds it now, or where the terms would be too many.
  static func termCount(_ x: Self) -> Int?
  /// A function of whole matrices, each row-major.
  static func matrix(_ function: MatrixPrimitive, _ arguments: [[Self]]) -> [Self]

  static func less(_ a: Self, _ b: Self) -> Condition
  static func lessOrEqual(_ a: Self, _ b: Self) -> Condition
  static func equal(_ a: Self, _ b: Self) -> Condition
  static func and(_ a: Condition, _ b: Condition) -> Condition
  static func or(_ a: Condition, _ b: Condition) -> Condition
  static func not(_ a: Condition) -> Condition
  /// `whenTrue` where the condition holds, else `whenFalse`; the other side is worth nothing and
  /// its derivative does not reach the result, whatever its value.
  static func select(_ condition: Condition, _ whenTrue: Self, _ whenFalse: Self) -> Self
}

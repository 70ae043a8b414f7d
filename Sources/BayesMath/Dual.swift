/// A number with its derivative in one direction: forward-mode differentiation for the laws and for
/// the reference evaluator.
public struct Dual: Scalar, Hashable {
  /// Conditions look at values only.
  public typealias Condition = Bool
  /// The number.
  public var value: Double
  /// Its derivative.
  public var derivative: Double

  /// A number that moves with `derivative`.
  @inlinable
  public init(_ value: Double, _ derivative: Double = 0) {
    self.value = value
    self.derivative = derivative
  }

  /// A number that does not move.
  @inlinable
  public static func constant(_ value: Double) -> Dual { Dual(value) }

  /// The chain rule; a slope does not reach a number that does not move, however steep.
  func mapped(_ value: Double, _ slope: Double) -> Dual {
    Dual(value, derivative == 0 ? 0 : slope * derivative)
  }

  /// The sum.
  public static func + (a: Dual, b: Dual) -> Dual {
    Dual(a.value + b.value, a.derivative + b.derivative)
  }

  /// The difference.
  public static func - (a: Dual, b: Dual) -> Dual {
    Dual(a.value - b.value, a.derivative - b.derivative)
  }

  /// The product.
  public static func * (a: Dual, b: Dual) -> Dual {
    let left = a.derivative == 0 ? 0 : a.derivative * b.value
    let right = b.derivative == 0 ? 0 : a.value * b.derivative
    return Dual(a.value * b.value, left + right)
  }

  /// The quotient.
  public static func / (a: Dual, b: Dual) -> Dual {
    let quotient = a.value / b.value
    let above = a.derivative == 0 ? 0 : a.derivative / b.value
    let below = b.derivative == 0 ? 0 : quotient * b.derivative / b.value
    return Dual(quotient, above - below)
  }

  /// The opposite.
  public static prefix func - (a: Dual) -> Dual { Dual(-a.value, -a.derivative) }

  /// `exp` with its slope.
  public static func exp(_ x: Dual) -> Dual {
    let y = Double.exp(x.value)
    return x.mapped(y, y)
  }

  /// `log` with its slope.
  public static func log(_ x: Dual) -> Dual {
    let y = Double.log(x.value)
    return x.mapped(y, 1 / x.value)
  }

  /// `log1p` with its slope.
  public static func log1p(_ x: Dual) -> Dual {
    let y = Double.log1p(x.value)
    return x.mapped(y, 1 / (1 + x.value))
  }

  /// `expm1` with its slope.
  public static func expm1(_ x: Dual) -> Dual {
    let y = Double.expm1(x.value)
    return x.mapped(y, y + 1)
  }

  /// `log1pExp` with its slope.
  public static func log1pExp(_ x: Dual) -> Dual {
    let y = Double.log1pExp(x.value)
    return x.mapped(y, Double.invLogit(x.value))
  }

  /// `invLogit` with its slope.
  public static func invLogit(_ x: Dual) -> Dual {
    let y = Double.invLogit(x.value)
    return x.mapped(y, y * Double.invLogit(-x.value))
  }

  /// `sqrt` with its slope.
  public static func sqrt(_ x: Dual) -> Dual {
    let y = Double.sqrt(x.value)
    return x.mapped(y, 0.5 / y)
  }

  /// `sin` with its slope.
  public static func sin(_ x: Dual) -> Dual {
    let y = Double.sin(x.value)
    return x.mapped(y, Double.cos(x.value))
  }

  /// `cos` with its slope.
  public static func cos(_ x: Dual) -> Dual {
    let y = Double.cos(x.value)
    return x.mapped(y, -Double.sin(x.value))
  }

  /// `tan` with its slope.
  public static func tan(_ x: Dual) -> Dual {
    let y = Double.tan(x.value)
    return x.mapped(y, 1 + y * y)
  }

  /// `asin` with its slope.
  public static func asin(_ x: Dual) -> Dual {
    let y = Double.asin(x.value)
    return x.mapped(y, 1 / ((1 - x.value) * (1 + x.value)).squareRoot())
  }

  /// `acos` with its slope.
  public static func acos(_ x: Dual) -> Dual {
    let y = Double.acos(x.value)
    return x.mapped(y, -1 / ((1 - x.value) * (1 + x.value)).squareRoot())
  }

  /// `atan` with its slope.
  public static func atan(_ x: Dual) -> Dual {
    let y = Double.atan(x.value)
    return x.mapped(y, 1 / (1 + x.value * x.value))
  }

  /// `sinh` with its slope.
  public static func sinh(_ x: Dual) -> Dual {
    let y = Double.sinh(x.value)
    return x.mapped(y, Double.cosh(x.value))
  }

  /// `cosh` with its slope.
  public static func cosh(_ x: Dual) -> Dual {
    let y = Double.cosh(x.value)
    return x.mapped(y, Double.sinh(x.value))
  }

  /// `tanh` with its slope.
  public static func tanh(_ x: Dual) -> Dual {
    let y = Double.tanh(x.value)
    return x.mapped(y, 1 - y * y)
  }

  /// `asinh` with its slope.
  public static func asinh(_ x: Dual) -> Dual {
    let y = Double.asinh(x.value)
    return x.mapped(y, 1 / (1 + x.value * x.value).squareRoot())
  }

  /// `acosh` with its slope.
  public static func acosh(_ x: Dual) -> Dual {
    let y = Double.acosh(x.value)
    return x.mapped(y, 1 / ((x.value - 1) * (x.value + 1)).squareRoot())
  }

  /// `atanh` with its slope.
  public static func atanh(_ x: Dual) -> Dual {
    let y = Double.atanh(x.value)
    return x.mapped(y, 1 / ((1 - x.value) * (1 + x.value)))
  }

  /// `abs` with its slope.
  public static func abs(_ x: Dual) -> Dual {
    let y = Double.abs(x.value)
    return x.mapped(y, x.value < 0 ? -1 : 1)
  }

  /// `floor` with its slope.
  public static func floor(_ x: Dual) -> Dual {
    let y = Double.floor(x.value)
    return x.mapped(y, 0)
  }

  /// `logGamma` with its slope.
  public static func logGamma(_ x: Dual) -> Dual {
    let y = Double.logGamma(x.value)
    return x.mapped(y, GammaFunctions.digamma(x.value))
  }

  /// `digamma` with its slope.
  public static func digamma(_ x: Dual) -> Dual {
    let y = Double.digamma(x.value)
    return x.mapped(y, GammaFunctions.trigamma(x.value))
  }

  /// `erf` with its slope.
  public static func erf(_ x: Dual) -> Dual {
    let y = Double.erf(x.value)
    return x.mapped(y, 1.1283791670955126 * Double.exp(-x.value * x.value))
  }

  /// `erfc` with its slope.
  public static func erfc(_ x: Dual) -> Dual {
    let y = Double.erfc(x.value)
    return x.mapped(y, -1.1283791670955126 * Double.exp(-x.value * x.value))
  }

  /// `logPhi` with its slope.
  public static func logPhi(_ x: Dual) -> Dual {
    let y = Double.logPhi(x.value)
    return x.mapped(y, NormalFunctions.logPhiDerivative(x.value))
  }

  /// `logBesselI0` with its slope.
  public static func logBesselI0(_ x: Dual) -> Dual {
    let y = Double.logBesselI0(x.value)
    return x.mapped(y, BesselFunctions.ratio(x.value))
  }

  /// The power: the exponent's slope counts only where the exponent moves.
  public static func pow(_ x: Dual, _ y: Dual) -> Dual {
    let power = Double.pow(x.value, y.value)
    var derivative = 0.0
    if x.derivative != 0, y.value != 0 {
      derivative += y.value * Double.pow(x.value, y.value - 1) * x.derivative
    }
    if y.derivative != 0, power != 0 {
      derivative += power * Double.log(x.value) * y.derivative
    }
    return Dual(power, derivative)
  }

  /// `a < b`.
  public static func less(_ a: Dual, _ b: Dual) -> Bool { a.value < b.value }

  /// `a <= b`.
  public static func lessOrEqual(_ a: Dual, _ b: Dual) -> Bool { a.value <= b.value }

  /// `a == b`.
  public static func equal(_ a: Dual, _ b: Dual) -> Bool { a.value == b.value }

  /// Both.
  public static func and(_ a: Bool, _ b: Bool) -> Bool { a && b }

  /// At least one.
  public static func or(_ a: Bool, _ b: Bool) -> Bool { a || b }

  /// The opposite.
  public static func not(_ a: Bool) -> Bool { !a }

  /// One of two numbers, with its derivative.
  public static func select(_ condition: Bool, _ whenTrue: Dual, _ whenFalse: Dual) -> Dual {
    condition ? whenTrue : whenFalse
  }
}

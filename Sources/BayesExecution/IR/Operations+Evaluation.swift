import BayesMath

extension UnaryOperation {
  /// The function on a plain number, for folding constants.
  func evaluate(_ x: Double) -> Double {
    switch self {
    case .negate: -x
    case .square: x * x
    case .reciprocal: 1 / x
    case .sqrt: Double.sqrt(x)
    case .abs: Swift.abs(x)
    case .floor: Double.floor(x)
    case .sign: x < 0 ? -1 : 1
    case .not: 1 - x
    case .logPositive: x > 0 ? Double.log(x) : -.infinity
    case .log1pPositive: x > -1 ? Double.log1p(x) : -.infinity
    case .reciprocalPositive: x > 0 ? 1 / x : 0
    case .exp: Double.exp(x)
    case .log: Double.log(x)
    case .log1p: Double.log1p(x)
    case .expm1: Double.expm1(x)
    case .log1pExp: Double.log1pExp(x)
    case .invLogit: Double.invLogit(x)
    case .tanh: Double.tanh(x)
    case .sin: Double.sin(x)
    case .cos: Double.cos(x)
    case .tan: Double.tan(x)
    case .asin: Double.asin(x)
    case .acos: Double.acos(x)
    case .atan: Double.atan(x)
    case .sinh: Double.sinh(x)
    case .cosh: Double.cosh(x)
    case .asinh: Double.asinh(x)
    case .acosh: Double.acosh(x)
    case .atanh: Double.atanh(x)
    case .logGamma: Double.logGamma(x)
    case .digamma: Double.digamma(x)
    case .trigamma: GammaFunctions.trigamma(x)
    case .erf: Double.erf(x)
    case .erfc: Double.erfc(x)
    case .logPhi: Double.logPhi(x)
    case .logPhiSlope: NormalFunctions.logPhiDerivative(x)
    case .logBesselI0: Double.logBesselI0(x)
    case .besselRatio: BesselFunctions.ratio(x)
    }
  }
}

extension BinaryOperation {
  /// The function on plain numbers, for folding constants.
  func evaluate(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: Double.pow(x, y)
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .equal: x == y ? 1 : 0
    case .and: x * y
    case .or: x + y - x * y
    case .logRising: Double.logRising(x, y)
    case .digammaRise: GammaRatios.digammaRise(x, y)
    case .logBeta: Double.logBeta(x, y)
    case .logChoose: Double.logChoose(x, y)
    }
  }
}

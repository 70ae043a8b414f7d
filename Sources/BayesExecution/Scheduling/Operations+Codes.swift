import CVectorMath

extension UnaryOperation {
  var code: cvm_code {
    switch self {
    case .negate: CVM_NEGATE
    case .square: CVM_SQUARE
    case .reciprocal: CVM_RECIPROCAL
    case .sqrt: CVM_SQRT
    case .abs: CVM_ABS
    case .floor: CVM_FLOOR
    case .sign: CVM_SIGN
    case .not: CVM_NOT
    case .logPositive: CVM_LOG_POSITIVE
    case .log1pPositive: CVM_LOG1P_POSITIVE
    case .reciprocalPositive: CVM_RECIPROCAL_POSITIVE
    case .exp: CVM_EXP
    case .log: CVM_LOG
    case .log1p: CVM_LOG1P
    case .expm1: CVM_EXPM1
    case .log1pExp: CVM_LOG1P_EXP
    case .invLogit: CVM_INV_LOGIT
    case .tanh: CVM_TANH
    case .sin: CVM_SIN
    case .cos: CVM_COS
    case .tan: CVM_TAN
    case .asin: CVM_ASIN
    case .acos: CVM_ACOS
    case .atan: CVM_ATAN
    case .sinh: CVM_SINH
    case .cosh: CVM_COSH
    case .asinh: CVM_ASINH
    case .acosh: CVM_ACOSH
    case .atanh: CVM_ATANH
    case .logGamma: CVM_LGAMMA
    case .digamma: CVM_DIGAMMA
    case .trigamma: CVM_TRIGAMMA
    case .erf: CVM_ERF
    case .erfc: CVM_ERFC
    case .logPhi: CVM_LOG_PHI
    case .logPhiSlope: CVM_LOG_PHI_SLOPE
    case .logBesselI0: CVM_LOG_BESSEL_I0
    case .besselRatio: CVM_BESSEL_RATIO
    }
  }
}

extension BinaryOperation {
  var code: cvm_code {
    switch self {
    case .add: CVM_ADD
    case .subtract: CVM_SUBTRACT
    case .multiply: CVM_MULTIPLY
    case .divide: CVM_DIVIDE
    case .power: CVM_POW
    case .less: CVM_LESS
    case .lessOrEqual: CVM_LESS_EQUAL
    case .equal: CVM_EQUAL
    case .and: CVM_AND
    case .or: CVM_OR
    case .logRising: CVM_LOG_RISING
    case .digammaRise: CVM_DIGAMMA_RISE
    case .logBeta: CVM_LOG_BETA
    case .logChoose: CVM_LOG_CHOOSE
    }
  }
}

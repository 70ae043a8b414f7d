extension ParameterDomain {
  /// Whether a single number may be a parameter of this domain, or an element of one.
  package func contains(_ value: Double) -> Bool {
    switch self {
    case .real: !value.isNaN
    case .any, .ordered, .positiveDefinite, .choleskyFactor: value.isFinite
    case .positive: value > 0 && value.isFinite
    case .nonNegative: value >= 0 && value.isFinite
    case .unitInterval, .simplex: value >= 0 && value <= 1
    case .openUnitInterval: value > 0 && value < 1
    case .positiveShare: value > 0 && value <= 1
    case .count: value >= 0 && value == value.rounded() && value.isFinite
    case .integer: value == value.rounded() && value.isFinite
    }
  }

  /// As a sentence has it.
  package var text: String {
    switch self {
    case .real: "a number"
    case .any: "finite"
    case .positive: "positive and finite"
    case .nonNegative: "finite and not negative"
    case .unitInterval: "between 0 and 1"
    case .openUnitInterval: "between 0 and 1, neither of them"
    case .positiveShare: "above 0 and at most 1"
    case .count: "0, 1, 2, …"
    case .integer: "an integer"
    case .simplex: "a simplex"
    case .ordered: "in ascending order"
    case .positiveDefinite: "a positive definite matrix"
    case .choleskyFactor: "a Cholesky factor"
    }
  }
}

/// Whether numbers have the structure that a type promises.
package enum StructureCheck {
  /// How far sums and products may be off by the rounding of whoever wrote the numbers.
  package static let tolerance = 1e-8

  /// A value that breaks its type: its first cell, and why, as a predicate.
  package struct Fault {
    package let cell: Int
    package let reason: String
  }

  /// The first value, along the last axis or the last two, that is not what its type says.
  package static func fault(_ cells: [Double], shape: [Int], _ kind: ConstraintKind) -> Fault? {
    guard let last = shape.last, last > 0 else { return nil }
    let length = kind.isMatrix ? last * last : last
    guard cells.count.isMultiple(of: length) else { return nil }
    for start in stride(from: 0, to: cells.count, by: length) {
      let value = Array(cells[start..<start + length])
      if let reason = kind.isMatrix ? matrixFault(value, last, kind) : vectorFault(value, kind) {
        return Fault(cell: start, reason: reason)
      }
    }
    return nil
  }

  private static func vectorFault(_ x: [Double], _ kind: ConstraintKind) -> String? {
    let sum = x.reduce(0, +)
    switch kind {
    case .simplex:
      if x.contains(where: { $0 < 0 }) { return "has a negative element" }
      return abs(sum - 1) <= tolerance ? nil : "sums to \(sum), not 1"
    case .ordered, .positiveOrdered:
      guard zip(x, x.dropFirst()).allSatisfy({ $0 < $1 }) else { return "does not increase" }
      return kind == .positiveOrdered && x[0] <= 0 ? "does not begin above 0" : nil
    case .unitVector:
      let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return abs(length - 1) <= tolerance ? nil : "has the length \(length), not 1"
    case .sumToZero: return abs(sum) <= tolerance ? nil : "sums to \(sum), not 0"
    case .correlation, .covariance, .choleskyCorrelation, .choleskyCovariance: return nil
    }
  }

  private static func matrixFault(_ a: [Double], _ n: Int, _ kind: ConstraintKind) -> String? {
    let isFactor = kind == .choleskyCorrelation || kind == .choleskyCovariance
    for i in 0..<n {
      for j in 0..<i {
        let (lower, upper) = (a[i * n + j], a[j * n + i])
        if isFactor, upper != 0 { return "has \(upper) above its diagonal" }
        if !isFactor, abs(lower - upper) > tolerance * max(1, abs(lower)) {
          return "is not symmetric: \(lower) and \(upper) at [\(i + 1), \(j + 1)]"
        }
      }
      let squares = (0...i).reduce(0) { $0 + a[i * n + $1] * a[i * n + $1] }
      switch kind {
      case .choleskyCorrelation where abs(squares - 1) > tolerance:
        return "has row \(i + 1) of length \(squares.squareRoot()), not 1"
      case .correlation where abs(a[i * n + i] - 1) > tolerance:
        return "has \(a[i * n + i]) on its diagonal, not 1"
      case _ where isFactor && a[i * n + i] <= 0: return "has \(a[i * n + i]) on its diagonal"
      default: break
      }
    }
    return isFactor || isPositiveDefinite(a, n) ? nil : "is not positive definite"
  }

  /// Whether a Cholesky factor exists.
  private static func isPositiveDefinite(_ a: [Double], _ n: Int) -> Bool {
    var factor = a
    for j in 0..<n {
      for i in j..<n {
        let products = (0..<j).reduce(0) { $0 + factor[i * n + $1] * factor[j * n + $1] }
        let rest = a[i * n + j] - products
        if i == j {
          guard rest > 0 else { return false }
          factor[j * n + j] = rest.squareRoot()
        } else {
          factor[i * n + j] = rest / factor[j * n + j]
        }
      }
    }
    return true
  }
}

extension ConstraintKind {
  /// Whether a value is a square matrix, over the last two axes.
  package var isMatrix: Bool {
    switch self {
    case .correlation, .covariance, .choleskyCorrelation, .choleskyCovariance: true
    case .simplex, .ordered, .positiveOrdered, .unitVector, .sumToZero: false
    }
  }

  /// The type, as a model spells it.
  package var typeName: String {
    switch self {
    case .simplex: "Simplex"
    case .ordered: "Ordered"
    case .positiveOrdered: "Ordered in 0..."
    case .unitVector: "UnitVector"
    case .sumToZero: "SumToZero"
    case .correlation: "Corr"
    case .covariance: "Cov"
    case .choleskyCorrelation: "CholeskyCorr"
    case .choleskyCovariance: "CholeskyCov"
    }
  }
}

import BayesDistributions
import BayesMath

/// Values inside and outside a distribution's support, from its declaration.
extension ReferenceFamily {
  private func parameters(of arguments: Arguments<Double>) -> [DistributionParameter] {
    declaration.forms[arguments.form].parameters
  }

  /// A matrix, row by row, that has a number on its diagonal.
  private func diagonal(_ number: Double, count: Int) -> [Double] {
    (0..<count * count).map { $0 / count == $0 % count ? number : 0 }
  }

  /// The elements of a vector value: those of a vector argument, else the rows of a matrix.
  private func vectorCount(_ arguments: Arguments<Double>) -> Int {
    let shapes = parameters(of: arguments).map(\.shape)
    if let place = shapes.firstIndex(of: .vector) { return arguments.values[place].count }
    guard let place = shapes.firstIndex(of: .matrix) else { return arguments.values[0].count }
    return Int(Double(arguments.values[place].count).squareRoot())
  }

  /// Values where the density must vanish; none where the support is everything.
  func valuesOutside(_ arguments: Arguments<Double>) -> [[Double]] {
    let size = arguments.values.last?.count ?? 1
    switch declaration.support {
    case .positive: return [[-1], [-1e-300], [0], [-1e100]]
    case .nonNegative: return [[-1], [-1e-300], [-1e100]]
    case .unitInterval: return [[-1e-9], [1 + 1e-9], [-1e100], [1e100]]
    case .interval(let lower, let upper):
      return [lower.map { [arguments[$0] - 0.5] }, upper.map { [arguments[$0] + 0.5] }]
        .compactMap(\.self)
    case .range(let place):
      guard place != nil, arguments.form == 1 else { return [] }
      return [[arguments.values[0][0] - 0.5], [arguments.values[1][0] + 0.5]]
    case .binary: return [[-1], [2], [0.5]]
    case .counts(let upper):
      if declaration.value == .integerVector { return [[Double](repeating: -1, count: size)] }
      return [[-1], [0.5]] + (upper.map { [[arguments[$0] + 1]] } ?? [])
    case .positiveCounts(let upper):
      return [[-1], [0], [0.5]] + (upper.map { [[arguments[$0] + 1]] } ?? [])
    case .categories:
      let hasCutpoints = parameters(of: arguments).contains { $0.domain == .ordered }
      let last = hasCutpoints ? size + 1 : size
      return [[0], [Double(last) + 1], [1.5], [-3]]
    case .integers(let lower, let upper):
      return [[arguments[lower] - 1], [arguments[upper] + 1], [arguments[lower] + 0.5]]
    case .simplex:
      let even = [Double](repeating: 1 / Double(size), count: size)
      return [[-0.5, 1.5] + even.dropFirst(2).map { $0 * 0 }, even.map { $0 * 1.5 }]
    case .choleskyCorrelation: return [[1, 0, 0.6, -0.8]]
    case .correlation: return [[1, 2, 2, 1], [-1, 0, 0, 1]]
    case .covariance: return [diagonal(-1, count: vectorCount(arguments))]
    case .choleskyCovariance: return [diagonal(-0.8, count: vectorCount(arguments))]
    case .sumToZero: return [[1, 1], [1, -2, 0]]
    case .real, .angle, .declared: return []
    }
  }

  /// Values of all magnitudes inside the support.
  func extremeValues(_ arguments: Arguments<Double>) -> [[Double]] {
    let magnitudes = [1e-300, 1e-100, 1e-10, 1, 1e10, 1e100]
    let size = arguments.values.last?.count ?? 1
    switch declaration.support {
    case .real where declaration.value == .vector:
      let count = vectorCount(arguments)
      return magnitudes.map { [Double](repeating: $0, count: count) }
    case .real, .angle, .declared, .range:
      return ([0] + magnitudes.flatMap { [-$0, $0] }).map { [$0] }
    case .positive, .nonNegative: return magnitudes.map { [$0] }
    case .unitInterval: return [1e-300, 1e-10, 0.5, 1 - 0x1p-53].map { [$0] }
    case .interval(let lower, let upper):
      let low = lower.map { arguments[$0] } ?? 0
      guard let upper else { return [low, low * 2, 1e100].map { [$0] } }
      return [low, arguments[upper]].map { [$0] }
    case .binary: return [[0], [1]]
    case .counts(let upper):
      if declaration.value == .integerVector {
        return [[arguments[0]] + [Double](repeating: 0, count: size - 1)]
      }
      return (upper.map { [0, arguments[$0]] } ?? [0, 1, 1000, 1e6]).map { [$0] }
    case .positiveCounts(let upper):
      return (upper.map { [1, arguments[$0]] } ?? [1, 1000, 1e6]).map { [$0] }
    case .categories: return (1...size).map { [Double($0)] }
    case .integers(let lower, let upper): return [[arguments[lower]], [arguments[upper]]]
    case .simplex:
      return [[1e-300, 1] + [Double](repeating: 0, count: max(size - 2, 0))]
    case .choleskyCorrelation: return [[1, 0, 1 - 0x1p-53, 1e-8]]
    case .correlation: return [[1, 1 - 1e-15, 1 - 1e-15, 1], [1, 0, 0, 1]]
    case .covariance, .choleskyCovariance:
      let count = vectorCount(arguments)
      return [1e-100, 1, 1e100].map { diagonal($0, count: count) }
    case .sumToZero: return magnitudes.map { [$0, -$0] }
    }
  }
}

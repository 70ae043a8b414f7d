/// Draws and gradients of several chains, each without its chain's mean, in coordinates divided by a
/// scale: scatter within chains alone, so that a chain which stands apart does not widen the metric.
struct CentredDraws {
  let dimension: Int
  /// Draw by draw, the chains one after the other.
  private(set) var positions: [Double] = []
  private(set) var gradients: [Double] = []
  private(set) var count = 0

  private init(dimension: Int) { self.dimension = dimension }

  /// Coordinates as they are.
  init(_ windows: [DrawWindow], dimension: Int) {
    self.dimension = dimension
    for window in windows {
      Self.append(window.positions, window.count, dimension, to: &positions)
      Self.append(window.gradients, window.count, dimension, to: &gradients)
      count += window.count
    }
  }

  private static func append(
    _ values: [Double], _ count: Int, _ dimension: Int, to all: inout [Double]
  ) {
    var means = [Double](repeating: 0, count: dimension)
    for row in 0..<count {
      for i in 0..<dimension { means[i] += values[row * dimension + i] }
    }
    for i in 0..<dimension { means[i] /= Double(max(count, 1)) }
    for row in 0..<count {
      for i in 0..<dimension { all.append(values[row * dimension + i] - means[i]) }
    }
  }

  /// √(Var x / Var ∇) of each coordinate, `fallback` where they do not vary.
  func diagonal(fallback: [Double]) -> [Double] {
    var squares = (x: [Double](repeating: 0, count: dimension), g: fallback)
    for i in 0..<dimension { squares.g[i] = 0 }
    for row in 0..<count {
      for i in 0..<dimension {
        let (x, g) = (positions[row * dimension + i], gradients[row * dimension + i])
        squares.x[i] += x * x
        squares.g[i] += g * g
      }
    }
    return (0..<dimension).map { i in
      let ratio = (squares.x[i] / squares.g[i]).squareRoot()
      return ratio.isFinite && ratio > 0 ? min(max(ratio, 1e-20), 1e20) : fallback[i]
    }
  }

  /// Divides positions by √diagonal and multiplies gradients by it.
  mutating func scale(by diagonal: [Double]) {
    let scales = diagonal.map { $0.squareRoot() }
    for row in 0..<count {
      for i in 0..<dimension {
        positions[row * dimension + i] /= scales[i]
        gradients[row * dimension + i] *= scales[i]
      }
    }
  }

  /// At most so many draws, evenly spread.
  func thinned(to limit: Int) -> CentredDraws {
    guard count > limit else { return self }
    return rows((0..<limit).map { $0 * count / limit })
  }

  /// The draws of these numbers.
  func rows(_ numbers: some Sequence<Int>) -> CentredDraws {
    var result = CentredDraws(dimension: dimension)
    for number in numbers {
      let row = number * dimension
      result.positions += positions[row..<row + dimension]
      result.gradients += gradients[row..<row + dimension]
      result.count += 1
    }
    return result
  }

  /// Positions and gradients by the same function, in a space of another dimension.
  func mapped(dimension: Int, _ function: ([Double]) -> [Double]) -> CentredDraws {
    var result = CentredDraws(dimension: dimension)
    (result.positions, result.gradients) = (function(positions), function(gradients))
    result.count = count
    return result
  }
}

package import BayesMath

/// Where a chain starts, or where it last tried to.
package enum StartingPoint: Sendable {
  case found([Double])
  /// No point of finite density and gradient; the last one tried.
  case notFound(lastTried: [Double])
}

/// Looks for a point with a finite log density and gradient.
package enum Initialisation {
  static let tries = 100

  /// Tries coordinates drawn uniformly from (−radius, radius), as many times as Stan does.
  package static func search(
    _ density: some LogDensity, radius: Double, seed: UInt64, chain: Int
  ) throws(EvaluationFailure) -> StartingPoint {
    let n = density.dimension
    var position = [Double](repeating: 0, count: n)
    var gradient = position
    for attempt in 0..<tries {
      var stream = RandomStream(
        seed: seed, purpose: .initialisation, iteration: UInt32(attempt), chain: UInt32(chain))
      for i in 0..<n { position[i] = radius * (2 * stream.uniform() - 1) }
      let value = try density.logDensityAndGradient(at: &position, gradient: &gradient)
      if value.isFinite, gradient.allSatisfy(\.isFinite) { return .found(position) }
    }
    return .notFound(lastTried: position)
  }
}

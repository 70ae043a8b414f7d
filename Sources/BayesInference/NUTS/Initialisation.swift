package import BayesMath

/// Where a chain starts, or where it last tried to.
package enum StartingPoint: Sendable {
  case found([Double])
  /// No point of finite density and gradient; the last one tried.
  case notFound(lastTried: [Double])
}

/// Looks for a point with a finite log density and gradient, where steps can be told from rounding.
package enum Initialisation {
  static let tries = 100

  /// How large a log density may be at a start.
  ///
  /// A sampler accepts by differences of the log density: where they are lost in its rounding, a chain
  /// cannot move. A tenth leaves the acceptance of a step its meaning.
  private static let largest = 0.1 / Double.ulpOfOne

  /// Tries coordinates drawn uniformly from (−radius, radius), as many times as Stan does.
  ///
  /// The point of largest log density serves where all that are finite are far out.
  package static func search(
    _ density: some LogDensity, radius: Double, seed: UInt64, chain: Int
  ) throws(EvaluationFailure) -> StartingPoint {
    let n = density.dimension
    var position = [Double](repeating: 0, count: n)
    var gradient = position
    var best: (value: Double, position: [Double])?
    for attempt in 0..<tries {
      var stream = RandomStream(
        seed: seed, purpose: .initialisation, iteration: UInt32(attempt), chain: UInt32(chain))
      for i in 0..<n { position[i] = radius * (2 * stream.uniform() - 1) }
      let value = try density.logDensityAndGradient(at: &position, gradient: &gradient)
      guard value.isFinite, gradient.allSatisfy(\.isFinite) else { continue }
      if value.magnitude < largest { return .found(position) }
      if value > best?.value ?? -.infinity { best = (value, position) }
    }
    return best.map { .found($0.position) } ?? .notFound(lastTried: position)
  }
}

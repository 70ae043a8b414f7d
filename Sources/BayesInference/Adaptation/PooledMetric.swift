/// Which metric warm-up learns.
package enum MetricKind: String, Sendable, CaseIterable {
  /// A diagonal, and a few directions where draws that were held out say that they help.
  case auto
  case diagonal
  /// A diagonal and a few directions, held-out draws or not.
  case lowRank
  /// All directions, up to `PooledMetric.largestDense` of them; in more dimensions a few.
  case dense
}

/// Learns one metric from the draws and gradients of all chains.
struct PooledMetric {
  let kind: MetricKind
  let dimension: Int

  /// The largest dimension of a dense metric: what it takes to learn one grows with its cube.
  static let largestDense = 128
  private var isDense: Bool { kind == .dense && dimension <= Self.largestDense }

  /// Chains whose log density lies this far below the best's are still on their way.
  private var shortfall: Double { 10 + 5 * Double(dimension).squareRoot() }

  /// The dimension of the space in which directions are sought.
  private static let subspace = 32
  /// Draws that teach a full metric are fewer than this share of its rank.
  private static let drawsPerDirection = 4
  /// By which share directions must lower the divergence of draws that were held out.
  private static let gain = 0.1
  private static let regularisations = [1e-4, 0.1]

  /// The metric that chains learn together which have arrived where the best of them is.
  func estimate(_ pool: [DrawWindow], before: Metric) -> Metric {
    var draws = CentredDraws(pool, dimension: dimension)
    guard draws.count >= 3 else { return before }
    var metric = Metric(diagonal: draws.diagonal(fallback: before.diagonal))
    guard kind != .diagonal, dimension > 1, draws.count >= 20 else { return metric }
    draws.scale(by: metric.diagonal)
    let subspace = isDense ? nil : DrawSubspace(draws, directions: Self.subspace / 2)
    if let subspace { draws = subspace.projected(draws) }
    guard let estimate = chosen(draws, half: half(of: pool)) else { return metric }
    let kept = estimate(draws)
    metric.directions = subspace.map { kept.directions.map($0.lifted) } ?? kept.directions
    metric.stretches = kept.stretches
    return metric
  }

  /// How directions are to be estimated; nil where they do not help draws that were held out.
  private func chosen(_ draws: CentredDraws, half: Int) -> LowRankEstimate? {
    let rank = isDense ? dimension : min(50, draws.count / Self.drawsPerDirection)
    let candidates = Self.regularisations.map { regularisation in
      LowRankEstimate(
        regularisation: regularisation, cutoff: isDense ? 1 : 2, largestRank: rank)
    }
    let training = draws.rows(0..<half)
    let heldOut = FisherDivergence(draws.rows(half..<draws.count))
    let judged = candidates.map { ($0, heldOut.share(along: $0(training))) }
    guard let best = judged.min(by: { $0.1 < $1.1 }) else { return nil }
    return kind != .auto || best.1 < 1 - Self.gain ? best.0 : nil
  }

  /// How many of the pool's draws are those of half of its chains, or half of a single one's.
  private func half(of pool: [DrawWindow]) -> Int {
    pool.count > 1
      ? pool.prefix(pool.count / 2).reduce(0) { $0 + $1.count } : (pool.first?.count ?? 0) / 2
  }

  /// Which chains have arrived, by the medians of their log densities.
  func arrived(_ windows: [DrawWindow]) -> [Bool] {
    let medians = windows.map(\.medianLogDensity)
    let best = medians.max() ?? -.infinity
    return zip(windows, medians).map { $0.count > 0 && $1 >= best - shortfall }
  }
}

/// The Fisher divergence from a standard normal law of draws and gradients: the mean of |x + ∇|².
private struct FisherDivergence {
  private let draws: CentredDraws
  private let whole: Double

  init(_ draws: CentredDraws) {
    self.draws = draws
    whole = zip(draws.positions, draws.gradients).reduce(0) { $0 + ($1.0 + $1.1) * ($1.0 + $1.1) }
  }

  /// The divergence once coordinates are divided by √Λ along directions, as a share of that before.
  func share(along metric: (directions: [[Double]], stretches: [Double])) -> Double {
    let d = draws.dimension
    var sum = whole
    for (direction, stretch) in zip(metric.directions, metric.stretches) {
      let root = stretch.squareRoot()
      for row in 0..<draws.count {
        var (x, g) = (0.0, 0.0)
        for i in 0..<d {
          x += direction[i] * draws.positions[row * d + i]
          g += direction[i] * draws.gradients[row * d + i]
        }
        sum += (x / root + g * root) * (x / root + g * root) - (x + g) * (x + g)
      }
    }
    return sum / whole
  }
}

extension DrawWindow {
  fileprivate var medianLogDensity: Double {
    count == 0 ? -.infinity : logDensities.sorted()[count / 2]
  }
}

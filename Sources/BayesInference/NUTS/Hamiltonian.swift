import BayesMath

/// A log density with a diagonal metric: energies, leapfrog steps and the U-turn criterion.
///
/// The metric is the inverse mass matrix; momentum p has mass 1/metric, velocity is metric · p.
struct Hamiltonian<Density: LogDensity> {
  let density: Density
  let dimension: Int
  let metric: UnsafeMutablePointer<Double>
  /// 1/√metric, the scale of a fresh momentum.
  let momentumScale: UnsafeMutablePointer<Double>

  init(_ density: Density) {
    self.density = density
    dimension = density.dimension
    metric = .allocate(capacity: max(dimension, 1))
    momentumScale = .allocate(capacity: max(dimension, 1))
    metric.initialize(repeating: 1, count: max(dimension, 1))
    momentumScale.initialize(repeating: 1, count: max(dimension, 1))
  }

  func deallocate() {
    metric.deallocate()
    momentumScale.deallocate()
  }

  func setMetric(_ diagonal: [Double]) {
    for (i, value) in diagonal.enumerated() {
      metric[i] = value
      momentumScale[i] = 1 / value.squareRoot()
    }
  }

  /// Evaluates density and gradient at a state's position; −∞ for what is no number.
  func evaluate(_ state: inout PhaseState) throws(EvaluationFailure) {
    let value = try density.logDensityAndGradient(at: state.position, gradient: state.gradient)
    state.logDensity = value.isNaN ? -.infinity : value
  }

  func drawMomentum(_ state: inout PhaseState, using stream: inout RandomStream) {
    for i in 0..<dimension { state.momentum[i] = momentumScale[i] * stream.normal() }
    state.kinetic = kinetic(state.momentum)
  }

  /// Half the squared length of a momentum, by eight accumulators and a fixed tree.
  func kinetic(_ momentum: UnsafeMutablePointer<Double>) -> Double {
    var sums = SIMD8<Double>.zero
    var i = 0
    while i + 8 <= dimension {
      for lane in 0..<8 {
        let p = momentum[i &+ lane]
        sums[lane] += p * p * metric[i &+ lane]
      }
      i &+= 8
    }
    var lane = 0
    while i < dimension {
      sums[lane] += momentum[i] * momentum[i] * metric[i]
      lane &+= 1
      i &+= 1
    }
    return 0.5 * Self.tree(sums)
  }

  private static func tree(_ s: SIMD8<Double>) -> Double {
    ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
  }

  /// One leapfrog step from `source` to `target`, which may not be the same state.
  func leapfrog(
    from source: PhaseState, to target: inout PhaseState, step: Double
  ) throws(EvaluationFailure) {
    let half = 0.5 * step
    for i in 0..<dimension {
      let p = source.momentum[i] + half * source.gradient[i]
      target.momentum[i] = p
      target.position[i] = source.position[i] + step * metric[i] * p
    }
    try evaluate(&target)
    for i in 0..<dimension { target.momentum[i] += half * target.gradient[i] }
    target.kinetic = kinetic(target.momentum)
  }

  /// Whether going on from either end brings the ends closer: (x₂ - x₁) · p ≤ 0 at one of them.
  func isTurning(_ first: PhaseState, _ last: PhaseState) -> Bool {
    var start = 0.0
    var end = 0.0
    for i in 0..<dimension {
      let difference = last.position[i] - first.position[i]
      start += difference * first.momentum[i]
      end += difference * last.momentum[i]
    }
    return !(start > 0 && end > 0)
  }
}

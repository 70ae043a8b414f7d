import BayesMath

/// A log density with a diagonal metric: energies, leapfrog steps and the U-turn criterion.
///
/// The metric is the inverse mass matrix; momentum p has mass 1/metric, velocity is metric · p.
///
/// The density is held without its type, for generic code is not specialised over modules and would
/// look its own layout up at every step; and in memory of its own, so that no step counts a reference.
struct Hamiltonian {
  private let density: UnsafeMutablePointer<any LogDensity>
  let dimension: Int
  let metric: UnsafeMutablePointer<Double>
  /// 1/√metric, the scale of a fresh momentum.
  let momentumScale: UnsafeMutablePointer<Double>
  /// The dimension in whole groups of eight.
  private let padded: Int

  init(_ density: any LogDensity) {
    self.density = .allocate(capacity: 1)
    self.density.initialize(to: density)
    dimension = density.dimension
    padded = PaddedVector.stride(dimension)
    metric = PaddedVector.allocate(count: 1, dimension: dimension, repeating: 1)
    momentumScale = PaddedVector.allocate(count: 1, dimension: dimension, repeating: 1)
  }

  func deallocate() {
    density.deinitialize(count: 1).deallocate()
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
  func evaluate(_ state: UnsafeMutablePointer<PhaseState>) throws(EvaluationFailure) {
    let value = try density.pointee.logDensityAndGradient(
      at: state.pointee.position, gradient: state.pointee.gradient)
    state.pointee.logDensity = value.isNaN ? -.infinity : value
  }

  func drawMomentum(
    _ state: UnsafeMutablePointer<PhaseState>, using stream: inout RandomStream
  ) {
    let momentum = state.pointee.momentum
    stream.fillNormal(momentum, count: dimension)
    var sums = SIMD8<Double>.zero
    for i in stride(from: 0, to: padded, by: 8) {
      let p = momentum[eightFrom: i] * momentumScale[eightFrom: i]
      momentum[eightFrom: i] = p
      sums += p * p * metric[eightFrom: i]
    }
    state.pointee.kinetic = 0.5 * PaddedVector.sum(sums)
  }

  /// One leapfrog step from `source` to `target`, which may not be the same state.
  func leapfrog(
    from source: UnsafeMutablePointer<PhaseState>, to target: UnsafeMutablePointer<PhaseState>,
    step: Double
  ) throws(EvaluationFailure) {
    let half = 0.5 * step
    let old = source.pointee
    let new = target.pointee
    for i in stride(from: 0, to: padded, by: 8) {
      let p = old.momentum[eightFrom: i] + half * old.gradient[eightFrom: i]
      new.momentum[eightFrom: i] = p
      new.position[eightFrom: i] =
        old.position[eightFrom: i] + step * metric[eightFrom: i] * p
    }
    try evaluate(target)
    var sums = SIMD8<Double>.zero
    for i in stride(from: 0, to: padded, by: 8) {
      let p = new.momentum[eightFrom: i] + half * new.gradient[eightFrom: i]
      new.momentum[eightFrom: i] = p
      sums += p * p * metric[eightFrom: i]
    }
    target.pointee.kinetic = 0.5 * PaddedVector.sum(sums)
  }

  /// Whether going on from either end brings the ends closer: (x₂ - x₁) · p ≤ 0 at one of them.
  func isTurning(
    _ first: UnsafeMutablePointer<PhaseState>, _ last: UnsafeMutablePointer<PhaseState>
  ) -> Bool {
    let (a, b) = (first.pointee, last.pointee)
    var start = SIMD8<Double>.zero
    var end = SIMD8<Double>.zero
    for i in stride(from: 0, to: padded, by: 8) {
      let difference = b.position[eightFrom: i] - a.position[eightFrom: i]
      start += difference * a.momentum[eightFrom: i]
      end += difference * b.momentum[eightFrom: i]
    }
    return !(PaddedVector.sum(start) > 0 && PaddedVector.sum(end) > 0)
  }
}

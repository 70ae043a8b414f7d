package import BayesMath
package import CVectorMath

/// A log density with a metric: energies, leapfrog steps and the U-turn criterion.
///
/// The metric is the inverse mass matrix M⁻¹; momentum p has mass M, velocity is M⁻¹ p.
///
/// The density is held without its type, for generic code is not specialised over modules and would
/// look its own layout up at every step; and in memory of its own, so that no step counts a reference.
package struct Hamiltonian {
  private let density: UnsafeMutablePointer<any LogDensity>
  package let dimension: Int
  /// The diagonal of the metric, without what its directions add.
  let metric: UnsafeMutablePointer<Double>
  /// 1/√diagonal, the scale of a fresh momentum.
  let momentumScale: UnsafeMutablePointer<Double>
  /// The directions of the metric times √diagonal, one after the other.
  private var directions: UnsafeMutablePointer<Double>
  /// By how much more than the diagonal each direction counts: Λ − 1.
  private var surplus: UnsafeMutablePointer<Double>
  private var rank = 0
  /// The dimension in whole groups of eight.
  private let padded: Int
  private let kickDrift: cvm_kick_drift_function
  private let kick: cvm_kick_function
  private let span: cvm_span_function
  private let stretch: cvm_stretch_function

  package init(
    _ density: any LogDensity, kernels: UnsafePointer<cvm_table> = cvm_best()
  ) {
    self.density = .allocate(capacity: 1)
    self.density.initialize(to: density)
    dimension = density.dimension
    padded = PaddedVector.stride(dimension)
    metric = PaddedVector.allocate(count: 1, dimension: dimension, repeating: 1)
    momentumScale = PaddedVector.allocate(count: 1, dimension: dimension, repeating: 1)
    directions = PaddedVector.allocate(count: 0, dimension: dimension, repeating: 0)
    surplus = .allocate(capacity: 0)
    kickDrift = kernels.pointee.kick_drift
    kick = kernels.pointee.kick
    span = kernels.pointee.span
    stretch = kernels.pointee.stretch
  }

  package func deallocate() {
    density.deinitialize(count: 1).deallocate()
    metric.deallocate()
    momentumScale.deallocate()
    directions.deallocate()
    surplus.deallocate()
  }

  /// The diagonal of the metric, without what its directions add.
  var diagonal: [Double] { (0..<dimension).map { metric[$0] } }

  package mutating func setMetric(_ new: Metric) {
    for (i, value) in new.diagonal.enumerated() {
      metric[i] = value
      momentumScale[i] = 1 / value.squareRoot()
    }
    directions.deallocate()
    surplus.deallocate()
    rank = new.stretches.count
    directions = PaddedVector.allocate(count: rank, dimension: dimension, repeating: 0)
    surplus = .allocate(capacity: rank)
    for (j, direction) in new.directions.enumerated() {
      surplus[j] = new.stretches[j] - 1
      for (i, value) in direction.enumerated() {
        directions[j * padded + i] = value / momentumScale[i]
      }
    }
  }

  /// Evaluates density and gradient at a state's position; −∞ for what is no number.
  package func evaluate(_ state: UnsafeMutablePointer<PhaseState>) throws(EvaluationFailure) {
    let value = try density.pointee.logDensityAndGradient(
      at: state.pointee.position, gradient: state.pointee.gradient)
    state.pointee.logDensity = value.isNaN ? -.infinity : value
  }

  package func drawMomentum(
    _ state: UnsafeMutablePointer<PhaseState>, using stream: inout RandomStream
  ) {
    let momentum = state.pointee.momentum
    stream.fillNormal(momentum, count: dimension)
    for j in 0..<rank { narrow(momentum, along: j) }
    for i in 0..<dimension { momentum[i] *= momentumScale[i] }
    kick(state, by: 0)
  }

  /// z − (1 − 1/√Λ) u (u · z), for a direction u.
  private func narrow(_ z: UnsafeMutablePointer<Double>, along j: Int) {
    let direction = directions + j * padded
    var share = 0.0
    for i in 0..<dimension { share += direction[i] * momentumScale[i] * z[i] }
    share *= 1 / (surplus[j] + 1).squareRoot() - 1
    for i in 0..<dimension { z[i] += share * direction[i] * momentumScale[i] }
  }

  /// The last part of a step: p + half ∇, and the kinetic energy there.
  private func kick(_ state: UnsafeMutablePointer<PhaseState>, by half: Double) {
    let momentum = state.pointee.momentum
    var square = kick(padded, half, metric, state.pointee.gradient, momentum)
    if rank > 0 { square += stretch(padded, rank, 0, directions, surplus, momentum, nil) }
    state.pointee.kinetic = 0.5 * square
  }

  /// One leapfrog step from `source` to `target`, which may not be the same state.
  package func leapfrog(
    from source: UnsafeMutablePointer<PhaseState>, to target: UnsafeMutablePointer<PhaseState>,
    step: Double
  ) throws(EvaluationFailure) {
    let half = 0.5 * step
    let old = source.pointee
    let new = target.pointee
    kickDrift(
      padded, half, step, metric, old.position, old.momentum, old.gradient, new.position,
      new.momentum)
    if rank > 0 {
      _ = stretch(padded, rank, step, directions, surplus, new.momentum, new.position)
    }
    try evaluate(target)
    kick(target, by: half)
  }

  /// Whether going on from either end brings the ends closer: (x₂ - x₁) · p ≤ 0 at one of them.
  package func isTurning(
    _ first: UnsafeMutablePointer<PhaseState>, _ last: UnsafeMutablePointer<PhaseState>
  ) -> Bool {
    let (a, b) = (first.pointee, last.pointee)
    var products = (0.0, 0.0)
    withUnsafeMutablePointer(to: &products) { pair in
      pair.withMemoryRebound(to: Double.self, capacity: 2) { numbers in
        span(padded, a.position, a.momentum, b.position, b.momentum, numbers)
      }
    }
    return !(products.0 > 0 && products.1 > 0)
  }
}

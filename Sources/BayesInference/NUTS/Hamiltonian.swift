package import BayesMath
package import CVectorMath

/// A log density with a diagonal metric: energies, leapfrog steps and the U-turn criterion.
///
/// The metric is the inverse mass matrix; momentum p has mass 1/metric, velocity is metric · p.
///
/// The density is held without its type, for generic code is not specialised over modules and would
/// look its own layout up at every step; and in memory of its own, so that no step counts a reference.
package struct Hamiltonian {
  private let density: UnsafeMutablePointer<any LogDensity>
  package let dimension: Int
  package let metric: UnsafeMutablePointer<Double>
  /// 1/√metric, the scale of a fresh momentum.
  let momentumScale: UnsafeMutablePointer<Double>
  /// The dimension in whole groups of eight.
  private let padded: Int
  private let kickDrift: cvm_kick_drift_function
  private let kick: cvm_kick_function
  private let span: cvm_span_function

  package init(
    _ density: any LogDensity, kernels: UnsafePointer<cvm_table> = cvm_best()
  ) {
    self.density = .allocate(capacity: 1)
    self.density.initialize(to: density)
    dimension = density.dimension
    padded = PaddedVector.stride(dimension)
    metric = PaddedVector.allocate(count: 1, dimension: dimension, repeating: 1)
    momentumScale = PaddedVector.allocate(count: 1, dimension: dimension, repeating: 1)
    kickDrift = kernels.pointee.kick_drift
    kick = kernels.pointee.kick
    span = kernels.pointee.span
  }

  package func deallocate() {
    density.deinitialize(count: 1).deallocate()
    metric.deallocate()
    momentumScale.deallocate()
  }

  package func setMetric(_ diagonal: [Double]) {
    for (i, value) in diagonal.enumerated() {
      metric[i] = value
      momentumScale[i] = 1 / value.squareRoot()
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
    for i in 0..<dimension { momentum[i] *= momentumScale[i] }
    state.pointee.kinetic = 0.5 * kick(padded, 0, metric, state.pointee.gradient, momentum)
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
    try evaluate(target)
    target.pointee.kinetic = 0.5 * kick(padded, half, metric, new.gradient, new.momentum)
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

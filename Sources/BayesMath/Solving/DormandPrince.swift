/// The explicit Runge-Kutta pair of order 5 with an error estimate of order 4.
///
/// J. R. Dormand and P. J. Prince, A family of embedded Runge-Kutta formulae, J. Comput. Appl. Math. 6
/// (1980); the continuous extension of order 4, the first step and the step control after E. Hairer,
/// S. P. Nørsett and G. Wanner, Solving Ordinary Differential Equations I (1993), II.4 and II.6. The
/// error is measured by its largest component, as a share of what the tolerances allow.
package enum DormandPrince {
  /// The times of the seven stages, as shares of a step.
  package static let nodes: [Double] = [0, 0.2, 0.3, 0.8, 8.0 / 9, 1, 1]
  /// Row s has what stage s + 2 takes of the slopes before it; the last is the step itself.
  package static let stages: [[Double]] = [
    [1.0 / 5],
    [3.0 / 40, 9.0 / 40],
    [44.0 / 45, -56.0 / 15, 32.0 / 9],
    [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
    [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
    [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
  ]
  /// What the error estimate takes of the seven slopes.
  package static let error: [Double] = [
    71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40,
  ]
  /// The coefficients of the highest term of the continuous extension.
  package static let dense: [Double] = [
    -12_715_105_075.0 / 11_282_082_432, 0, 87_487_479_700.0 / 32_700_410_799,
    -10_690_763_975.0 / 1_880_347_072, 701_980_252_875.0 / 199_316_789_632,
    -1_453_857_185.0 / 822_651_844, 69_997_945.0 / 29_380_423,
  ]

  /// All of these, in this order, for the kernels.
  package static var constants: [Double] { nodes + stages.joined() + error + dense }

  /// The states at `times`, in order.
  package static func solve<F: SolvedFunction>(
    _ f: inout F, initial: [F.Number], start: F.Number, times: [F.Number],
    controls: SolverControls
  ) throws(SolverFailure) -> [[F.Number]] {
    var run = Run(start, initial, controls)
    let end = times.last.map(f.value) ?? f.value(start)
    run.slopes[0] = f([start] + initial)
    guard (initial + run.slopes[0]).allSatisfy({ f.value($0).isFinite }) else { throw .notFinite }
    run.step = run.firstStep(&f, end: end)
    var states: [[F.Number]] = []
    var steps = 0
    while states.count < times.count {
      guard steps < controls.maxSteps else { throw .tooManySteps }
      let before = f.value(run.time)
      let isLast = before + 1.01 * run.step >= end
      if isLast { run.step = end - before }
      guard run.step > 16 * Double.ulpOfOne * before.magnitude, run.step > 0 else {
        throw .stepTooSmall
      }
      steps += 1
      guard let next = run.advance(&f) else { continue }
      while states.count < times.count {
        let target = f.value(times[states.count])
        guard isLast || target <= before + run.step else { break }
        states.append(run.state(at: times[states.count]))
        steps = 0
      }
      run.accept(next)
    }
    return states
  }

  /// What the continuous extension takes of the seven slopes at a share of the step.
  private static func weights<S: Scalar>(at share: S) -> [S] {
    let rest = S.constant(1) - share
    return (0..<7).map { j in
      let b = j < 6 ? stages[5][j] : 0
      let first = (j == 0 ? 1 : 0) - b
      let last = b - (j == 6 ? 1 : 0) - first
      let inner = S.constant(last) + rest * .constant(dense[j])
      return share * (S.constant(b) + rest * (S.constant(first) + share * inner))
    }
  }

  /// A solution on its way.
  private struct Run<S: Scalar> {
    var time: S
    var state: [S]
    var slopes: [[S]]
    var step = 0.0
    private var nextStep = 0.0
    private var lastError = 1e-4
    private let controls: SolverControls

    init(_ time: S, _ state: [S], _ controls: SolverControls) {
      self.time = time
      self.state = state
      self.controls = controls
      slopes = Array(repeating: [], count: 7)
    }

    private func scale(_ a: Double, _ b: Double = 0) -> Double {
      controls.absolute + controls.relative * max(a.magnitude, b.magnitude)
    }

    private func norm(_ x: [Double], _ scales: [Double]) -> Double {
      zip(x, scales).reduce(0) { largest, pair in
        let share = (pair.0 / pair.1).magnitude
        return share.isNaN ? .infinity : max(largest, share)
      }
    }

    /// A step after which an explicit Euler step would be off by about a hundredth.
    mutating func firstStep<F: SolvedFunction>(_ f: inout F, end: Double) -> Double
    where F.Number == S {
      let y = state.map(f.value)
      let scales = y.map { scale($0) }
      let slope = slopes[0].map(f.value)
      let (size, speed) = (norm(y, scales), norm(slope, scales))
      var small = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed
      let start = f.value(time)
      small = min(small, end - start)
      let ahead = zip(y, slope).map { S.constant($0 + small * $1) }
      let next = f([.constant(start + small)] + ahead).map(f.value)
      let change = norm(zip(next, slope).map { $0 - $1 }, scales) / small
      let steepest = max(speed, change)
      let guess = steepest <= 1e-15 ? max(1e-6, small * 1e-3) : Double.pow(0.01 / steepest, 0.2)
      return min(100 * small, guess, end - start)
    }

    /// The state after a step, with the step's slopes in place; nil where the error is too large, and
    /// then the step is smaller.
    mutating func advance<F: SolvedFunction>(_ f: inout F) -> [S]? where F.Number == S {
      var next = state
      for (stage, row) in DormandPrince.stages.enumerated() {
        next = combination(row.map { .constant($0) })
        let at = time + .constant(DormandPrince.nodes[stage + 1] * step)
        slopes[stage + 1] = f([at] + next)
      }
      var error: [Double] = []
      var scales: [Double] = []
      for i in state.indices {
        let parts = (0..<7).map { DormandPrince.error[$0] * f.value(slopes[$0][i]) }
        error.append(step * parts.reduce(0, +))
        scales.append(scale(f.value(state[i]), f.value(next[i])))
      }
      let size = norm(error, scales)
      let raw = Double.pow(max(size, 1e-10), 0.17)
      guard size <= 1 else {
        step /= size.isInfinite ? 5 : min(5, raw / 0.9)
        return nil
      }
      let factor = raw / Double.pow(lastError, 0.04) / 0.9
      nextStep = step / max(0.1, min(5, factor))
      lastError = max(size, 1e-4)
      return next
    }

    private func combination(_ weights: [S]) -> [S] {
      state.indices.map { i in
        let sum = weights.indices.reduce(S.constant(0)) { $0 + weights[$1] * slopes[$1][i] }
        return state[i] + .constant(step) * sum
      }
    }

    /// The state within the step just made.
    func state(at target: S) -> [S] {
      combination(DormandPrince.weights(at: (target - time) / .constant(step)))
    }

    mutating func accept(_ next: [S]) {
      time = time + .constant(step)
      state = next
      slopes[0] = slopes[6]
      step = nextStep
    }
  }
}

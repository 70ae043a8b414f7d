/// The implicit Runge-Kutta method Radau IIA of order 5, for stiff equations.
///
/// E. Hairer and G. Wanner, Solving Ordinary Differential Equations II (1996), IV.8. Every step solves
/// for the three stages together by Newton's method with the derivative at the step's start. Steps end at
/// the output times, so that the states there have the full order. The error is measured by its largest
/// component, as a share of what the tolerances allow.
package enum Radau {
  private static let root6 = 2.449489742783178
  /// The times of the stages, as shares of a step.
  package static let nodes: [Double] = [(4 - root6) / 10, (4 + root6) / 10, 1]
  package static let stages: [[Double]] = [
    [(88 - 7 * root6) / 360, (296 - 169 * root6) / 1800, (-2 + 3 * root6) / 225],
    [(296 + 169 * root6) / 1800, (88 + 7 * root6) / 360, (-2 - 3 * root6) / 225],
    [(16 - root6) / 36, (16 + root6) / 36, 1.0 / 9],
  ]
  /// What the error estimate takes of the stages, and the real eigenvalue of the inverse of `stages`.
  package static let error: [Double] = [
    (-13 - 7 * root6) / 3, (-13 + 7 * root6) / 3, -1.0 / 3,
  ]
  package static let eigenvalue = 3.6378342527444957
  /// The polynomial through the stages: what t, t², t³ take of each.
  package static let polynomial: [[Double]] = [
    [(13 + 7 * root6) / 3, (-23 - 22 * root6) / 3, (10 + 15 * root6) / 3],
    [(13 - 7 * root6) / 3, (-23 + 22 * root6) / 3, (10 - 15 * root6) / 3],
    [1.0 / 3, -8.0 / 3, 10.0 / 3],
  ]
  /// Newton's method ends where its error is this share of what the tolerances allow, or after so many
  /// rounds.
  package static let newtonShare = 1e-3
  package static let newtonRounds = 10

  /// All of these, in this order, for the kernels.
  package static var constants: [Double] {
    nodes + stages.joined() + error + [eigenvalue] + polynomial.joined()
      + [newtonShare, Double(newtonRounds)]
  }

  /// The states at `times`, in order.
  package static func solve<F: SolvedFunction>(
    _ f: inout F, initial: [F.Number], start: F.Number, times: [F.Number],
    controls: SolverControls
  ) throws(SolverFailure) -> [[F.Number]] {
    var run = Run(start, initial, controls)
    let slope = f([start] + initial)
    guard (initial + slope).allSatisfy({ f.value($0).isFinite }) else { throw .notFinite }
    var states: [[F.Number]] = []
    for target in times {
      if states.isEmpty { run.step = run.firstStep(slope.map(f.value), f.value, before: target) }
      var steps = 0
      var isThere = false
      while !isThere {
        guard steps < controls.maxSteps else { throw .tooManySteps }
        steps += 1
        isThere = try run.advance(&f, to: target)
      }
      states.append(run.state)
    }
    return states
  }

  /// A solution on its way.
  private struct Run<S: Scalar> {
    private var time: S
    private(set) var state: [S]
    var step = 0.0
    private let controls: SolverControls
    /// The stages of the last step and its length, from which the next begin.
    private var last: (stages: [[Double]], step: Double)?
    private var lastError: (size: Double, step: Double)?
    private var wasRejected = false

    init(_ time: S, _ state: [S], _ controls: SolverControls) {
      self.time = time
      self.state = state
      self.controls = controls
    }

    private func norm(_ x: [Double], _ a: [Double], _ b: [Double]) -> Double {
      var largest = 0.0
      for (x, (a, b)) in zip(x, zip(a, b)) {
        let allowed = controls.absolute + controls.relative * max(a.magnitude, b.magnitude)
        let share = (x / allowed).magnitude
        largest = share.isNaN ? .infinity : max(largest, share)
      }
      return largest
    }

    func firstStep(_ slope: [Double], _ value: (S) -> Double, before target: S) -> Double {
      let y = state.map(value)
      let (size, speed) = (norm(y, y, y), norm(slope, y, y))
      let small = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed
      return min(small, value(target) - value(time))
    }

    /// One attempt at a step; true where it ends at the target.
    mutating func advance<F: SolvedFunction>(
      _ f: inout F, to target: S
    ) throws(SolverFailure) -> Bool where F.Number == S {
      let before = f.value(time)
      let left = f.value(target) - before
      let isLast = 1.01 * step >= left
      let h = isLast ? left : step
      guard h > 16 * Double.ulpOfOne * before.magnitude, h > 0 else { throw .stepTooSmall }
      let length = isLast ? target - time : S.constant(h)
      guard let stages = converged(&f, h, length) else {
        step = h / 4
        wasRejected = true
        last = nil
        return false
      }
      let y = state.map(f.value)
      let size = error(&f, stages.map { $0.map(f.value) }, y, h)
      guard size <= 1 else {
        step = h * (size.isInfinite ? 0.2 : max(0.2, 0.8 * Double.pow(size, -0.25)))
        wasRejected = true
        return false
      }
      var factor = 0.8 * Double.pow(max(size, 1e-10), -0.25)
      if let lastError {
        // The trend of the error: a step that made it grow is followed by a smaller one.
        let trend = h / lastError.step * Double.pow(lastError.size / max(size, 1e-10), 0.25)
        factor *= min(1, trend)
      }
      step = h * max(0.2, min(wasRejected ? 1 : 8, factor))
      lastError = (max(size, 1e-10), h)
      wasRejected = false
      last = (stages.map { $0.map(f.value) }, h)
      state = zip(state, stages[2]).map { $0 + $1 }
      time = isLast ? target : time + length
      return isLast
    }

    /// Where the last step's polynomial leads, less the state.
    private func extrapolated(_ h: Double) -> [[Double]] {
      guard let last else { return Array(repeating: state.map { _ in 0 }, count: 3) }
      return Radau.nodes.map { node in
        let t = 1 + node * h / last.step
        return state.indices.map { i in
          let value = (0..<3).reduce(0) { sum, k in
            let p = Radau.polynomial[k]
            return sum + last.stages[k][i] * t * (p[0] + t * (p[1] + t * p[2]))
          }
          return value - last.stages[2][i]
        }
      }
    }

    /// The stages less the state, by Newton's method; nil where it does not converge.
    ///
    /// Where the numbers carry derivatives, these converge with the rounds as the values do: a few
    /// rounds more settle them.
    private func converged<F: SolvedFunction>(
      _ f: inout F, _ h: Double, _ length: S
    ) -> [[S]]? where F.Number == S {
      let n = state.count
      let slopes = f.slopes(at: [time] + state, from: 1)
      var matrix = [[Double]](repeating: Array(repeating: 0, count: 3 * n), count: 3 * n)
      for i in 0..<3 {
        for j in 0..<3 {
          for row in 0..<n {
            for column in 0..<n {
              matrix[i * n + row][j * n + column] = -h * Radau.stages[i][j] * slopes[row][column]
            }
          }
        }
      }
      for k in matrix.indices { matrix[k][k] += 1 }
      guard let factored = Factored(matrix) else { return nil }
      var z = extrapolated(h).map { $0.map { S.constant($0) } }
      let y = state.map(f.value)
      let share = max(Radau.newtonShare, 10 * Double.ulpOfOne / controls.relative)
      var previous = 0.0
      for round in 1...Radau.newtonRounds {
        let size = improve(&z, &f, factored, length, y)
        if round > 1, size > 2 * previous, size > share { return nil }
        let rate = round > 1 ? size / previous : 1
        if size == 0 || rate < 1 && rate / (1 - rate) * size <= share {
          for _ in 0..<4 { _ = improve(&z, &f, factored, length, y) }
          return z
        }
        guard size.isFinite else { return nil }
        previous = size
      }
      return nil
    }

    /// A round of Newton's method; gives the size of the change.
    private func improve<F: SolvedFunction>(
      _ z: inout [[S]], _ f: inout F, _ factored: Factored, _ length: S, _ y: [Double]
    ) -> Double where F.Number == S {
      let slopes = zip(Radau.nodes, z).map { node, stage in
        f([time + .constant(node) * length] + zip(state, stage).map { $0 + $1 })
      }
      var right: [S] = []
      for i in 0..<3 {
        for k in state.indices {
          let sum = (0..<3).reduce(S.constant(0)) {
            $0 + .constant(Radau.stages[i][$1]) * slopes[$1][k]
          }
          right.append(length * sum - z[i][k])
        }
      }
      let change = factored.solve(right)
      var size = 0.0
      for i in 0..<3 {
        let part = Array(change[i * y.count..<(i + 1) * y.count])
        z[i] = zip(z[i], part).map { $0 + $1 }
        size = max(size, norm(part.map(f.value), y, y))
      }
      return size
    }

    /// The estimated error of a step, as a share of what is allowed.
    private func error<F: SolvedFunction>(
      _ f: inout F, _ z: [[Double]], _ y: [Double], _ h: Double
    ) -> Double where F.Number == S {
      let plain = y.map { S.constant($0) }
      let at = S.constant(f.value(time))
      var matrix = f.slopes(at: [at] + plain, from: 1).map { $0.map { -$0 } }
      for k in matrix.indices { matrix[k][k] += Radau.eigenvalue / h }
      guard let factored = Factored(matrix) else { return .infinity }
      let ends = zip(y, z[2]).map { $0 + $1 }
      let parts = y.indices.map { i in (0..<3).reduce(0) { $0 + Radau.error[$1] * z[$1][i] } / h }
      func estimate(_ state: [S]) -> [Double] {
        factored.solve(zip(f([at] + state).map(f.value), parts).map { $0 + $1 })
      }
      let first = estimate(plain)
      let size = norm(first, y, ends)
      guard wasRejected || lastError == nil, size > 1 else { return size }
      return norm(estimate(zip(plain, first).map { $0 + .constant($1) }), y, ends)
    }
  }
}

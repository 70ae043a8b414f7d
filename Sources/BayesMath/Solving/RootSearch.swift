/// A root of n functions of n numbers by Newton's method.
///
/// A step that does not bring the values down is halved: J. Nocedal and S. J. Wright, Numerical
/// Optimization (2006), 11.2.
package enum RootSearch {
  package static let halvings = 40
  /// How much of the promised decrease a step must keep.
  package static let decrease = 1e-4

  /// Both, in this order, for the kernels.
  package static var constants: [Double] { [Double(halvings), decrease] }

  /// A root near the guess.
  package static func solve<F: SolvedFunction>(
    _ f: inout F, guess: [F.Number], controls: SolverControls
  ) throws(SolverFailure) -> [F.Number] {
    var x = guess.map { F.Number.constant(f.value($0)) }
    var values = f(x)
    guard (x + values).allSatisfy({ f.value($0).isFinite }) else { throw .notFinite }
    for _ in 0..<controls.maxSteps {
      guard let factored = Factored(f.slopes(at: x, from: 0)) else { throw .singular }
      let change = factored.solve(values.map { -f.value($0) })
      let isClose = zip(x, change).allSatisfy { x, step in
        step.magnitude <= controls.absolute + controls.relative * f.value(x).magnitude
      }
      if isClose {
        // The derivatives that the numbers carry settle with the last rounds.
        for _ in 0..<4 { x = zip(x, factored.solve(f(x))).map { $0 - $1 } }
        return x
      }
      (x, values) = try search(&f, x, values, along: change)
    }
    throw .tooManySteps
  }

  private static func search<F: SolvedFunction>(
    _ f: inout F, _ x: [F.Number], _ values: [F.Number], along change: [Double]
  ) throws(SolverFailure) -> ([F.Number], [F.Number]) {
    let before = square(values.map(f.value))
    var share = 1.0
    for _ in 0..<halvings {
      let next = zip(x, change).map { F.Number.constant(f.value($0) + share * $1) }
      let reached = f(next)
      let after = square(reached.map(f.value))
      if after <= (1 - 2 * decrease * share) * before { return (next, reached) }
      share /= 2
    }
    throw .stepTooSmall
  }

  private static func square(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 } }
}

/// A function that a solver evaluates, over the numbers that the solver computes with.
///
/// A solver decides on its steps by plain values, so that a solution over dual numbers takes the same
/// steps and carries the derivative of what is computed.
package protocol SolvedFunction<Number> {
  associatedtype Number: Scalar
  /// f(x); of a differential equation x is the time and then the state.
  mutating func callAsFunction(_ x: [Number]) -> [Number]
  /// The plain value of a number.
  func value(_ x: Number) -> Double
}

/// How precisely a solver works, and how long.
package struct SolverControls: Sendable, Hashable {
  /// The error of a number x may be `relative * |x| + absolute`.
  package var relative: Double
  package var absolute: Double
  /// For differential equations between two output times; for integrals the number of evaluations.
  package var maxSteps: Int

  package init(relative: Double, absolute: Double, maxSteps: Int) {
    self.relative = relative
    self.absolute = absolute
    self.maxSteps = maxSteps
  }
}

/// Why there is no solution; the raw values are those of the kernels.
package enum SolverFailure: Int, Error, Sendable, CaseIterable {
  case tooManySteps = 1
  case stepTooSmall = 2
  case notFinite = 3
  case timesOutOfOrder = 4
  case singular = 5

  /// Why, as a sentence, of `ode`, `findRoot` or `integrate`.
  package func reason(of solver: String) -> String {
    switch (self, solver) {
    case (.tooManySteps, "findRoot"): "`maxSteps` steps do not reach a root"
    case (.tooManySteps, "integrate"): "`maxSteps` evaluations do not settle it"
    case (.tooManySteps, _): "it takes more than `maxSteps` steps to an output time"
    case (.stepTooSmall, "findRoot"): "no step leads nearer to a root"
    case (.stepTooSmall, _): "no step is small enough for its tolerances"
    case (.notFinite, "findRoot"): "the function is not finite on the way to a root"
    case (.notFinite, "integrate"): "the function is not finite between the ends"
    case (.notFinite, _): "its state or its slope is not finite at the start"
    case (.timesOutOfOrder, _): "its times do not increase from `start` on"
    case (.singular, _): "the derivative of the function is singular"
    }
  }
}

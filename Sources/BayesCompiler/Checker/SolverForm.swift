package import BayesMath

/// A call that solves an equation, as models write it.
package struct SolverForm: Sendable {
  package let name: String
  /// One sentence.
  package let summary: String
  /// The Stan functions it stands for.
  package let stanNames: [String]
  package let sources: [String]
  /// What must be given beside the function.
  package let conditions: [String]
  /// The function's arguments before those of its own: the time, and the state or variable.
  let arguments: [String]
  /// Whether the last of these may be an array.
  let hasState: Bool
  /// The function, as it must be declared.
  package let function: String
  package let controls: SolverControls

  /// The labels of its settings.
  package var settings: [String] {
    (name == "ode" ? ["method"] : []) + ["rtol", "atol", "maxSteps"]
  }

  package static let all = [ode, findRoot, integrate]

  static let ode = SolverForm(
    name: "ode", summary: "The solution of dy/dt = f(t, y) at the times of `at`.",
    stanNames: [
      "ode_rk45", "ode_ckrk", "ode_adams", "ode_bdf", "integrate_ode_rk45", "integrate_ode_bdf",
      "integrate_ode_adams",
    ],
    sources: [
      "Dormand and Prince (1980), A family of embedded Runge-Kutta formulae",
      "Hairer and Wanner (1996), Solving Ordinary Differential Equations II, IV.8",
    ], conditions: ["initial", "start", "at"], arguments: ["t", "y"], hasState: true,
    function: "func f(t: Real, y: Real[D]) -> Real[D]",
    controls: SolverControls(relative: 1e-6, absolute: 1e-6, maxSteps: 1_000_000))
  static let findRoot = SolverForm(
    name: "findRoot", summary: "A root of f near the guess.",
    stanNames: ["solve_newton", "solve_powell", "algebra_solver", "algebra_solver_newton"],
    sources: ["Nocedal and Wright (2006), Numerical Optimization, 11.2"], conditions: ["guess"],
    arguments: ["x"], hasState: true,
    function: "func f(x: Real[D]) -> Real[D]",
    controls: SolverControls(relative: 1e-10, absolute: 1e-10, maxSteps: 200))
  static let integrate = SolverForm(
    name: "integrate", summary: "The integral of f between two ends, infinite ones among them.",
    stanNames: ["integrate_1d"],
    sources: [
      "Takahasi and Mori (1974), Double exponential formulas for numerical integration"
    ], conditions: ["from", "to"], arguments: ["x"], hasState: false,
    function: "func f(x: Real) -> Real",
    controls: SolverControls(relative: 1e-10, absolute: 1e-12, maxSteps: 100_000))
}

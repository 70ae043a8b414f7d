import BayesMath
import BayesSource

extension Diagnostic {
  static func timesOutOfOrder(
    _ time: Double, _ last: Double, isFirst: Bool, at coordinates: [Int], _ origin: String?,
    _ span: SourceSpan
  ) -> Diagnostic {
    let place = coordinates.map(String.init).joined(separator: ", ")
    let other = isFirst ? "`start`, \(last)" : "the one before, \(last)"
    return Diagnostic(
      .timesCode, "output time [\(place)] is \(time) and does not come after \(other)", at: span,
      notes: (origin.map { [Note("from \($0)")] } ?? [])
        + [Note("`at` increases from `start` on; equal times are one time, read at an index")])
  }

  static func noSolution(
    _ failure: SolverFailure, of solver: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .noSolutionCode,
      "this equation of the data has no solution: \(failure.reason(of: solver))", at: span)
  }
}

extension DiagnosticCode {
  static let timesCode = DiagnosticCode(
    "B0540", title: "output times that do not increase",
    explanation: """
      `ode` goes from `start` to the times of `at` one after the other, so these increase strictly and
      the first comes after `start`. Sort the rows; where several observations share a time, give the
      times once and read the solution by an index: `z[visit]`.
      """)
  static let noSolutionCode = DiagnosticCode(
    "B0541", title: "an equation of the data without a solution",
    explanation: """
      An `ode`, `findRoot` or `integrate` that reads no parameter is solved when the data are bound, and
      here it could not be: the message says why. Widen its tolerances or `maxSteps`, start nearer
      to a root, or look for what becomes infinite on the way. Where parameters are involved, a point
      without a solution has no density and is left.
      """)
}

package import BayesSource

/// What the compiler says of a model that checks and binds and has no program all the same.
package enum CompilationDiagnosticCatalog {
  package static let all: [DiagnosticCode] = [.notCompilableCode]
}

extension DiagnosticCode {
  static let notCompilableCode = DiagnosticCode(
    "B0601", title: "a computation that no gradient can follow",
    explanation: """
      A program is made once for all draws, so what it computes may not change its extent with them:
      an equation that reads its own earlier elements does so where the text or the data say, and the
      mass of a truncated count is a sum over at most 10,000 values. Let data decide the position, give
      the count an upper bound, or leave `truncated` out.
      """)
}

extension Diagnostic {
  /// A mass that is summed term by term, of too many terms.
  static func tooManyTerms(at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .notCompilableCode, "the mass of this distribution is a sum of more than 10,000 terms",
      at: span,
      notes: [Note("leave `truncated` out, or let the data bound what it counts below 10,000")])
  }

  /// A solution within a recurrence, whose steps it would have to be part of.
  static func solutionInRecurrence(_ name: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .notCompilableCode,
      "`\(name)` depends on what the equation around it carries from step to step",
      at: span,
      notes: [
        Note("let one `ode` go over all steps, with what happens between them in its function")
      ])
  }

  /// An index that only a solution tells, inside its function.
  static func indexInSolution(at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .notCompilableCode, "the function of a solution reads elements that only its arguments tell",
      at: span, notes: [Note("let the text or the data say which element it reads")])
  }

  /// A recurrence that reads more of itself than elements that are known to be there.
  static func ownElements(at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .notCompilableCode, "an equation reads elements of itself that only draws tell", at: span,
      notes: [Note("let the text or the data say which earlier element a step reads")])
  }
}

import BayesSource
import BayesSyntax

extension Diagnostic {
  static func solvedFunction(
    _ form: SolverForm, at span: SourceSpan, declaredAt declaration: SourceSpan? = nil
  ) -> Diagnostic {
    Diagnostic(
      .solvedFunctionCode, "`\(form.name)` takes the name of a function `\(form.function)` first",
      at: span, notes: declaration.map { [Note("this one is declared here", at: $0)] } ?? [])
  }

  static func solverSetting(
    _ label: String, _ rule: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(.solverSettingCode, "`\(label)` \(rule)", at: span)
  }

  static func unlabelledArgument(
    of name: String, labels: [String], at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .callCode, "after the function the arguments of `\(name)` have labels", at: span,
      notes: [Note("it has \(labels.joined(separator: ", "))")])
  }
}

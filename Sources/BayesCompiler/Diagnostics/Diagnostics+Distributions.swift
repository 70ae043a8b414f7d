import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Diagnostic {
  static func distributionExpected(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .distributionExpectedCode,
      "a distribution with its arguments is expected, such as `Normal(0, 1)`",
      at: span)
  }

  static func noSuchForm(
    _ declaration: DistributionDeclaration, found: Int, at span: SourceSpan
  ) -> Diagnostic {
    let forms = declaration.forms.map { form in
      "\(declaration.name)(\(form.parameters.map(\.name).joined(separator: ", ")))"
    }
    return Diagnostic(
      .noSuchFormCode,
      "these arguments are no parameterisation of \(declaration.name): it takes \(forms.joined(separator: " or "))",
      at: span)
  }

  static func argumentOutside(
    _ parameter: DistributionParameter, _ value: Double, of name: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .argumentOutsideCode, "the \(parameter.name) of \(name) must be \(parameter.domain.text)",
      at: span, label: "is \(value)")
  }

  static func componentsExpected(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .distributionExpectedCode, "the components of a mixture are a list of distributions", at: span
    )
  }

  static func vectorExpected(_ name: String, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .argumentOutsideCode, "\(name) takes an array here, not \(type)", at: span, label: type)
  }

  static func eventAxisMissing(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .strayAxisCode, "\(name) gives arrays: give the target a type such as `Simplex[K]`", at: span)
  }

  static func strayAxis(
    _ axis: AxisID, of id: NodeID, plates: [AxisID], in checker: Checker, at span: SourceSpan
  ) -> Diagnostic {
    let name = checker.axisText(axis)
    let isNamed = checker.dimension(of: axis) != nil
    return Diagnostic(
      .strayAxisCode, "this argument varies along \(name), which the target does not list",
      at: span,
      label: checker.typeText(id),
      notes: isNamed ? [Note("list it on the left of `~`: `[\(name)]`, or pick an element")] : [])
  }

  static func noCDF(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.truncationCode, "\(name) has no CDF and cannot be truncated", at: span)
  }

  static func observedDraw(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .observedDrawCode, "`\(name.name)` depends on draws and cannot be observed", at: name.span)
  }

  static func bareBounds(_ bounds: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .bareBoundsCode,
      "these bounds leave the density as it is, and what they leave of it depends on a parameter",
      at: span,
      notes: [
        Note(
          "`truncated \(bounds)` behind the distribution divides by the probability between the bounds"
        )
      ])
  }

  static func beyondSupport(_ distribution: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .beyondSupportCode, "\(distribution) has no density on part of these bounds", at: span,
      notes: [Note("without them the support comes from the distribution")])
  }

  static func conditionOnParam(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.clauseCode, "`when` applies to `observe` and `predict`, not to a `param`", at: span)
  }

  static func unknownHint(_ word: Identifier) -> Diagnostic {
    let near = Suggestion.nearest(to: word.name, among: ["centered", "noncentered"])
    return Diagnostic(
      .clauseCode, "after `with` stands `centered` or `noncentered`, not `\(word.name)`",
      at: word.span, fix: near.map { Fix("write `\($0)`", at: word.span, replacement: $0) })
  }
}

import BayesGraph
import BayesSource
import BayesSyntax

/// What is wrong with the arguments of a call.
extension Diagnostic {
  static func argumentCount(
    _ name: String, found: Int, expected: Int, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .callCode, "`\(name)` takes \(expected) argument\(expected == 1 ? "" : "s"), not \(found)",
      at: span)
  }

  static func unknownArgument(
    _ label: Identifier, of name: String, known: [String]
  ) -> Diagnostic {
    let near =
      ForeignNames.parameter(label.name, among: known)
      ?? Suggestion.nearest(to: label.name, among: known)
    let list = known.isEmpty ? "none" : known.joined(separator: ", ")
    return Diagnostic(
      .callCode,
      "`\(name)` has no argument `\(label.name)`"
        + (near.map { "; did you mean `\($0)`?" } ?? "; it has \(list)"),
      at: label.span, fix: near.map { Fix("write `\($0)`", at: label.span, replacement: $0) })
  }

  static func missingArgument(_ formal: String, of name: String, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(.callCode, "the call of `\(name)` lacks its argument `\(formal)`", at: span)
  }

  static func argumentType(
    _ name: String, found: String, expected: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(.callCode, "`\(name)` takes \(expected), not \(found)", at: span, label: found)
  }

  static func kernelExpected(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callCode, "a kernel is expected", at: span,
      notes: [
        Note("kernels are calls such as `expQuad(scale: 1, length: 2)`, their sums and products")
      ])
  }

  static func kernelAsValue(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callCode, "`\(name)` is a kernel, not a number", at: span,
      notes: [Note("`covariance(k, at: x)` is the matrix of a kernel `k` between points")])
  }

  static func callShape(_ call: String, _ rest: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callCode, "this call does not have the form `\(call)`", at: span, notes: [Note(rest)])
  }

  static func valueType(found: String, declared: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .elementCode, "\(declared) is declared, and this is \(found)", at: span, label: found)
  }

  static func comprehensionInCall(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callCode, "`\(name)` takes no `for`; reductions such as `sum` do", at: span)
  }
}

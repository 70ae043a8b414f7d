import BayesSource
import BayesSyntax

extension DiagnosticCode {
  static let judgementCode = DiagnosticCode(
    "B0342", title: "a question to a posterior that is none",
    explanation: """
      `gate` and `decide` are answered once all draws are there. In a `gate` every quantity that differs
      from draw to draw stands in `Pr(condition)`, `E(number)` or `Quantile(number, probability)`, which
      make one number of all draws; nothing else may use these three. A `decide` has the utility of each
      of two or more actions at a draw, and takes its mean by itself.

      Instead of
      ```bayes
      param p ~ Beta(1, 1)
      observe k ~ Binomial(20, p)
      gate safe: p < 0.2
      ```
      write
      ```bayes
      param p ~ Beta(1, 1)
      observe k ~ Binomial(20, p)
      gate safe: Pr(p < 0.2) > 0.95
      ```
      """)
}

/// About `gate` and `decide`.
extension Diagnostic {
  static func statisticOutside(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .judgementCode, "`\(name)` is asked of a whole posterior: only `gate` and `decide` use it",
      at: span, notes: [Note("what is the same at every draw, or `report`ed of each, needs none")])
  }

  static func drawInGate(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .judgementCode, "`\(name)` differs from draw to draw; a gate asks for one answer", at: span,
      notes: [Note("`Pr(…)`, `E(…)` and `Quantile(…, p)` make one number of all draws")])
  }

  static func drawBesideStatistic(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .judgementCode, "`\(name)` differs from draw to draw and stands beside a number of all draws",
      at: span, notes: [Note("`decide` takes the mean of a utility by itself")])
  }

  static func oneAction(_ name: Identifier, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .judgementCode, "`\(name.name)` has nothing to decide: there are two actions or more",
      at: span)
  }

  static func repeatedAction(_ action: Identifier, in name: String) -> Diagnostic {
    Diagnostic(
      .judgementCode, "`\(action.name)` is an action of `\(name)` already", at: action.span)
  }

  static func probabilityOutside(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .judgementCode, "the probability of a quantile lies between 0 and 1; this is \(value)",
      at: span)
  }

  static func singleNumberExpected(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .elementCode, "a single number or condition is expected, not \(type)", at: span, label: type,
      notes: [Note("take an element, or `sum`, `min` or `max` of them")])
  }

  static func judgementAsValue(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .wrongKindCode, "`\(name.name)` is answered after a fit; no line can read it", at: name.span,
      label: "a gate or decision")
  }
}

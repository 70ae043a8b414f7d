import BayesSource
import BayesSyntax

extension DiagnosticCode {
  static let armsCode = DiagnosticCode(
    "B0222", title: "arms of an `if` that do not go together",
    explanation: """
      An `if` among the declarations takes the lines of one of its arms into the model, as the data
      decide. What is read below has to be there either way: both arms declare it, with one type. A
      `param` stands in both arms, with one support; its priors may differ. In an arm stand `param`,
      `observe`, `predict`, `let`, `factor`, `func` and `if`; `report` and the rest stand outside.

      Instead of
      ```bayes
      data isRobust: Bool
      if isRobust {
        param df ~ Gamma(2, 0.1)
      }
      observe y ~ Normal(0, 1)
      ```
      write
      ```bayes
      data isRobust: Bool
      if isRobust {
        param scale ~ HalfCauchy(1)
      } else {
        param scale ~ HalfNormal(1)
      }
      observe y ~ Normal(0, scale)
      ```
      """)
}

extension Diagnostic {
  static func notInArm(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.armsCode, "\(what) stands outside an `if`", at: span)
  }

  static func onlyInOneArm(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .armsCode, "the parameter `\(name.name)` stands in one arm only", at: name.span,
      notes: [Note("the other arm says what it is where the condition does not hold")])
  }

  static func differentArms(
    _ name: Identifier, _ first: String, _ second: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .armsCode, "`\(name.name)` is \(first) in one arm and \(second) in the other", at: span)
  }
}

import BayesSource

extension DiagnosticCode {
  static let unknownNameCode = DiagnosticCode(
    "B0201", title: "a name that nothing declares",
    explanation: """
      A name is used that no line above declares: names are declared before they are read. Often
      it is misspelt; the message offers the nearest name. A datum needs a `data` line, a derived
      quantity a `let`.

      ```bayes
      param mu ~ Normal(0, 1)
      observe y ~ Normal(nu, 1)     // no: nothing declares nu
      observe y ~ Normal(mu, 1)     // yes
      ```
      """)
  static let redeclaredCode = DiagnosticCode(
    "B0202", title: "a name declared twice",
    explanation: """
      Each name has one declaration. A second equation for the same quantity must cover another
      piece of its dimension (`x[Time.first]`, `x[t in Time.dropFirst()]`). Otherwise rename one.
      """)
  static let wrongKindCode = DiagnosticCode(
    "B0203", title: "a name of another kind",
    explanation: """
      A dimension, a function or a distribution stands where a value is expected, or the other way
      round. The size of a dimension is `School.count`; the elements of an index are reached by an
      index variable, `x[i in School]`; functions are called, `f(x)`.
      """)
  static let unknownFunctionCode = DiagnosticCode(
    "B0204", title: "an unknown function",
    explanation: """
      No function of that name is known. `bayes help` lists them; names follow Stan's in
      lowerCamelCase (`inv_logit` is `invLogit`). `func` defines your own.
      """)
  static let unknownDistributionCode = DiagnosticCode(
    "B0205", title: "an unknown distribution",
    explanation: """
      No distribution of that name is known. Distributions are written in UpperCamelCase
      (`Normal`, `HalfCauchy`, `NegBinomial`); `bayes help` lists them, and `bayes help
      stan:normal` finds one by its Stan name.
      """)
  static let unknownDimensionCode = DiagnosticCode(
    "B0206", title: "an unknown dimension",
    explanation: """
      Between the brackets of a type or target stands a name that no `dim` line declares. Declare
      it: `dim School`, or `dim School = 8`.
      """)
  static let unknownTypeCode = DiagnosticCode(
    "B0207", title: "an unknown type",
    explanation: """
      Types are Real, Int, Bool, Simplex, Ordered, UnitVector, SumToZero, Corr, Cov, CholeskyCorr,
      CholeskyCov, or the name of a dimension: `County[Obs]` is a county for every observation.
      """)
  static let notYetCode = DiagnosticCode(
    "B0208", title: "not available yet",
    explanation: """
      The program is right by the grammar, but this construct has no meaning in this release. The
      message names it. The list of what is still missing is in `docs/language`; until then the
      usual way out is to write the quantity by hand with `let` and `factor`, or to leave it out.
      """)
  static let misplacedCode = DiagnosticCode(
    "B0209", title: "a statement in the wrong place",
    explanation: """
      `var`, `for`, `while`, `return` and assignments stand only inside a `func`; `param`,
      `observe`, `data` and the other declarations only outside. An expression alone does nothing:
      name it with `let`, or add it to the log density with `factor`.
      """)
  static let recursionCode = DiagnosticCode(
    "B0210", title: "a function that calls itself",
    explanation: """
      Functions are replaced by their bodies, so a function cannot call itself, directly or
      through another. Write a recurrence over an ordered dimension instead: `let h[t in
      Time.dropFirst()] = f(h[t - 1])`.
      """)
  static let unusedCode = DiagnosticCode(
    "W0201", title: "declared and never used",
    explanation: """
      A datum or parameter is declared that no density, factor or report reads. A parameter
      without use has its prior as its posterior. Remove it, or use it: often another name was
      meant.
      """)
}

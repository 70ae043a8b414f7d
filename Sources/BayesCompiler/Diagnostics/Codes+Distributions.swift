import BayesSource

extension DiagnosticCode {
  static let distributionExpectedCode = DiagnosticCode(
    "B0401", title: "a distribution is expected",
    explanation: """
      Behind `~`, in the components of a mixture and in `logp` stands a distribution with its
      arguments: `Normal(mu, sd: 2)`. To add any other expression to the log density use `factor`.
      """)
  static let noSuchFormCode = DiagnosticCode(
    "B0402", title: "no such parameterisation",
    explanation: """
      A distribution takes the arguments of one of its parameterisations, positional in order or
      by name: `Normal(mean, sd)`, `Normal(mean:, variance:)`, `Normal(mean:, precision:)`. `bayes
      help NAME` lists them.
      """)
  static let argumentOutsideCode = DiagnosticCode(
    "B0403", title: "an argument outside its domain",
    explanation: """
      A constant argument can never be valid: a scale must be positive, a probability lies between
      0 and 1. The density would be undefined everywhere.
      """)
  static let strayAxisCode = DiagnosticCode(
    "B0404", title: "an argument with an axis that the target lacks",
    explanation: """
      The left of `~` lists the axes of the quantity; its arguments may vary along those (and
      along the axes of one value, for a multivariate distribution). An argument with a further
      axis would give several densities for one value. List the axis, `y[School] ~ …`, or reduce
      the argument.
      """)
  static let truncationCode = DiagnosticCode(
    "B0405", title: "truncation of a distribution without a CDF",
    explanation: """
      `truncated` divides by the probability between the bounds, which needs the distribution's
      CDF. Where the bounds are constant and the distribution's parameters too, a bounded type
      (`param x: Real in 0...`) has the same posterior.
      """)
  static let observedDrawCode = DiagnosticCode(
    "B0406", title: "an observation of something drawn",
    explanation: """
      `observe` names data: a new name that the data provide, declared `data`, or a `let` computed
      from data only. The density of a derived draw is `factor logp(D, x)`, to which a Jacobian
      may be due.
      """)
  static let clauseCode = DiagnosticCode(
    "B0407", title: "a clause that does not apply",
    explanation: """
      `when` switches off terms of `observe`; a `param` cannot come and go with the data. After
      `with` stands `centered` or `noncentered`.
      """)
}

import BayesSource

extension DiagnosticCode {
  static let unknownNameCode = DiagnosticCode(
    "B0201", title: "a name that nothing declares",
    explanation: """
      A name is used that no line above declares: names are declared before they are read. Often
      it is misspelt; the message offers the nearest name. A datum needs a `data` line, a derived
      quantity a `let`.

      Instead of
      ```bayes
      param mu ~ Normal(0, 1)
      observe y ~ Normal(nu, 1)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1)
      observe y ~ Normal(mu, 1)
      ```
      """)
  static let redeclaredCode = DiagnosticCode(
    "B0202", title: "a name declared twice",
    explanation: """
      Each name has one declaration; dimensions, values and functions share one name space, and a
      quantity is saved by one `report`. A second equation for the same quantity must cover another
      piece of its dimension (`x[Time.first]`, `x[t in Time.dropFirst()]`). Otherwise rename one.

      Instead of
      ```bayes
      param mu ~ Normal(0, 1)
      param mu ~ Normal(0, 2)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1)
      param nu ~ Normal(0, 2)
      observe y ~ Normal(mu, exp(nu))
      ```
      """)
  static let wrongKindCode = DiagnosticCode(
    "B0203", title: "a name of another kind",
    explanation: """
      A dimension, a function or a distribution stands where a value is expected, or the other way
      round. The size of a dimension is `School.count`; the elements of an index are reached by an
      index variable, `x[i in School]`; functions are called, `f(x)`.

      Instead of
      ```bayes
      dim School
      data y: Real[School]
      report average = sum(y) / School
      ```
      write
      ```bayes
      dim School
      data y: Real[School]
      report average = sum(y) / School.count
      ```
      """)
  static let unknownFunctionCode = DiagnosticCode(
    "B0204", title: "an unknown function",
    explanation: """
      No function of that name is known. `bayes help` lists them; names follow Stan's in
      lowerCamelCase (`inv_logit` is `invLogit`). `func` defines your own.

      Instead of
      ```bayes
      param eta ~ Normal(0, 1)
      report p = inv_logit(eta)
      ```
      write
      ```bayes
      param eta ~ Normal(0, 1)
      report p = invLogit(eta)
      ```
      """)
  static let unknownDistributionCode = DiagnosticCode(
    "B0205", title: "an unknown distribution",
    explanation: """
      No distribution of that name is known. Distributions are written in UpperCamelCase
      (`Normal`, `HalfCauchy`, `NegBinomial`); `bayes help` lists them, and `bayes help
      stan:normal` finds one by its Stan name.

      Instead of
      ```bayes
      param mu ~ normal(0, 1)
      report twice = 2 * mu
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1)
      report twice = 2 * mu
      ```
      """)
  static let unknownDimensionCode = DiagnosticCode(
    "B0206", title: "an unknown dimension",
    explanation: """
      Between the brackets of a type or target stands a name that no `dim` line declares. Declare
      it: `dim School`, or `dim School = 8`.

      Instead of
      ```bayes
      param theta[School] ~ Normal(0, 1)
      ```
      write
      ```bayes
      dim School
      param theta[School] ~ Normal(0, 1)
      observe y[School] ~ Normal(theta, 1)
      ```
      """)
  static let unknownTypeCode = DiagnosticCode(
    "B0207", title: "an unknown type",
    explanation: """
      Types are Real, Int, Bool, Simplex, Ordered, PositiveOrdered, UnitVector, SumToZero, Corr, Cov,
      CholeskyCorr, CholeskyCov, or the name of a dimension: `County[Obs]` is a county for every
      observation.

      Instead of
      ```bayes
      data y: real
      report twice = 2 * y
      ```
      write
      ```bayes
      data y: Real
      report twice = 2 * y
      ```
      """)
  static let notYetCode = DiagnosticCode(
    "B0208", title: "not available yet",
    explanation: """
      The program is right by the grammar, but this construct has no meaning in this release. The
      message names it. What is still missing stands in `docs/not-in-1.0.md`; until then the usual
      way out is to write the quantity by hand with `let` and `factor`, or to leave it out.

      Instead of
      ```bayes
      dim K = 3
      param n[K] ~ Multinomial(5, ones(K) / 3)
      observe y ~ Normal(n[1], 1)
      ```
      write
      ```bayes
      param n ~ Binomial(5, 1 / 3)
      observe y ~ Normal(n, 1)
      ```
      """)
  static let misplacedCode = DiagnosticCode(
    "B0209", title: "a statement in the wrong place",
    explanation: """
      `var`, `for`, `while`, `return` and assignments stand only inside a `func`; `param`,
      `observe`, `data` and the other declarations only outside. An expression alone does nothing:
      name it with `let`, or add it to the log density with `factor`.

      Instead of
      ```bayes
      param mu ~ Normal(0, 1)
      square(mu)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1)
      factor -square(mu)
      ```
      """)
  static let recursionCode = DiagnosticCode(
    "B0210", title: "a function that calls itself",
    explanation: """
      Functions are replaced by their bodies, so a function cannot call itself, directly or
      through another. Write a recurrence over an ordered dimension instead: `let h[t in
      Time.dropFirst()] = f(h[t - 1])`.

      Instead of
      ```bayes
      func grow(n: Int) -> Real {
        return n * grow(n - 1)
      }
      report a = grow(5)
      ```
      write
      ```bayes
      dim Step = 5
      report a = prod(n for n in Step)
      ```
      """)
  static let unfoldsTooFarCode = DiagnosticCode(
    "B0211", title: "functions and loops that unfold too far",
    explanation: """
      Calls are replaced by bodies and loops by their rounds while a program is checked. This one
      goes round more than 10,000 times, nests more than 128 calls, or grows past half a million
      steps.

      Say the same over a dimension: a sum, a comprehension or an equation is one step however
      long the dimension is.

      Instead of
      ```bayes
      func total(x: Real) -> Real {
        var sum = 0.0
        for i in 1...1000000 {
          sum += x^i
        }
        return sum
      }
      param x ~ Uniform(0, 1)
      report s = total(x)
      ```
      write
      ```bayes
      dim Term = 1...1000
      param x ~ Uniform(0, 1)
      report s = sum(x^i for i in Term)
      ```
      """)
  static let unusedCode = DiagnosticCode(
    "W0201", title: "declared and never used",
    explanation: """
      A datum or parameter is declared that no density, factor or report reads. A parameter
      without use has its prior as its posterior. Remove it, or use it: often another name was
      meant.

      Instead of
      ```bayes
      data x: Real
      param slope ~ Normal(0, 1)
      observe y ~ Normal(slope, 1)
      ```
      write
      ```bayes
      data x: Real
      param slope ~ Normal(0, 1)
      observe y ~ Normal(slope * x, 1)
      ```
      """)
}

import BayesSource

extension DiagnosticCode {
  static let distributionExpectedCode = DiagnosticCode(
    "B0401", title: "a distribution is expected",
    explanation: """
      Behind `~`, in the components of a mixture and in `logp` stands a distribution with its
      arguments: `Normal(mu, sd: 2)`. To add any other expression to the log density use `factor`.

      Instead of
      ```bayes
      param mu ~ 3
      ```
      write
      ```bayes
      param mu ~ Normal(3, 1)
      report twice = 2 * mu
      ```
      """)
  static let noSuchFormCode = DiagnosticCode(
    "B0402", title: "no such parameterisation",
    explanation: """
      A distribution takes the arguments of one of its parameterisations, positional in order or
      by name: `Normal(mean, sd)`, `Normal(mean:, variance:)`, `Normal(mean:, precision:)`. `bayes
      help NAME` lists them.

      Instead of
      ```bayes
      param mu ~ Normal(0)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1)
      report twice = 2 * mu
      ```
      """)
  static let argumentOutsideCode = DiagnosticCode(
    "B0403", title: "an argument outside its domain",
    explanation: """
      A constant argument can never be valid: a scale must be positive, a probability lies between
      0 and 1, the weights of a mixture sum to 1 and are as many as its components. The density
      would be undefined everywhere.

      Instead of
      ```bayes
      param mu ~ Normal(0, -1)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1)
      report twice = 2 * mu
      ```
      """)
  static let emptyIntervalCode = DiagnosticCode(
    "B0408", title: "bounds that hold no value",
    explanation: """
      The lower end of a range stands first and lies below the upper end. Between the bounds of a
      type, of `truncated`, of `Uniform` or of `Flat` a quantity must have room to vary.

      Instead of
      ```bayes
      param x ~ Uniform(1, 0)
      observe y ~ Normal(x, 1)
      ```
      write
      ```bayes
      param x ~ Uniform(0, 1)
      observe y ~ Normal(x, 1)
      ```
      """)
  static let supportsCode = DiagnosticCode(
    "B0409", title: "equations of one parameter with different supports",
    explanation: """
      A parameter lives in one place: where the prior of its equations does, or between the bounds of
      its type. Equations that disagree about it need a type in the first of them, or distributions
      over the same numbers.

      Instead of
      ```bayes
      dim Time ordered
      param x[Time.first] ~ HalfNormal(1)
      param x[t in Time.dropFirst()] ~ Normal(x[t - 1], 1)
      observe y[Time] ~ Normal(x, 1)
      ```
      write
      ```bayes
      dim Time ordered
      param x[Time.first] ~ HalfNormal(1)
      param x[t in Time.dropFirst()] ~ Normal(x[t - 1], 1) truncated 0...
      observe y[Time] ~ Normal(x, 1)
      ```
      """)
  static let strayAxisCode = DiagnosticCode(
    "B0404", title: "an argument with an axis that the target lacks",
    explanation: """
      The left of `~` lists the axes of the quantity; its arguments may vary along those (and
      along the axes of one value, for a multivariate distribution), and so may bounds, `truncated`,
      `censored`, `weight`, `when` and `init`. A further axis would give several densities for one
      value. List the axis, `y[School] ~ …`, or reduce
      the argument.

      Instead of
      ```bayes
      dim School
      data sigma: Real[School]
      param mu ~ Normal(0, 1)
      observe y ~ Normal(mu, sigma)
      ```
      write
      ```bayes
      dim School
      data sigma: Real[School]
      param mu ~ Normal(0, 1)
      observe y[School] ~ Normal(mu, sigma)
      ```
      """)
  static let truncationCode = DiagnosticCode(
    "B0405", title: "truncation or censoring of a distribution without a CDF",
    explanation: """
      `truncated` divides by the probability between the bounds, and a value behind `censored` adds
      the probability of where it lies: both need the distribution's CDF. A censored observation
      takes one of the distributions that the message lists. For a truncated parameter: where the bounds are constant and the distribution's parameters too, a bounded type
      (`param x: Real in 0...`) has the same posterior.

      Instead of
      ```bayes
      param a ~ VonMises(0, 1) truncated 0...
      ```
      write
      ```bayes
      param a: Real in 0... ~ VonMises(0, 1)
      report double = 2 * a
      ```
      """)
  static let observedDrawCode = DiagnosticCode(
    "B0406", title: "an observation of something drawn",
    explanation: """
      `observe` names data: a new name that the data provide, declared `data`, or a `let` computed
      from data only. The density of a derived draw is `factor logp(D, x)`, to which a Jacobian
      may be due.

      Instead of
      ```bayes
      param mu ~ Normal(0, 1)
      let z = exp(mu)
      observe z ~ LogNormal(0, 1)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1)
      let z = exp(mu)
      factor logp(LogNormal(0, 1), z) + mu
      ```
      """)
  static let bareBoundsCode = DiagnosticCode(
    "W0401", title: "bounds that cut a density without dividing by what is left",
    explanation: """
      `in` on a type bounds a quantity and leaves its density as it is; `truncated` behind the
      distribution also divides by the probability between the bounds. With constant bounds and
      constant parameters both give the same posterior. Here they do not: what is left between
      the bounds changes with a parameter, and is then part of that parameter's posterior.

      Instead of
      ```bayes
      param tau ~ HalfNormal(1)
      param x: Real in 0... ~ Normal(0, tau)
      observe y ~ Normal(x, 1)
      ```
      write
      ```bayes
      param tau ~ HalfNormal(1)
      param x ~ Normal(0, tau) truncated 0...
      observe y ~ Normal(x, 1)
      ```
      """)
  static let beyondSupportCode = DiagnosticCode(
    "W0402", title: "bounds wider than the distribution's support",
    explanation: """
      The type lets the quantity go where its distribution has no density. There the log density
      is −∞, every proposal is refused, and a chain that starts there finds no start. Leave the
      bounds out: the support then comes from the distribution.

      Instead of
      ```bayes
      param p: Real in 0... ~ Beta(2, 2)
      observe y ~ Bernoulli(p)
      ```
      write
      ```bayes
      param p ~ Beta(2, 2)
      observe y ~ Bernoulli(p)
      ```
      """)
  static let noncentredCode = DiagnosticCode(
    "W0403", title: "`with noncentered` where it changes nothing",
    explanation: """
      A quantity is non-centred as location + scale · z. That needs a distribution with location and
      scale (Normal in all its forms, StudentT, Cauchy, Laplace, AsymmetricLaplace, Logistic, Gumbel,
      LogNormal on the logarithm), in one equation, without bounds, truncation or weight, and a `param`.

      Instead of
      ```bayes
      dim Group
      param tau ~ HalfNormal(1)
      param rate[Group] ~ Gamma(2, tau) with noncentered
      observe y[Group] ~ Poisson(rate)
      ```
      write
      ```bayes
      dim Group
      param tau ~ HalfNormal(1)
      param rate[Group] ~ LogNormal(0, tau) with noncentered
      observe y[Group] ~ Poisson(rate)
      ```
      """)
  static let clauseCode = DiagnosticCode(
    "B0407", title: "a clause that does not apply",
    explanation: """
      `when` switches off terms of `observe`; a `param` cannot come and go with the data. After
      `with` stands `centered` or `noncentered`. `censored` stands once behind the distribution of
      an `observe` and takes `left:`, `right:` and `interval:`, each once: a bound or, for `left` and
      `right`, a Bool.

      Instead of
      ```bayes
      param mu ~ Normal(0, 1) with centred
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1) with centered
      report twice = 2 * mu
      ```
      """)
}

/// What `bayes help` says of a keyword.
package struct KeywordHelp: Sendable {
  package let word: String
  /// One sentence.
  package let summary: String
  package let example: String

  /// Every keyword, hard ones first.
  package static let all: [KeywordHelp] = [
    KeywordHelp(
      word: "data", summary: "Declares what the model is given.",
      example: "data y: Real[Obs] in 0..."),
    KeywordHelp(
      word: "decide",
      summary: "Chooses the action of best expected utility after a fit.",
      example: "decide roll maximize { ship: gain }"),
    KeywordHelp(
      word: "dim", summary: "Names a dimension, with or without its size.",
      example: "dim County = J"),
    KeywordHelp(
      word: "else", summary: "The other branch of an `if`.",
      example: "if x > 0 { return x } else { return -x }"),
    KeywordHelp(
      word: "factor", summary: "Adds a number to the log density.",
      example: "factor -0.5 * dot(d, d)"),
    KeywordHelp(
      word: "false", summary: "The truth value that is not true.",
      example: "let isOn = false"),
    KeywordHelp(
      word: "for", summary: "Repeats a block, or runs a comprehension over a dimension.",
      example: "sum(x[i] for i in Obs where z[i] > 0)"),
    KeywordHelp(
      word: "func", summary: "Defines a function.",
      example: "func sq(x: Real) -> Real { return x * x }"),
    KeywordHelp(
      word: "gate",
      summary: "A condition on the posterior, answered after a fit with `Pr`, `E` and `Quantile`.",
      example: "gate ok: Pr(rate < 0.01) > 0.95"),
    KeywordHelp(
      word: "if", summary: "Runs a block where a condition holds.",
      example: "if x > 0 { return x }"),
    KeywordHelp(
      word: "import", summary: "Takes functions and submodels from another file.",
      example: "import \"trend.bayes\" as trend"),
    KeywordHelp(
      word: "in",
      summary: "Bounds a datum or a declared type; also the index of a piece or comprehension.",
      example: "data sigma: Real[School] in 0..."),
    KeywordHelp(
      word: "let", summary: "Names a value computed from others.",
      example: "let eta = X @ beta"),
    KeywordHelp(
      word: "model", summary: "Defines a submodel, whose lines take the place of its use.",
      example: "model Trend(n: Int) { param slope ~ Normal(0, 1) }"),
    KeywordHelp(
      word: "observe", summary: "A quantity whose values are in the data, with its distribution.",
      example: "observe y[Obs] ~ Normal(mu, sigma)"),
    KeywordHelp(
      word: "param",
      summary: "A quantity to be inferred, with its prior; the prior gives its support.",
      example: "param tau ~ HalfCauchy(5)"),
    KeywordHelp(
      word: "predict",
      summary: "A quantity to be drawn for every posterior draw; not drawn in this version.",
      example: "predict yNew[Obs] ~ Normal(mu, sigma)"),
    KeywordHelp(
      word: "report", summary: "A computed quantity that is summarised beside the params.",
      example: "report ratio = a / b"),
    KeywordHelp(
      word: "return", summary: "Gives a function's value.",
      example: "return x * x"),
    KeywordHelp(
      word: "true", summary: "The truth value that is not false.",
      example: "let isOn = true"),
    KeywordHelp(
      word: "var", summary: "A value that may be assigned again inside a `func`.",
      example: "var total = 0.0"),
    KeywordHelp(
      word: "while", summary: "Repeats a block as long as a condition holds.",
      example: "while x > 1 { x = x / 2 }"),
    KeywordHelp(
      word: "as", summary: "Renames what is imported.",
      example: "import \"trend.bayes\" as trend"),
    KeywordHelp(
      word: "censored", summary: "Says which values are known only to lie at or beyond a bound.",
      example: "observe t[Unit] ~ Weibull(k, s) censored(right: limit)"),
    KeywordHelp(
      word: "circular", summary: "A dimension whose last position is next to its first.",
      example: "dim Hour circular = 24"),
    KeywordHelp(
      word: "forget", summary: "Discounts past data in a stream.",
      example: "observe y[Tick] ~ Normal(mu, 1) forget 0.99"),
    KeywordHelp(
      word: "from", summary: "The first integer code of a dimension in data.",
      example: "dim Year = n from 1990"),
    KeywordHelp(
      word: "init", summary: "Where sampling of a param starts.",
      example: "param a ~ Normal(0, 1) init 0.5"),
    KeywordHelp(
      word: "maximize", summary: "The direction of a `decide`.",
      example: "decide roll maximize { ship: gain }"),
    KeywordHelp(
      word: "minimize", summary: "The direction of a `decide`.",
      example: "decide roll minimize { ship: loss }"),
    KeywordHelp(
      word: "of", summary: "Makes a dimension ragged over another.",
      example: "dim Edge of Region = edges"),
    KeywordHelp(
      word: "ordered", summary: "A dimension with a before and an after, for recurrences and lags.",
      example: "dim Time ordered = T"),
    KeywordHelp(
      word: "stream", summary: "A dimension that grows as events come in.",
      example: "dim Tick stream"),
    KeywordHelp(
      word: "truncated", summary: "Renormalises a distribution to an interval.",
      example: "param x ~ Normal(0, 1) truncated 0..."),
    KeywordHelp(
      word: "weight", summary: "Multiplies each term of the log density.",
      example: "observe y[Obs] ~ Normal(mu, 1) weight w"),
    KeywordHelp(
      word: "when", summary: "Leaves out the terms for which a condition does not hold.",
      example: "observe y[Obs] ~ Normal(mu, 1) when isSeen"),
    KeywordHelp(
      word: "where", summary: "Filters a comprehension.",
      example: "sum(x[i] for i in Obs where x[i] > 0)"),
    KeywordHelp(
      word: "with", summary: "Says how a param is to be sampled: centered or noncentered.",
      example: "param theta[School] ~ Normal(mu, tau) with noncentered"),
  ]
}

/// A column or check of a summary, as `bayes help` explains it.
struct SummaryColumn {
  let name: String
  let summary: String
  let sources: [String]

  static let all: [SummaryColumn] = [
    SummaryColumn("Mean", "The mean of the draws: the posterior mean, uncertain by MCSE."),
    SummaryColumn(
      "MCSE",
      "The Monte Carlo standard error: how far Mean may be off because there are only so many draws.",
      [vehtari]),
    SummaryColumn("SD", "The posterior standard deviation: how uncertain the quantity is."),
    SummaryColumn(
      "MAD",
      "The median absolute deviation times 1.4826: SD for a normal posterior, less moved by tails."),
    SummaryColumn("5%", "The 5 % quantile; from here to 95% lie nine tenths of the posterior."),
    SummaryColumn("50%", "The posterior median."),
    SummaryColumn("95%", "The 95 % quantile; from 5% to here lie nine tenths of the posterior."),
    SummaryColumn(
      "ESS_bulk",
      "The effective sample size of the bulk: as many independent draws would estimate the centre as well. Want 100 a chain.",
      [vehtari]),
    SummaryColumn(
      "ESS_tail",
      "The effective sample size of the tails, the smaller of those of the 5 % and 95 % quantiles. Want 100 a chain.",
      [vehtari]),
    SummaryColumn(
      "R_hat",
      "Rank-normalised split R-hat: 1 where the chains agree; above 1.01 they do not yet.",
      [vehtari]),
    SummaryColumn(
      "E-BFMI",
      "The energy Bayesian fraction of missing information, a chain each: below 0.3 the sampler moves slowly through heavy tails or a funnel.",
      ["Betancourt (2016), Diagnosing suboptimal cotangent disintegrations"]),
    SummaryColumn(
      "divergence",
      "A trajectory whose energy error exploded: the posterior is too steep there for the step size, and may be explored badly.",
      ["Betancourt (2017), A conceptual introduction to Hamiltonian Monte Carlo"]),
  ]

  private static let vehtari =
    "Vehtari, Gelman, Simpson, Carpenter, Bürkner (2021), Rank-normalization, folding, and localization"

  private init(_ name: String, _ summary: String, _ sources: [String] = []) {
    self.name = name
    self.summary = summary
    self.sources = sources
  }
}

/// What stands for those densities of Stan that no distribution here is another spelling of: forms that
/// Stan fuses by hand and the compiler here by itself, and what is not there.
enum StanForms {
  /// Whether a name of Stan, without its suffix, is a fused or missing form, and what does its work.
  static func find(_ name: String) -> HelpEntry? {
    if let (distribution, form) = fused[name] {
      return HelpEntry(
        kind: .distribution, name: distribution,
        summary:
          "Stan's \(name) is this with a linear predictor; the compiler fuses the two by itself.",
        forms: [form], example: nil, stanNames: [name], sources: [])
    }
    return absent[name].map { instead in
      HelpEntry(
        kind: .distribution, name: name, summary: "Not in this version; until then \(instead).",
        forms: [], example: nil, stanNames: [name], sources: [])
    }
  }

  static var names: [String] { fused.keys.sorted() + absent.keys.sorted() }

  private static let fused: [String: (distribution: String, form: String)] = [
    "normal_id_glm": ("Normal", "observe y[Obs] ~ Normal(alpha + X @ beta, sigma)"),
    "bernoulli_logit_glm": ("Bernoulli", "observe y[Obs] ~ Bernoulli(logit: alpha + X @ beta)"),
    "binomial_logit_glm": ("Binomial", "observe y[Obs] ~ Binomial(n, logit: alpha + X @ beta)"),
    "poisson_log_glm": ("Poisson", "observe y[Obs] ~ Poisson(log: alpha + X @ beta)"),
    "neg_binomial_2_log_glm": (
      "NegBinomial", "observe y[Obs] ~ NegBinomial(log: alpha + X @ beta, dispersion: phi)"
    ),
    "categorical_logit_glm": (
      "Categorical", "observe y[Obs] ~ Categorical(logits: alpha + X @ beta)"
    ),
    "ordered_logistic_glm": (
      "OrderedLogistic", "observe y[Obs] ~ OrderedLogistic(X @ beta, cutpoints)"
    ),
  ]

  private static let absent: [String: String] = [
    "multi_gp": "`MultiNormal` for every row, with the covariance divided by the row's weight",
    "multi_gp_cholesky":
      "`MultiNormal(mean, cholesky: L)` for every row, L divided by the root of the row's weight",
    "gaussian_dlm_obs":
      "the states as `param`s of a recurrence, or `MultiNormal` with their covariance",
    "lkj_cov": "`LKJCorrCholesky` with scales of their own; Stan's own manual has it no more",
  ]
}

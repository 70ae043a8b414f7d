import BayesData
import Testing

@Suite("Gates and decisions on the command line")
struct JudgementCommandTests {
  private static let model = """
    param p ~ Beta(1, 1)
    observe k ~ Binomial(20, p)
    decide d minimize {
      go: p
      stay: 0.5
    }

    """

  private func boolean(_ node: JSONNode?) -> Bool? {
    if case .boolean(let value)? = node?.value { value } else { nil }
  }

  @Test("answers stand below the summary and in fit.json; a gate that fails is status 1")
  func status() throws {
    let folder = try ScratchFolder()
    try folder.write(#"{"k": 2}"#, to: "d.json")
    try folder.write(Self.model + "gate low: Pr(p < 0.5) > 0.9\n", to: "holds.bayes")
    try folder.write(Self.model + "gate low: Pr(p < 0.5) < 0.1\n", to: "fails.bayes")
    let fine = try BayesProgram.run("bayes fit holds.bayes --data d.json --output f", in: folder)
    #expect(fine.status == 0, "\(fine.errors)")
    #expect(fine.output.contains("gate low holds: Pr(p < 0.5) = "))
    #expect(fine.output.contains("decide d: go is best"))
    #expect(fine.output.contains("(EVPI)"))
    let json = try JSONDocument(parsing: Array(folder.read("f/fit.json").utf8)).root
    #expect(boolean(json["gates"]?.array?.first?["holds"]) == true)
    let decision = json["decisions"]?.array?.first
    #expect(decision?["best"]?.string == "go")
    #expect(decision?["options"]?.array?.map { $0["name"]?.string } == ["go", "stay"])
    #expect(!folder.read("f/draws/chain-1.csv").contains("judged"))
    let failing = try BayesProgram.run("bayes fit fails.bayes --data d.json --json", in: folder)
    #expect(failing.status == 1, "\(failing.errors)")
    let document = try failing.document()
    #expect(boolean(document["gates"]?.array?.first?["holds"]) == false)
  }

  @Test(
    "each of Stan's densities is answered",
    arguments: [
      "bernoulli bernoulli_logit bernoulli_logit_glm binomial binomial_logit binomial_logit_glm",
      "beta_binomial hypergeometric categorical categorical_logit categorical_logit_glm",
      "discrete_range ordered_logistic ordered_logistic_glm ordered_probit poisson poisson_log",
      "poisson_log_glm neg_binomial neg_binomial_2 neg_binomial_2_log neg_binomial_2_log_glm",
      "beta_neg_binomial yule_simon multinomial multinomial_logit dirichlet_multinomial normal",
      "std_normal normal_id_glm exp_mod_normal skew_normal student_t cauchy double_exponential",
      "logistic gumbel skew_double_exponential lognormal chi_square inv_chi_square",
      "scaled_inv_chi_square exponential gamma inv_gamma weibull frechet rayleigh loglogistic",
      "pareto pareto_type_2 wiener beta beta_proportion uniform von_mises multi_normal",
      "multi_normal_prec multi_normal_cholesky multi_gp multi_gp_cholesky multi_student_t",
      "multi_student_t_cholesky gaussian_dlm_obs dirichlet lkj_corr lkj_corr_cholesky wishart",
      "wishart_cholesky inv_wishart inv_wishart_cholesky lkj_cov",
    ])
  func stan(_ names: String) throws {
    let folder = try ScratchFolder()
    for name in names.split(separator: " ") {
      let outcome = try BayesProgram.run("bayes help stan:\(name)", in: folder)
      #expect(outcome.status == 0 && outcome.output.contains("in Stan: "), "\(name)")
      #expect(outcome.output.contains(name), "\(name)")
    }
    if names.contains("normal_id_glm") {
      let help = try BayesProgram.run("bayes help stan:normal_id_glm_lpdf", in: folder)
      #expect(help.output.contains("Normal(alpha + X @ beta, sigma)"))
    }
  }
}

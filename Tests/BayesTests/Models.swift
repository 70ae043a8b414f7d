import Bayes

/// Models that several tests share.
enum Models {
  static let schools = """
    dim School
    data sigma: Real[School] in 0...
    param mu ~ Normal(0, 5)
    param tau ~ HalfCauchy(5)
    param theta[School] ~ Normal(mu, tau)
    observe y[School] ~ Normal(theta, sigma)
    """
  static let schoolData: [String: BayesValue] = [
    "y": [28, 8, -3, 7, -1, 1, 18, 12], "sigma": [15, 10, 16, 11, 9, 11, 10, 18],
  ]

  static func boundSchools() throws -> BoundBayesModel {
    try BayesModel(text: schools).bind(schoolData)
  }

  /// Rates with labels along one dimension and none along the other.
  static func boundRates() throws -> BoundBayesModel {
    try BayesModel(
      text: """
        dim Arm = ["baseline", "canary"]
        dim Day = 3
        data n: Int[Arm]
        param p[Arm] ~ Beta(1, 1)
        param level[Day, Arm] ~ Normal(0, 1)
        observe errors[Arm] ~ Binomial(n, p)
        report lift = p["canary"] - p["baseline"]
        """
    ).bind(["n": .integers([4000, 800]), "errors": .integers([20, 8])])
  }

  /// A fit that would go on for hours.
  static let endless = FitMethod.nuts(chains: 2, warmup: 100, draws: 5_000_000, threads: 2)
}

import Bayes

/// The page that the repository's README shows; the tests compare the two.
func eightSchools() async throws {
  let model = try BayesModel(
    text: """
      dim School
      data sigma: Real[School] in 0...
      param mu ~ Normal(0, 5)
      param tau ~ HalfCauchy(5)
      param theta[School] ~ Normal(mu, tau)
      observe y[School] ~ Normal(theta, sigma)
      """)
  let bound = try model.bind([
    "y": [28, 8, -3, 7, -1, 1, 18, 12], "sigma": [15, 10, 16, 11, 9, 11, 10, 18],
  ])
  let posterior = try await bound.fit(.nuts(chains: 4), seed: 1)
  print(posterior["theta", 1].mean, posterior.diagnostics.verdict)
}

import Bayes
import Testing

@Suite("Predictions of a fit")
struct PredictionTests {
  private func fit(
    _ text: String, _ data: [String: BayesValue], threads: Int = 2, draws: Int = 2000
  ) async throws -> Posterior {
    try await BayesModel(text: text).bind(data)
      .fit(.nuts(chains: 2, draws: draws, threads: threads), seed: 3)
  }

  @Test("a prediction has the posterior predictive distribution")
  func betaBinomial() async throws {
    // p is Beta(3, 9) after 2 of 10, so `next` is beta-binomial with 5 trials.
    let fit = try await fit(
      """
      param p ~ Beta(1, 1)
      observe k ~ Binomial(10, p)
      predict next ~ Binomial(5, p)
      report isMost = real(next) / 5
      """, ["k": 2])
    #expect(fit.names == ["p", "next", "isMost"])
    let next = fit["next"]
    #expect(abs(next.mean - 1.25) < 5 * next.mcse)
    // n p (1 - p) (n + α + β) / (1 + α + β) with p = 1/4.
    let variance: Double = 5 * 0.25 * 0.75 * 17 / 13
    let error: Double = variance * (3 / next.essBulk).squareRoot()
    // The standard error of a variance, of which the excess kurtosis is below 1.
    let own: Double = next.sd * next.sd
    let isClose: Bool = (own - variance).magnitude < 5 * error
    #expect(isClose, "\(own), not \(variance)")
    let shares: [Double] = next.draws.flatMap { $0 }.map { $0 / 5 }
    #expect(fit["isMost"].draws.flatMap { $0 } == shares)
  }

  @Test("predictions may read data, parameters and each other")
  func chained() async throws {
    let fit = try await fit(
      """
      dim Time ordered = 3
      param mu ~ Normal(0, 1)
      observe y ~ Normal(mu, 0.001)
      predict x[Time.first] ~ Normal(mu, 0.001)
      predict x[t in Time.dropFirst()] ~ Normal(x[t - 1] + y, 0.001)
      """, ["y": 2])
    for (place, mean) in [2.0, 4, 6].enumerated() {
      #expect(abs(fit["x", place + 1].mean - mean) < 0.001)
    }
  }

  @Test("predictions do not depend on the number of threads, nor change the parameters")
  func determinism() async throws {
    let text = "param mu ~ Normal(0, 1)\nobserve y ~ Normal(mu, 1)\n"
    let predicting = text + "predict next ~ Normal(mu, 1)\n"
    let one = try await fit(predicting, ["y": 1], threads: 1, draws: 200)
    let two = try await fit(predicting, ["y": 1], threads: 2, draws: 200)
    let without = try await fit(text, ["y": 1], draws: 200)
    #expect(one["next"].draws == two["next"].draws)
    #expect(one["mu"].draws == without["mu"].draws)
    #expect(one["next"].draws[0] != one["next"].draws[1])
  }

  @Test("a param is conditioned on, or its data are ignored, by name only")
  func conditioning() async throws {
    let model = try BayesModel(
      text: """
        dim Obs
        param mu ~ Normal(0, 1)
        param s ~ HalfNormal(1)
        observe y[Obs] ~ Normal(mu, s)
        predict next ~ Normal(mu, 0.001)
        """)
    let data: [String: BayesValue] = ["y": [1, 2, 4], "mu": 3]
    let refused = try #require(throws: ModelError.self) { _ = try model.bind(data) }
    #expect(refused.description.contains("--condition mu"))
    #expect(refused.description.contains("--latent mu"))
    let method = FitMethod.nuts(chains: 2, draws: 300)
    let held = try model.bind(data, conditioning: ["mu"])
    #expect(held.plan.lines.first == "data: mu is conditioned on its data")
    let fit = try await held.fit(method)
    #expect(fit.names == ["s", "next"])
    #expect((fit["next"].mean - 3).magnitude < 0.001)
    let free = try await model.bind(data, latent: ["mu"]).fit(method)
    #expect(free.names == ["mu", "s", "next"])
  }

  @Test("a program draws from the prior by sizes, and reads draws by name and index")
  func prior() throws {
    let model = try BayesModel(
      text: "dim Obs\nparam mu ~ Normal(2, 1)\nobserve y[Obs] ~ Normal(mu, 1)\n")
    let prior = try model.drawPrior(sizes: ["Obs": 2], draws: 4000, seed: 9)
    #expect(prior.names == ["mu", "y[1]", "y[2]"])
    let y = try #require(prior.values("y", 2))
    let mean: Double = y.reduce(0, +) / Double(y.count)
    // Five standard errors of a mean whose variance is 2.
    #expect((mean - 2).magnitude < 5 * (2.0 / 4000).squareRoot())
    #expect(prior.values("y", 3) == nil)
    #expect(throws: ModelError.self) { try model.drawPrior() }
    let improper = try BayesModel(text: "param mu ~ Flat()\nobserve y ~ Normal(mu, 1)\n")
    let refused = try #require(throws: ModelError.self) { _ = try improper.drawPrior() }
    #expect(
      refused.description.contains("`mu` cannot be drawn: the density of Flat is no probability"))
  }
}

@Suite("Predictions and discrete latents")
struct LatentPredictionTests {
  private static let mixture = """
    dim Obs
    dim K = 2
    let mu = [-10.0, 10]
    param w ~ Beta(1, 1)
    param z: K[Obs] ~ Categorical([w, 1 - w])
    observe y[Obs] ~ Normal(mu[z], 1)
    """

  @Test("predictions read the latents' draws of the posterior, not of the prior")
  func posterior() async throws {
    let model = try BayesModel(
      text: Self.mixture + """

        predict again[i in Obs] ~ Normal(mu[z[i]], 0.001)
        report z
        report distance = abs(again - mu[z])
        gate first: Pr(again[1] < 0) > 0.999
        """)
    let y: [Double] = [-9, 9, 11, -10]
    let fit = try await model.bind(["y": .reals(y)])
      .fit(.nuts(chains: 2, draws: 300), seed: 5)
    for (place, value) in y.enumerated() {
      // The components are twenty standard deviations apart: the states are certain.
      let side = value < 0 ? -10.0 : 10
      #expect(fit["again", place + 1].draws.flatMap { $0 }.allSatisfy { abs($0 - side) < 0.01 })
      #expect(fit["z", place + 1].draws.flatMap { $0 }.allSatisfy { $0 == (value < 0 ? 1 : 2) })
      #expect(fit["distance", place + 1].draws.flatMap { $0 }.allSatisfy { $0 < 0.01 })
    }
    #expect(fit.gate("first")?.holds == true)
    // The states that predictions need are no quantity of a fit that does not report them.
    let silent = try BayesModel(
      text: Self.mixture + "\npredict again[i in Obs] ~ Normal(mu[z[i]], 0.001)\n")
    let other = try await silent.bind(["y": .reals(y)])
      .fit(.nuts(chains: 1, draws: 50), seed: 5)
    #expect(other.names == ["w"] + (1...4).map { "again[\($0)]" })
  }

  @Test("the prior of a latent is drawn with the other parameters")
  func prior() throws {
    let model = try BayesModel(text: Self.mixture)
    let prior = try model.drawPrior(sizes: ["Obs": 1], draws: 4000, seed: 2)
    let z = try #require(prior.values("z", 1))
    let y = try #require(prior.values("y", 1))
    #expect(zip(z, y).allSatisfy { abs($1 - ($0 == 1 ? -10 : 10)) < 6 })
    let share: Double = Double(z.count { $0 == 1 }) / 4000
    // w has the mean 1/2: five standard errors.
    #expect((share - 0.5).magnitude < 5 * (0.25 / 4000).squareRoot())
  }
}

import Bayes
import Testing

@Suite("Fits in a program")
struct FitTests {
  @Test("draws are read by name, number and label, alone or mixed")
  func names() async throws {
    let fit = try await Models.boundRates().fit(.nuts(chains: 2, draws: 300), seed: 1)
    #expect(
      fit.names == [
        "p[1]", "p[2]", "level[1,1]", "level[1,2]", "level[2,1]", "level[2,2]", "level[3,1]",
        "level[3,2]", "lift",
      ])
    #expect(fit["p", "canary"] == fit["p", 2])
    #expect(fit["level", 3, "canary"].name == "level[3,2]")
    #expect(fit["level", 3, "canary"].labels == [nil, "canary"])
    #expect(fit.estimates.map(\.name) == fit.names)
    let lift = fit["lift"]
    #expect(lift.draws.map(\.count) == [300, 300])
    let drawn = lift.draws.flatMap(\.self)
    #expect(abs(drawn.reduce(0, +) / 600 - lift.mean) < 1e-12)
    for (draw, (canary, baseline)) in zip(
      drawn,
      zip(fit["p", "canary"].draws.flatMap(\.self), fit["p", "baseline"].draws.flatMap(\.self)))
    {
      #expect(draw == canary - baseline)
    }
    #expect(lift.lower < lift.median && lift.median < lift.upper)
  }

  @Test("a scalar that is not there is nil where the question is not the program's own")
  func unknown() async throws {
    let fit = try await Models.boundRates().fit(.nuts(chains: 1, warmup: 50, draws: 20))
    #expect(fit.estimate("p", "canary") != nil)
    #expect(fit.estimate("p", "Canary") == nil)
    #expect(fit.estimate("p", 3) == nil)
    #expect(fit.estimate("p") == nil)
    #expect(fit.estimate("q") == nil)
    #expect(fit.estimate("level", "canary", 3) == nil)
  }

  @Test("the posterior of a Beta-binomial is the Beta that it must be")
  func conjugate() async throws {
    let fit = try await Models.boundRates().fit(.nuts(chains: 4, draws: 2000), seed: 2)
    // Beta(1 + 8, 1 + 792): four standard errors of the estimate.
    let canary = fit["p", "canary"]
    #expect(abs(canary.mean - 9.0 / 802) < 4 * canary.mcse)
    #expect(fit.diagnostics.isReliable)
    #expect(fit.diagnostics.worstRHat ?? 2 < 1.01)
    #expect(fit.table().contains("p[2] canary"))
  }

  @Test("a seed gives the same draws on any number of threads, another seed others")
  func determinism() async throws {
    let bound = try Models.boundSchools()
    let one = try await bound.fit(.nuts(draws: 100, threads: 1), seed: 7)
    let four = try await bound.fit(.nuts(draws: 100, threads: 4), seed: 7)
    let other = try await bound.fit(.nuts(draws: 100, threads: 4), seed: 8)
    #expect(one.estimates.map(\.draws) == four.estimates.map(\.draws))
    #expect(one["mu"].draws != other["mu"].draws)
  }

  @Test(
    "settings out of range are errors that say so",
    arguments: [
      (FitMethod.nuts(chains: 0), "chains is from 1"), (.nuts(warmup: -1), "warmup is from 0"),
      (.nuts(draws: 0), "draws is from 1"), (.nuts(threads: 0), "threads is from 1"),
      (.nuts(targetAcceptance: 1.5), "targetAcceptance is a number from 0.1"),
      (.nuts(targetAcceptance: .nan), "targetAcceptance"),
      (.nuts(maxTreeDepth: 99), "maxTreeDepth is an integer from 1"),
    ])
  func settings(_ method: FitMethod, _ words: String) async throws {
    let bound = try Models.boundSchools()
    let error = await #expect(throws: FitError.self) { _ = try await bound.fit(method) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test("a model without a starting point says which statement has no density there")
  func noStart() async throws {
    let bound = try BayesModel(
      text: "param x ~ Normal(0, 1)\nobserve y ~ Uniform(x + 1000, x + 1001)"
    ).bind(["y": 0])
    let error = await #expect(throws: FitError.self) { _ = try await bound.fit() }
    #expect(error?.description.contains("`y` (line 2)") == true)
  }

  @Test("a model without parameters has its reports and nothing to sample")
  func constant() async throws {
    let bound = try BayesModel(text: "data x: Real\nreport double = 2 * x").bind(["x": 21])
    let fit = try await bound.fit(.nuts(chains: 1, warmup: 0, draws: 4))
    #expect(fit["double"].mean == 42)
  }
}

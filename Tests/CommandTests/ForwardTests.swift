import BayesData
import Foundation
import Testing

@Suite("Draws from the prior and from stored draws")
struct ForwardTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  private func run(_ line: String, status: Int32 = 0) throws -> BayesProgram.Outcome {
    let outcome = try BayesProgram.run(line, in: folder)
    #expect(outcome.status == status, "\(line)\n\(outcome.errors)")
    return outcome
  }

  private func row(_ node: JSONNode, _ member: String, _ name: String) throws -> JSONNode {
    try #require(
      node[member]?.array?.first { $0["name"]?.string == name }, "no \(name) among \(member)")
  }

  /// Whether a mean lies within five of its standard errors of what it must be.
  private func expectMean(_ row: JSONNode, _ mean: Double) throws {
    let own = try #require(row["mean"]?.number)
    let error = try #require(row["mcse"]?.number)
    #expect(abs(own - mean) < 5 * error, "\(own) ± \(error), not \(mean)")
  }

  @Test("the prior needs no observations, only sizes")
  func prior() throws {
    try folder.write(
      """
      dim Obs
      param mu ~ Normal(3, 1)
      observe y[Obs] ~ Normal(mu, 1)
      report twice = 2 * mu
      """, to: "m.bayes")
    let document = try run("bayes prior m.bayes --size Obs=2 --json --draws 4000").document()
    try expectMean(row(document, "parameters", "mu"), 3)
    try expectMean(row(document, "predictions", "y[2]"), 3)
    try expectMean(row(document, "predictions", "twice"), 6)
    let unsized = try run("bayes prior m.bayes", status: 3)
    #expect(unsized.errors.contains("`y`") || unsized.errors.contains("Obs"))
    let stranger = try run("bayes prior m.bayes --size Obsx=2", status: 2)
    #expect(stranger.errors.contains("the model has no dimension Obsx"))
    // Values that were observed tell sizes and nothing else.
    try folder.write(#"{"y": [900, 900]}"#, to: "d.json")
    let sized = try run("bayes prior m.bayes --data d.json --json --draws 4000").document()
    #expect(sized["predictions"]?.array?.count == document["predictions"]?.array?.count)
    try expectMean(row(sized, "predictions", "y[1]"), 3)
  }

  @Test("an improper prior is an error that names the param and its line")
  func improper() throws {
    try folder.write("param mu ~ Flat()\nobserve y ~ Normal(mu, 1)\n", to: "m.bayes")
    let outcome = try run("bayes prior m.bayes", status: 3)
    #expect(
      outcome.errors.contains(
        "error[B0701]: `mu` cannot be drawn: the density of Flat is no probability"))
  }

  @Test("a fit keeps predictions, replicates and log likelihoods in its files")
  func files() throws {
    try folder.write(
      """
      dim Obs
      param mu ~ Normal(0, 10)
      observe y[Obs] ~ Normal(mu, 1)
      predict next ~ Normal(mu, 1)
      """, to: "m.bayes")
    try folder.write(#"{"y": [1, 2, 3]}"#, to: "d.json")
    let fit = try run(
      "bayes fit m.bayes --data d.json --replicate --log-likelihood --output f --json")
    let document = try fit.document()
    #expect(document["parameters"]?.array?.map { $0["name"]?.string } == ["mu"])
    #expect(document["replicates"]?.array?.map(\.string) == ["y_rep"])
    #expect(document["logLikelihood"]?.array?.map(\.string) == ["log_lik"])
    try expectMean(row(document, "predictions", "next"), 2 * 300.0 / 301)
    let lines = folder.read("f/draws/chain-1.csv").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: ",").map(String.init) }
    let names = [
      "mu", "next", "y_rep.1", "y_rep.2", "y_rep.3", "log_lik.1", "log_lik.2", "log_lik.3",
    ]
    #expect(Array(lines[0].dropFirst(7)) == names)
    for line in lines.dropFirst().prefix(50) {
      let values = line.dropFirst(7).compactMap { Double($0) }
      for (place, y) in [1.0, 2, 3].enumerated() {
        let z = y - values[0]
        #expect(abs(values[5 + place] - (-0.918938533204672742 - z * z / 2)) < 1e-12)
      }
    }
    let summary = try run("bayes summary f").output
    #expect(summary.contains("next") && !summary.contains("y_rep"))
  }

  @Test("new data give predictions; a new label is a new member, and is told")
  func newData() throws {
    try folder.write(
      """
      dim Group, Obs
      data group: Group[Obs]
      param tau ~ HalfNormal(1)
      param a[Group] ~ Normal(7, tau)
      observe y[Obs] ~ Normal(a[group], 1)
      """, to: "m.bayes")
    try folder.write("group,y\nred,7\nblue,7\n", to: "old.csv")
    try folder.write("group\nblue\ngreen\n", to: "new.csv")
    _ = try run("bayes fit m.bayes --data old.csv --output f --quiet --draws 2000")
    let outcome = try run("bayes predict m.bayes --from f --data new.csv --json")
    #expect(outcome.errors.contains("drawn from the prior: a[2] (green)"))
    let document = try outcome.document()
    #expect(document["predictions"]?.array?.map { $0["name"]?.string } == ["y[1]", "y[2]"])
    for place in 1...2 {
      // All groups lie about 7, and so did what was observed.
      try expectMean(row(document, "predictions", "y[\(place)]"), 7)
    }
    let other = try run("bayes predict m.bayes --from f --data old.csv --json").document()
    #expect(other["predictions"]?.array?.map { $0["name"]?.string } == ["y_rep[1]", "y_rep[2]"])
    try folder.write("param other ~ Normal(0, 1)\npredict x ~ Normal(other, 1)\n", to: "n.bayes")
    let wrong = try run("bayes predict n.bayes --from f", status: 3)
    #expect(wrong.errors.contains("the draws have no `other`"))
  }

  @Test("discrete latents are drawn anew for new data, or read where they were reported")
  func latents() throws {
    let model = """
      dim Obs
      dim K = 2
      let mu = [-10.0, 10]
      param w ~ Beta(1, 1)
      param z: K[Obs] ~ Categorical([w, 1 - w])
      observe y[Obs] ~ Normal(mu[z], 1)

      """
    try folder.write(model, to: "m.bayes")
    try folder.write(model + "report z\n", to: "kept.bayes")
    try folder.write(#"{"y": [-9, 9, 11, -10]}"#, to: "d.json")
    let fit = try run("bayes fit m.bayes --data d.json --replicate --output f --json").document()
    #expect(fit["parameters"]?.array?.map { $0["name"]?.string } == ["w"])
    let names = folder.read("f/draws/chain-1.csv").split(separator: "\n")
      .first { !$0.hasPrefix("#") }?.split(separator: ",").dropFirst(7)
    #expect(names.map(Array.init) == ["w", "y_rep.1", "y_rep.2", "y_rep.3", "y_rep.4"])
    let new = try run("bayes predict m.bayes --from f --size Obs=1 --json")
    #expect(new.errors.contains("drawn from the prior: z"))
    // w has the posterior Beta(3, 3).
    try expectMean(row(new.document(), "predictions", "y[1]"), 0)
    let refused = try run("bayes predict m.bayes --from f --data d.json", status: 3)
    #expect(refused.errors.contains("`report z` in the model keeps its draws"))
    _ = try run("bayes fit kept.bayes --data d.json --output g --quiet")
    let again = try run("bayes predict kept.bayes --from g --data d.json --json").document()
    try expectMean(row(again, "predictions", "y_rep[1]"), -10)
    try expectMean(row(again, "predictions", "y_rep[2]"), 10)
  }

  @Test("of what depends on a latent the log likelihood is that with the latent summed out")
  func marginalLikelihood() throws {
    try folder.write(
      """
      dim Obs
      dim K = 2
      let mu = [-1.0, 1]
      param w ~ Beta(1, 1)
      param z: K[Obs] ~ Categorical([w, 1 - w])
      observe y[Obs] ~ Normal(mu[z], 1)
      """, to: "m.bayes")
    let y = [-1.5, 0.2, 2]
    try folder.write(#"{"y": [-1.5, 0.2, 2]}"#, to: "d.json")
    let fit = try run("bayes fit m.bayes --data d.json --log-likelihood --output f --json")
    #expect(try fit.document()["logLikelihood"]?.array?.map(\.string) == ["log_lik"])
    let lines = folder.read("f/draws/chain-1.csv").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: ",").dropFirst(7).map(String.init) }
    #expect(lines[0] == ["w", "log_lik.1", "log_lik.2", "log_lik.3"])
    for line in lines.dropFirst().prefix(50) {
      let values = line.compactMap { Double($0) }
      for place in 0..<3 {
        let densities = [-1.0, 1].map { mean in
          exp(-(y[place] - mean) * (y[place] - mean) / 2) / (2 * Double.pi).squareRoot()
        }
        let sum = values[0] * densities[0] + (1 - values[0]) * densities[1]
        #expect(abs(values[place + 1] - log(sum)) < 1e-12)
      }
    }
    try folder.write(
      """
      dim Time ordered
      dim K = 2
      let mu = [-1.0, 1]
      param stay ~ Beta(1, 1)
      let move[i in K, j in K] = i == j ? stay : 1 - stay
      param z[Time.first] ~ Categorical(ones(K) / 2)
      param z[t in Time.dropFirst()] ~ Categorical(move[z[t - 1], _])
      observe y[Time] ~ Normal(mu[z], 1)
      """, to: "chain.bayes")
    let refused = try run("bayes fit chain.bayes --data d.json --log-likelihood", status: 3)
    #expect(refused.errors.contains("error[B0701]: `y` has no log likelihood of each value"))
  }

  @Test("a random walk goes on after its last element, and a ragged plate has new members")
  func forecast() throws {
    try folder.write(
      """
      dim Time ordered
      param level[Time.first] ~ Normal(3, 0.001)
      param level[t in Time.dropFirst()] ~ Normal(level[t - 1] + 1, 0.001)
      observe y[Time] ~ Normal(level, 1)
      """, to: "walk.bayes")
    try folder.write(#"{"y": [3, 4]}"#, to: "walk.json")
    _ = try run("bayes fit walk.bayes --data walk.json --output w --quiet")
    let outcome = try run("bayes predict walk.bayes --from w --size Time=4 --json")
    #expect(outcome.errors.contains("drawn from the prior: level[3], level[4]"))
    for time in 1...4 {
      try expectMean(row(outcome.document(), "predictions", "y[\(time)]"), Double(time + 2))
    }
    try folder.write(
      """
      dim Site
      data visits: Int[Site]
      dim Visit of Site = visits
      param rate[Site] ~ Gamma(100, 25)
      observe count[v in Visit] ~ Poisson(rate[v])
      """, to: "sites.bayes")
    try folder.write(#"{"visits": [1, 2], "count": [4, 4, 4]}"#, to: "sites.json")
    try folder.write(#"{"visits": [1, 2, 2]}"#, to: "more.json")
    _ = try run("bayes fit sites.bayes --data sites.json --output s --quiet")
    let sites = try run("bayes predict sites.bayes --from s --data more.json --json")
    #expect(sites.errors.contains("drawn from the prior: rate[3]"))
    for visit in 1...5 {
      try expectMean(row(sites.document(), "predictions", "count[\(visit)]"), 4)
    }
  }
}

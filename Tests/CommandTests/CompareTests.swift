import BayesData
import Foundation
import Testing

@Suite("Comparing fits")
struct CompareTests {
  private let folder: ScratchFolder
  init() throws {
    folder = try ScratchFolder()
    try folder.write(Self.model(mean: "a + b * x"), to: "line.bayes")
    try folder.write(Self.model(mean: "a + 0 * b"), to: "level.bayes")
    try folder.write(
      #"{"x": [0, 1, 2, 3, 4, 5, 6, 7], "y": [0.1, 2.2, 3.8, 6.1, 8.3, 9.7, 12.2, 13.8]}"#,
      to: "d.json")
    try folder.write(
      #"{"x": [0, 1, 2, 3, 4, 5, 6, 7], "y": [0.1, 2.2, 3.8, 6.1, 8.3, 9.7, 12.2, 13.9]}"#,
      to: "other.json")
    try folder.write(#"{"x": [0, 1, 2], "y": [0.1, 2.2, 3.8]}"#, to: "short.json")
  }

  private static func model(mean: String) -> String {
    """
    dim Obs
    data x: Real[Obs]
    param a ~ Normal(0, 10)
    param b ~ Normal(0, 10)
    param sigma ~ HalfNormal(5)
    observe y[Obs] ~ Normal(\(mean), sigma)
    """
  }

  private func fit(
    _ model: String, _ data: String = "d.json", to output: String,
    flags: String = "--log-likelihood"
  ) throws {
    let outcome = try BayesProgram.run(
      "bayes fit \(model).bayes --data \(data) --output \(output) --quiet \(flags)", in: folder)
    #expect(outcome.status == 0 || outcome.status == 4, "\(outcome.errors)")
  }

  @Test("the better model comes first, with difference, error and weight, whatever the order given")
  func order() throws {
    try fit("line", to: "line")
    try fit("level", to: "level")
    for line in ["bayes compare level line --json", "bayes compare line level --json"] {
      let outcome = try BayesProgram.run(line, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let document = try outcome.document()
      let fits = try #require(document["fits"]?.array)
      #expect(fits.map { $0["folder"]?.string } == ["line", "level"])
      #expect(fits[0]["difference"]?.number == 0)
      let difference = try #require(fits[1]["difference"]?.number)
      let elpd = fits.compactMap { $0["elpd"]?.number }
      #expect(abs(difference - (elpd[1] - elpd[0])) < 1e-9 && difference < -10)
      #expect(try #require(fits[0]["weight"]?.number) > 0.99)
      #expect(fits[0]["pointwise"]?.array?.count == 8)
      #expect(fits[0]["pointwise"]?.array?[2]["name"]?.string == "log_lik[3]")
    }
    let text = try BayesProgram.run("bayes compare level line", in: folder).output
    #expect(text.contains("line predicts better than level by "))
  }

  @Test("fits that kept no log likelihoods, or observed other values, are refused with the way out")
  func refusals() throws {
    try fit("line", to: "line")
    try fit("line", to: "bare", flags: "")
    try fit("line", "other.json", to: "other")
    try fit("line", "short.json", to: "short")
    for (line, reason) in [
      ("line bare", "bare has no log likelihoods; fit the model again with --log-likelihood"),
      ("line other", "line and other observed different values"),
      ("line short", "line has 8 observations and short 3"),
    ] {
      let outcome = try BayesProgram.run("bayes compare \(line)", in: folder)
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains(reason), "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }
    let missing = try BayesProgram.run("bayes compare nowhere", in: folder)
    #expect(missing.status == 5)
  }
}

import Bayes

/// Answers whether a release that a few users have seen fails more often than the one before: the
/// model is checked once, bound to the counts of each question, and fitted while the service goes on.
struct RolloutService: Sendable {
  private let model: BayesModel

  /// Checks the model; throws `ModelError`, whose text names line and cause.
  init() throws {
    model = try BayesModel(
      text: """
        dim Arm = ["baseline", "canary"]
        data requests: Int[Arm]
        param rate[Arm] ~ Beta(1, 99)
        observe errors[Arm] ~ Binomial(requests, rate)
        report lift = rate["canary"] - rate["baseline"]
        """, name: "rollout.bayes")
  }

  /// What is asked: requests and errors of the old release, then of the new one.
  struct Question: Sendable {
    var requests: [Int]
    var errors: [Int]
  }

  /// What is answered.
  struct Answer: Sendable {
    var canary: Estimate
    var probabilityOfHarm: Double
    var isReliable: Bool
  }

  /// The model with a question's counts; throws `ModelError` where they cannot be.
  func bind(_ question: Question) throws -> BoundBayesModel {
    try model.bind([
      "requests": .integers(question.requests), "errors": .integers(question.errors),
    ])
  }

  /// Fits and answers; `isWorse` is the lift in errors per request that counts as harm.
  func answer(_ question: Question, isWorse: Double) async throws -> Answer {
    let task = try bind(question).start(.nuts(chains: 4), seed: 1)
    for await step in task.progress where step.iteration == step.total {
      print("chain \(step.chain): \(step.total) iterations")
    }
    let posterior = try await task.posterior
    let lifts = posterior["lift"].draws.flatMap(\.self)
    return Answer(
      canary: posterior["rate", "canary"],
      probabilityOfHarm: Double(lifts.count { $0 > isWorse }) / Double(lifts.count),
      isReliable: posterior.diagnostics.isReliable)
  }
}

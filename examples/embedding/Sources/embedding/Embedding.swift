import Bayes

/// Runs the service on three questions: one it can answer, one whose counts are wrong, and one whose
/// asker goes away.
@main
enum Embedding {
  static func main() async throws {
    let service = try RolloutService()
    let question = RolloutService.Question(requests: [52_000, 4_800], errors: [190, 31])

    print("plan")
    print(try service.bind(question).plan)

    let answer = try await service.answer(question, isWorse: 0.001)
    print("canary fails \(answer.canary.mean) of requests, MCSE \(answer.canary.mcse)")
    print("probability of harm \(answer.probabilityOfHarm), reliable \(answer.isReliable)")

    do {
      _ = try service.bind(.init(requests: [10, 5], errors: [1, -6]))
    } catch let error as ModelError {
      print("refused \(error.diagnostics.map(\.code.id)):")
      print(error)
    }

    try await cancel(service, question)
    try gradient(service, question)
    try await eightSchools()
  }

  /// A fit whose asker goes away ends at its next leapfrog.
  private static func cancel(
    _ service: RolloutService, _ question: RolloutService.Question
  ) async throws {
    let bound = try service.bind(question)
    let request = Task { try await bound.fit(.nuts(draws: 1_000_000)) }
    try await Task.sleep(for: .milliseconds(50))
    request.cancel()
    if case .failure(let error) = await request.result {
      print("cancelled \(error is CancellationError)")
    }
  }

  /// The log density alone, for a sampler of one's own.
  private static func gradient(
    _ service: RolloutService, _ question: RolloutService.Question
  ) throws {
    let density = try service.bind(question).logDensity
    let (value, gradient) = density.gradient(at: [-5.5, -5])
    print("log density \(value), gradient \(gradient)")
    print(zip(density.names, density.quantities(at: [-5.5, -5])).map { "\($0) = \($1)" })
  }
}

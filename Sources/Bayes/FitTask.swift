import BayesGraph
import BayesInference
import BayesPosterior
import BayesSource

/// A fit under way: its progress, its end, and the way to stop it.
///
/// ```swift
/// let task = bound.start(.nuts(chains: 4), seed: 1)
/// for await step in task.progress { print(step) }
/// let posterior = try await task.posterior
/// ```
public final class FitTask: Sendable {
  /// What the chains tell, at most some ten times a second each; it ends with the fit.
  ///
  /// News that nobody reads is dropped, the oldest first. For one reader.
  public let progress: AsyncStream<FitProgress>
  private let interruption: Interruption
  private let task: Task<Posterior, any Error>

  init(_ bound: BoundBayesModel, _ method: FitMethod, seed: UInt64) {
    let (progress, news) = AsyncStream.makeStream(
      of: FitProgress.self, bufferingPolicy: .bufferingNewest(256))
    let interruption = Interruption()
    self.progress = progress
    self.interruption = interruption
    task = Task {
      defer { news.finish() }
      let settings = try method.settings(seed: seed)
      let drawn = DrawnQuantities.ofFit(bound.prepared)
      if let refusal = drawn.refusal {
        let text = DiagnosticRenderer(bound.prepared.model.graph.source).text([refusal.diagnostic])
        throw FitError(description: text)
      }
      let memory = FitMemory(
        bound.prepared, bound.program, settings, drawn: drawn, isWritten: false)
      if let refusal = memory.refusal(limit: Machine.memory / 2, names: { $0 }) {
        throw FitError(description: refusal)
      }
      let run = FitRun(
        plan: bound.prepared, program: bound.program, settings: settings, drawn: drawn,
        interruption: interruption)
      switch await run.run(report: { news.yield($0) }) {
      case .success(let result):
        return Posterior(
          result.draws, Judgement(bound.prepared.original, result.draws),
          maxTreeDepth: settings.nuts.maxTreeDepth,
          isInterrupted: result.isInterrupted)
      case .failure(let failure):
        throw FitError(description: failure.text(bound.prepared.model.graph.source))
      }
    }
  }

  /// Stops the chains at their next leapfrog; the posterior then holds the draws made so far.
  public func stop() { interruption.interrupt() }

  /// The draws, once the fit is done or stopped.
  ///
  /// Throws `FitError` where a setting is out of range, memory does not suffice, or no chain finds a
  /// starting point.
  public var posterior: Posterior {
    get async throws { try await task.value }
  }
}

/// Why a fit has no draws.
public struct FitError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The statement at fault with the values of its arguments, or the cause of the failure.
  public let description: String
}

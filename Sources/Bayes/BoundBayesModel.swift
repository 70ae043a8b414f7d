import BayesExecution
import BayesGraph
import BayesMath

/// A model with its data, ready to be fitted.
public struct BoundBayesModel: Sendable {
  let prepared: Plan
  let program: Program
  /// The log density over unconstrained vectors: the seam for other samplers.
  public let logDensity: ModelLogDensity

  init(prepared: Plan, program: Program) {
    self.prepared = prepared
    self.program = program
    logDensity = ModelLogDensity(program, labels: prepared.model.labels)
  }

  /// What will be sampled and how; it prints as `bayes plan` does.
  public var plan: InferencePlan { InferencePlan(prepared) }

  /// Starts a fit on threads of its own and returns at once.
  ///
  /// The run tells its progress, can be stopped, and holds the posterior once it is done.
  public func start(_ method: FitMethod = .nuts(), seed: UInt64 = 1) -> FitTask {
    FitTask(self, method, seed: seed)
  }

  /// Draws from the posterior.
  ///
  /// Chains run on threads of their own; cancelling the task stops them at their next leapfrog.
  /// Throws `FitError` where a setting is out of range or no chain finds a starting point, and
  /// `CancellationError` when cancelled.
  public func fit(_ method: FitMethod = .nuts(), seed: UInt64 = 1) async throws -> Posterior {
    let task = start(method, seed: seed)
    return try await withTaskCancellationHandler {
      let posterior = try await task.posterior
      try Task.checkCancellation()
      return posterior
    } onCancel: {
      task.stop()
    }
  }
}

/// How a bound model is inferred.
public struct InferencePlan: Sendable, Hashable, CustomStringConvertible {
  /// A sentence for each remark on the data, quantity and rewrite.
  public let lines: [String]
  /// All of it as text.
  public var description: String { lines.map { $0 + "\n" }.joined() }

  init(_ plan: Plan) { lines = plan.text.split(separator: "\n").map(String.init) }
}

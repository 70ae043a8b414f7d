import BayesExecution
import BayesGraph
import BayesInference
import BayesMath
import BayesPosterior

/// A model with its data, ready to be fitted.
public struct BoundBayesModel: Sendable {
  let plan: Plan
  let program: Program

  /// What will be sampled and how, as `bayes plan` prints it.
  public var planText: String { plan.text }

  /// The log density over unconstrained vectors: the seam for other samplers.
  public var logDensity: ModelLogDensity { ModelLogDensity(program) }

  /// Draws from the posterior.
  ///
  /// Chains run on threads of their own; cancelling the task stops them. Throws `FitError` where no
  /// chain finds a starting point, and `CancellationError` when cancelled.
  public func fit(
    _ method: FitMethod = .nuts(), seed: UInt64 = 1,
    progress: @escaping @Sendable (FitProgress) -> Void = { _ in }
  ) async throws -> Fit {
    let interruption = Interruption()
    let run = FitRun(
      plan: plan, program: program, settings: method.settings(seed: seed),
      interruption: interruption)
    let result = await withTaskCancellationHandler {
      await run.run(report: progress)
    } onCancel: {
      interruption.interrupt()
    }
    try Task.checkCancellation()
    switch result {
    case .success(let result): return Fit(result.draws)
    case .failure(let failure): throw FitError(failure, plan.model.graph.source)
    }
  }
}

/// A method of inference with its settings.
public enum FitMethod: Sendable, Hashable {
  /// The no-U-turn sampler; warm-up and draws are counted per chain.
  case nuts(chains: Int = 4, warmup: Int = 1000, draws: Int = 1000, threads: Int = 4)

  func settings(seed: UInt64) -> FitSettings {
    var settings = FitSettings()
    switch self {
    case .nuts(let chains, let warmup, let draws, let threads):
      settings.chains = max(chains, 1)
      settings.warmup = max(warmup, 0)
      settings.draws = max(draws, 1)
      settings.threads = max(threads, 1)
    }
    settings.seed = seed
    return settings
  }
}

/// A log density over unconstrained vectors with its gradient.
public struct ModelLogDensity: Sendable {
  private let program: Program

  init(_ program: Program) { self.program = program }

  /// The number of coordinates.
  public var dimension: Int { program.dimension }

  /// Value and gradient at a point; a value of −∞ or NaN means that the point has no density.
  ///
  /// - Precondition: `point` has `dimension` elements.
  public func gradient(at point: [Double]) -> (value: Double, gradient: [Double]) {
    precondition(
      point.count == dimension, "the point has \(point.count) elements, not \(dimension)")
    var gradient = [Double](repeating: 0, count: max(dimension, 1))
    var position = point.isEmpty ? [0] : point
    let evaluator = program.makeEvaluator()
    let value =
      (try? evaluator.logDensityAndGradient(at: &position, gradient: &gradient)) ?? .nan
    return (value, Array(gradient.prefix(dimension)))
  }
}

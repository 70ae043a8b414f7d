import BayesExecution
import BayesGraph
import BayesInference
import BayesMath
import BayesPosterior

/// One chain's run from its starting point to its columns of draws.
struct ChainRun {
  /// What a chain came to.
  enum Outcome: Sendable {
    case drawn(ChainDraws)
    case noStart(lastTried: [Double])
    case failed(String)
  }

  /// A chain's saved draws with its costs.
  struct ChainDraws: Sendable {
    var columns: [[Double]]
    var sampler: [Draws.SamplerRow]
    var costs: ChainCosts
    /// Draws for which a quantity could not be drawn.
    var undrawn: Int
    var firstUndrawn: SimulationFailure?
  }

  let program: Program
  let drawn: DrawnQuantities
  let settings: FitSettings
  let interruption: Interruption
  let writer: DrawWriter?
  let report: @Sendable (FitProgress) -> Void

  func run(chain: Int) -> Outcome {
    do throws(EvaluationFailure) {
      let evaluator = program.makeEvaluator()
      let start = try Initialisation.search(
        evaluator, radius: settings.nuts.initialRadius, seed: settings.seed, chain: chain)
      switch start {
      case .notFound(let lastTried): return .noStart(lastTried: lastTried)
      case .found(let position): return .drawn(try draw(evaluator, position, chain))
      }
    } catch {
      return .failed(error.message)
    }
  }

  private func draw(
    _ evaluator: Evaluator, _ start: [Double], _ chain: Int
  ) throws(EvaluationFailure) -> ChainDraws {
    var sampler = try NUTSChain(
      evaluator, start: start, warmup: settings.warmup, settings: settings.nuts,
      seed: settings.seed, chain: chain)
    var sink = ColumnSink(
      program.makeGenerator(), kept: program.keptCount,
      PredictiveDraws(drawn, program, settings.seed, chain: chain), draws: settings.draws,
      seed: settings.seed, chain: chain,
      total: settings.warmup + settings.draws, writer: writer, report: report)
    let isCancelled = { [interruption] in interruption.isInterrupted }
    let begin = Stopwatch.now
    try sampler.advance(to: settings.warmup, into: &sink, isCancelled: isCancelled)
    let middle = Stopwatch.now
    let isAdapted = sampler.iteration == settings.warmup
    if isAdapted { sink.adapted(stepSize: sampler.stepSize, metric: sampler.metric) }
    try sampler.advance(
      to: settings.warmup + settings.draws, into: &sink, isCancelled: isCancelled)
    let costs = ChainCosts(
      stepSize: sampler.stepSize, metric: sampler.metric, isAdapted: isAdapted,
      leapfrogs: sampler.leapfrogs, warmupSeconds: middle - begin,
      samplingSeconds: Stopwatch.now - middle)
    sink.finish(costs)
    return ChainDraws(
      columns: sink.columns, sampler: sink.rows, costs: costs, undrawn: sink.predictive.undrawn,
      firstUndrawn: sink.predictive.firstUndrawn)
  }
}

/// What a chain adapted to and what it took.
package struct ChainCosts: Sendable {
  package let stepSize: Double
  /// The diagonal of the inverse mass matrix.
  package let metric: [Double]
  /// Whether warm-up came to its end.
  package let isAdapted: Bool
  package let leapfrogs: Int
  package let warmupSeconds: Double
  package let samplingSeconds: Double
}

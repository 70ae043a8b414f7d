import BayesExecution
import BayesGraph
import BayesInference
import BayesMath
import BayesPosterior

/// One chain on its way from its starting point to its columns of draws.
///
/// Threads take turns: one at a time runs it.
final class ChainRun: @unchecked Sendable {
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

  private let settings: FitSettings
  private let interruption: Interruption
  private var sampler: NUTSChain
  private var sink: ColumnSink
  private var warmupSeconds = 0.0
  private var samplingSeconds = 0.0

  /// A chain where it starts; the outcome instead where it does not.
  static func start(
    _ program: Program, _ drawn: DrawnQuantities, _ settings: FitSettings,
    interruption: Interruption, writer: DrawWriter?,
    report: @escaping @Sendable (FitProgress) -> Void, chain: Int
  ) -> Result<ChainRun, Stop> {
    do throws(EvaluationFailure) {
      let evaluator = program.makeEvaluator()
      let start = try Initialisation.search(
        evaluator, radius: settings.nuts.initialRadius, seed: settings.seed, chain: chain)
      switch start {
      case .notFound(let lastTried): return .failure(Stop(outcome: .noStart(lastTried: lastTried)))
      case .found(let position):
        let sampler = try NUTSChain(
          evaluator, start: position, warmup: settings.warmup, settings: settings.nuts,
          seed: settings.seed, chain: chain)
        let sink = ColumnSink(
          program.makeGenerator(), kept: program.keptCount,
          PredictiveDraws(drawn, program, settings.seed, chain: chain), draws: settings.draws,
          seed: settings.seed, chain: chain,
          total: settings.warmup + settings.draws, writer: writer, report: report)
        return .success(ChainRun(settings, interruption, sampler, sink))
      }
    } catch {
      return .failure(Stop(outcome: .failed(error.message)))
    }
  }

  /// A chain's end before its time.
  struct Stop: Error { let outcome: Outcome }

  private init(
    _ settings: FitSettings, _ interruption: Interruption, _ sampler: consuming NUTSChain,
    _ sink: ColumnSink
  ) {
    self.settings = settings
    self.interruption = interruption
    self.sampler = sampler
    self.sink = sink
  }

  /// The draws since chains last met, where they learn together.
  var window: DrawWindow? { sampler.window }
  var stepSize: Double { sampler.stepSize }

  /// Warms up to a number of draws.
  func warmUp(to count: Int) throws(EvaluationFailure) {
    let begin = Stopwatch.now
    defer { warmupSeconds += Stopwatch.now - begin }
    try sampler.advance(
      to: min(count, sampler.warmup), into: &sink,
      isCancelled: { [interruption] in interruption.isInterrupted })
  }

  /// Goes on with a metric that chains took so many seconds to learn together, or without one.
  func adopt(_ metric: Metric?, seconds: Double) throws(EvaluationFailure) {
    let begin = Stopwatch.now
    defer { warmupSeconds += seconds + Stopwatch.now - begin }
    try sampler.adopt(metric)
  }

  func finishWarmup(at draws: Int, stepSize: Double) {
    sampler.finishWarmup(at: draws, stepSize: stepSize)
    sink.setTotal(draws + settings.draws)
  }

  /// Makes all draws once it is warm.
  func draw() throws(EvaluationFailure) {
    let begin = Stopwatch.now
    defer { samplingSeconds += Stopwatch.now - begin }
    if sampler.iteration == sampler.warmup {
      sink.adapted(stepSize: sampler.stepSize, metric: sampler.metric)
    }
    try sampler.advance(
      to: sampler.warmup + settings.draws, into: &sink,
      isCancelled: { [interruption] in interruption.isInterrupted })
  }

  /// Hands over what it has; there will be no more draws.
  func finish() -> ChainDraws {
    let costs = ChainCosts(
      stepSize: sampler.stepSize, metric: sampler.metric,
      isAdapted: sampler.iteration >= sampler.warmup,
      warmup: min(sampler.iteration, sampler.warmup),
      leapfrogs: sampler.leapfrogs, warmupSeconds: warmupSeconds,
      samplingSeconds: samplingSeconds)
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
  /// How many draws warm-up had.
  package let warmup: Int
  package let leapfrogs: Int
  package let warmupSeconds: Double
  package let samplingSeconds: Double
}

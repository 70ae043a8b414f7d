import BayesExecution
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
  }

  let program: Program
  let settings: FitSettings
  let interruption: Interruption
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
      program.makeGenerator(), draws: settings.draws, chain: chain,
      total: settings.warmup + settings.draws, report: report)
    let isCancelled = { [interruption] in interruption.isInterrupted }
    let begin = Stopwatch.now
    try sampler.advance(to: settings.warmup, into: &sink, isCancelled: isCancelled)
    let middle = Stopwatch.now
    try sampler.advance(
      to: settings.warmup + settings.draws, into: &sink, isCancelled: isCancelled)
    sink.finish()
    return ChainDraws(
      columns: sink.columns, sampler: sink.rows,
      costs: ChainCosts(
        stepSize: sampler.stepSize, metric: sampler.metric, leapfrogs: sampler.leapfrogs,
        warmupSeconds: middle - begin, samplingSeconds: Stopwatch.now - middle))
  }
}

/// What a chain adapted to and what it took.
package struct ChainCosts: Sendable {
  package let stepSize: Double
  /// The diagonal of the inverse mass matrix.
  package let metric: [Double]
  package let leapfrogs: Int
  package let warmupSeconds: Double
  package let samplingSeconds: Double
}

/// Turns positions into the values of all quantities, a column each.
private struct ColumnSink: DrawSink {
  private let generator: Generator
  private let chain: Int
  private let total: Int
  private let report: @Sendable (FitProgress) -> Void
  private var values: [Double]
  private var iteration = 0
  private var divergences = 0
  private var lastReport = 0.0
  var columns: [[Double]]
  var rows: [Draws.SamplerRow] = []

  init(
    _ generator: Generator, draws: Int, chain: Int, total: Int,
    report: @escaping @Sendable (FitProgress) -> Void
  ) {
    self.generator = generator
    self.chain = chain
    self.total = total
    self.report = report
    values = [Double](repeating: 0, count: max(generator.count, 1))
    columns = [[Double]](repeating: [], count: generator.count)
    for index in columns.indices { columns[index].reserveCapacity(draws) }
    rows.reserveCapacity(draws)
  }

  mutating func take(position: UnsafePointer<Double>, info: TransitionInfo, isWarmup: Bool) {
    iteration += 1
    if !isWarmup {
      generator.generate(at: position, into: &values)
      for index in columns.indices { columns[index].append(values[index]) }
      if info.isDivergent { divergences += 1 }
      rows.append(
        Draws.SamplerRow(
          logDensity: info.logDensity, acceptance: info.acceptance, stepSize: info.stepSize,
          treeDepth: info.treeDepth, leapfrogs: info.leapfrogs, isDivergent: info.isDivergent,
          energy: info.energy))
    }
    guard iteration % 16 == 0 else { return }
    let now = Stopwatch.now
    if now - lastReport >= 0.1 {
      lastReport = now
      tell(isWarmup: isWarmup)
    }
  }

  func finish() { tell(isWarmup: false) }

  private func tell(isWarmup: Bool) {
    report(
      FitProgress(
        chain: chain + 1, iteration: iteration, total: total, isWarmup: isWarmup,
        divergences: divergences))
  }
}

import BayesExecution
import BayesInference
import BayesPosterior

/// Turns a chain's positions into the values of all quantities: a column each for the posterior, rows
/// for the file; and tells how far the chain has come.
struct ColumnSink: DrawSink {
  private let generator: Generator
  /// How many of the generator's numbers are kept; what is drawn from them comes behind these.
  private let keptCount: Int
  private(set) var predictive: PredictiveDraws
  private let seed: UInt64
  private let chain: Int
  private var total: Int
  private let writer: DrawWriter?
  private let report: @Sendable (FitProgress) -> Void
  private var values: [Double]
  private var iteration = 0
  private var divergences = 0
  private(set) var columns: [[Double]]
  private(set) var rows: [Draws.SamplerRow] = []
  /// Draws that the writer has not been given yet.
  private var pending = DrawBlock()
  private var lastReport = 0.0
  private var lastHandover = Stopwatch.now
  private var lastLook = (iteration: 0, time: Stopwatch.now)
  private var nextLook = 1

  init(
    _ generator: Generator, kept keptCount: Int, _ predictive: PredictiveDraws, draws: Int,
    seed: UInt64, chain: Int, total: Int, writer: DrawWriter?,
    report: @escaping @Sendable (FitProgress) -> Void
  ) {
    self.generator = generator
    self.keptCount = keptCount
    self.predictive = predictive
    self.seed = seed
    self.chain = chain
    self.total = total
    self.writer = writer
    self.report = report
    values = [Double](repeating: 0, count: max(generator.count + predictive.count, 1))
    columns = [[Double]](repeating: [], count: keptCount + predictive.count)
    for index in columns.indices { columns[index].reserveCapacity(draws) }
    rows.reserveCapacity(draws)
  }

  /// How many draws there will be in all, once warm-up has ended before its limit.
  mutating func setTotal(_ draws: Int) { total = draws }

  mutating func take(position: UnsafePointer<Double>, info: TransitionInfo, isWarmup: Bool) {
    iteration += 1
    if !isWarmup { record(position, info) }
    let isFull = pending.values.count >= 1 << 16
    if iteration >= nextLook || isFull { look(isWarmup: isWarmup, isFull: isFull) }
  }

  private mutating func record(_ position: UnsafePointer<Double>, _ info: TransitionInfo) {
    generator.generate(
      at: position, into: &values,
      DrawNumber(
        seed: seed, iteration: UInt32(truncatingIfNeeded: iteration),
        chain: UInt32(truncatingIfNeeded: chain)))
    predictive.fill(&values, from: keptCount, draw: rows.count)
    for index in columns.indices { columns[index].append(values[index]) }
    if info.isDivergent { divergences += 1 }
    let row = Draws.SamplerRow(
      logDensity: info.logDensity, acceptance: info.acceptance, stepSize: info.stepSize,
      treeDepth: info.treeDepth, leapfrogs: info.leapfrogs, isDivergent: info.isDivergent,
      energy: info.energy)
    rows.append(row)
    guard writer != nil else { return }
    pending.sampler.append(row)
    pending.values += values.prefix(columns.count)
  }

  /// Looks at the clock, which costs as much as a short draw: about every 5 ms.
  private mutating func look(isWarmup: Bool, isFull: Bool) {
    let now = Stopwatch.now
    let pace = (now - lastLook.time) / Double(max(iteration - lastLook.iteration, 1))
    nextLook = iteration + Int(min(max(0.005 / max(pace, 1e-9), 1), 256))
    lastLook = (iteration, now)
    if now - lastReport >= 0.1 {
      lastReport = now
      tell(isWarmup: isWarmup)
    }
    if isFull || now - lastHandover >= 0.2 {
      lastHandover = now
      handOver()
    }
  }

  private mutating func handOver() {
    guard let writer, !pending.sampler.isEmpty else { return }
    writer.take(.drawn(pending), of: chain)
    pending = DrawBlock()
  }

  /// Warm-up is done.
  func adapted(stepSize: Double, metric: [Double]) {
    writer?.take(.adapted(stepSize: stepSize, metric: metric), of: chain)
  }

  /// There will be no more draws.
  mutating func finish(_ costs: ChainCosts) {
    handOver()
    writer?.take(.ended(costs), of: chain)
    tell(isWarmup: false)
  }

  private func tell(isWarmup: Bool) {
    report(
      FitProgress(
        chain: chain + 1, iteration: iteration, total: total, isWarmup: isWarmup,
        divergences: divergences))
  }
}

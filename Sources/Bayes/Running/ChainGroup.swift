import BayesInference
import BayesMath
import Synchronization

/// All chains of a fit: they start, warm up, meeting where they learn together, and draw.
struct ChainGroup {
  private let settings: FitSettings
  private let interruption: Interruption
  private let start: @Sendable (Int) -> Result<ChainRun, ChainRun.Stop>

  init(
    _ settings: FitSettings, interruption: Interruption,
    start: @escaping @Sendable (Int) -> Result<ChainRun, ChainRun.Stop>
  ) {
    self.settings = settings
    self.interruption = interruption
    self.start = start
  }

  /// Runs all chains to their ends.
  func run() -> [ChainRun.Outcome] {
    settings.nuts.warmupMode == .pooled ? runTogether() : runApart()
  }

  /// Each chain by itself, so that no more of them need memory at a time than there are threads.
  private func runApart() -> [ChainRun.Outcome] {
    let outcomes = Collected<ChainRun.Outcome>()
    WorkerThreads.runAndWait(count: settings.chains, threads: settings.threads) { chain in
      let outcome: ChainRun.Outcome
      do throws(EvaluationFailure) {
        switch start(chain) {
        case .success(let run): outcome = .drawn(try finish(run))
        case .failure(let stop): outcome = stop.outcome
        }
      } catch {
        outcome = .failed(error.message)
      }
      outcomes.store(outcome, at: chain)
    }
    return outcomes.inOrder
  }

  private func runTogether() -> [ChainRun.Outcome] {
    let started = Collected<Result<ChainRun, ChainRun.Stop>>()
    WorkerThreads.runAndWait(count: settings.chains, threads: settings.threads) { chain in
      started.store(start(chain), at: chain)
    }
    var chains: [ChainRun] = []
    for result in started.inOrder {
      switch result {
      case .success(let chain): chains.append(chain)
      case .failure(let stop): return [stop.outcome]
      }
    }
    do throws(EvaluationFailure) {
      try warmUpTogether(chains)
      let draws = Collected<ChainRun.ChainDraws>()
      try each(chains) { chain, place throws(EvaluationFailure) in
        draws.store(try finish(chain), at: place)
      }
      return draws.inOrder.map { .drawn($0) }
    } catch {
      return [.failed(error.message)]
    }
  }

  /// What is left of a chain's warm-up, and its draws.
  private func finish(_ chain: ChainRun) throws(EvaluationFailure) -> ChainRun.ChainDraws {
    try chain.warmUp(to: settings.warmup)
    try chain.draw()
    return chain.finish()
  }

  private func warmUpTogether(_ chains: [ChainRun]) throws(EvaluationFailure) {
    var warmup = PooledWarmup(
      dimension: chains.first?.window?.dimension ?? 0, limit: settings.warmup,
      kind: settings.nuts.metric)
    while !warmup.isLast {
      let barrier = warmup.barrier
      try each(chains) { chain, _ throws(EvaluationFailure) in try chain.warmUp(to: barrier) }
      // What is learnt of windows that break off serves nobody.
      if interruption.isInterrupted { return }
      let begin = Stopwatch.now
      let metrics = warmup.learn(chains.compactMap(\.window))
      let seconds = Stopwatch.now - begin
      try each(chains) { chain, place throws(EvaluationFailure) in
        try chain.adopt(metrics[place], seconds: seconds)
      }
    }
    let steps = chains.map(\.stepSize).sorted()
    guard let step = steps.dropFirst(steps.count / 2).first else { return }
    for chain in chains { chain.finishWarmup(at: warmup.barrier, stepSize: step) }
  }

  /// Runs the chains' next stretch in parallel; of several failures the first chain's counts.
  private func each(
    _ chains: [ChainRun],
    _ body: @escaping @Sendable (ChainRun, Int) throws(EvaluationFailure) -> Void
  ) throws(EvaluationFailure) {
    let failures = Collected<EvaluationFailure?>()
    WorkerThreads.runAndWait(count: chains.count, threads: settings.threads) { place in
      do throws(EvaluationFailure) {
        try body(chains[place], place)
        failures.store(nil, at: place)
      } catch {
        failures.store(error, at: place)
      }
    }
    if let failure = failures.inOrder.compactMap(\.self).first { throw failure }
  }
}

package import BayesExecution
package import BayesGraph
package import BayesPosterior

/// A fit by NUTS: chains on threads of their own, draws put together in chain order.
package struct FitRun: Sendable {
  package let plan: Plan
  package let program: Program
  package let settings: FitSettings
  package let interruption: Interruption
  private let writer: DrawWriter?

  /// A run whose draws `writer`, if there is one, writes to files while they are made.
  package init(
    plan: Plan, program: Program, settings: FitSettings,
    interruption: Interruption = Interruption(), writer: DrawWriter? = nil
  ) {
    self.plan = plan
    self.program = program
    self.settings = settings
    self.interruption = interruption
    self.writer = writer
  }

  /// What came of a fit.
  package struct Result: Sendable {
    package let draws: Draws
    package let costs: [ChainCosts]
    package var timing: FitReport.Timing
    package let isInterrupted: Bool
  }

  /// Why a fit has no draws.
  package enum Failure: Error, Sendable {
    /// No chain found a point of finite density; the terms at the last point tried.
    case noStart([Terms.Term])
    case evaluation(String)
  }

  /// Runs all chains and waits for them.
  package func run(
    report: @escaping @Sendable (FitProgress) -> Void = { _ in }
  ) async -> Swift.Result<Result, Failure> {
    let outcomes = Collected<ChainRun.Outcome>()
    await WorkerThreads.run(
      count: settings.chains, threads: settings.threads, job: job(outcomes, report))
    return collect(outcomes.inOrder)
  }

  /// The same, holding the calling thread until all chains are done.
  package func runAndWait(
    report: @escaping @Sendable (FitProgress) -> Void = { _ in }
  ) -> Swift.Result<Result, Failure> {
    let outcomes = Collected<ChainRun.Outcome>()
    WorkerThreads.runAndWait(
      count: settings.chains, threads: settings.threads, job: job(outcomes, report))
    return collect(outcomes.inOrder)
  }

  private func job(
    _ outcomes: Collected<ChainRun.Outcome>, _ report: @escaping @Sendable (FitProgress) -> Void
  ) -> @Sendable (Int) -> Void {
    let run = ChainRun(
      program: program, settings: settings, interruption: interruption, writer: writer,
      report: report)
    return { chain in outcomes.store(run.run(chain: chain), at: chain) }
  }

  private func collect(_ outcomes: [ChainRun.Outcome]) -> Swift.Result<Result, Failure> {
    var chains: [ChainRun.ChainDraws] = []
    for outcome in outcomes {
      switch outcome {
      case .drawn(let draws): chains.append(draws)
      case .noStart(let lastTried):
        return .failure(.noStart(Terms(plan).evaluate(at: lastTried)))
      case .failed(let message): return .failure(.evaluation(message))
      }
    }
    var timing = FitReport.Timing()
    timing.warmupSeconds = chains.map(\.costs.warmupSeconds).max() ?? 0
    timing.samplingSeconds = chains.map(\.costs.samplingSeconds).max() ?? 0
    timing.leapfrogs = chains.reduce(0) { $0 + $1.costs.leapfrogs }
    let draws = Draws(
      scalars: program.scalars(labels: plan.model.labels), columns: chains.map(\.columns),
      sampler: chains.map(\.sampler))
    return .success(
      Result(
        draws: draws, costs: chains.map(\.costs), timing: timing,
        isInterrupted: interruption.isInterrupted))
  }
}

extension Program {
  /// How many scalars its generator gives.
  package var scalarCount: Int { quantities.reduce(0) { $0 + ($1.cells?.count ?? $1.count) } }

  /// The scalars its generator gives, in order, with the labels of their dimensions.
  package func scalars(labels: [[String]?]) -> [Draws.Scalar] {
    quantities.flatMap { quantity -> [Draws.Scalar] in
      let cells = quantity.cells ?? Array(0..<quantity.count)
      return cells.map { flat in
        var rest = flat
        var index: [Int] = []
        for length in quantity.shape.reversed() {
          index.append(length > 0 ? rest % length + 1 : 1)
          rest /= max(length, 1)
        }
        index.reverse()
        let names = zip(index, quantity.dimensions).map { place, dimension -> String? in
          guard let dimension, let known = labels[dimension.index],
            known.indices.contains(place - 1)
          else { return nil }
          return known[place - 1]
        }
        return Draws.Scalar(variable: quantity.name, index: index, labels: names)
      }
    }
  }
}

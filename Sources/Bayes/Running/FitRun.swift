package import BayesExecution
package import BayesGraph
package import BayesPosterior

/// A fit by NUTS: chains on threads of their own, draws put together in chain order.
package struct FitRun: Sendable {
  package let plan: Plan
  package let program: Program
  package let settings: FitSettings
  package let interruption: Interruption
  /// What is drawn for each draw of the parameters.
  private let drawn: DrawnQuantities
  private let writer: DrawWriter?

  /// A run whose draws `writer`, if there is one, writes to files while they are made.
  package init(
    plan: Plan, program: Program, settings: FitSettings, drawn: DrawnQuantities? = nil,
    interruption: Interruption = Interruption(), writer: DrawWriter? = nil
  ) {
    self.plan = plan
    self.drawn = drawn ?? .ofFit(plan)
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
    /// Draws for which a quantity could not be drawn, and why the first could not.
    package let undrawn: (count: Int, first: SimulationFailure)?
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
    let outcomes = Collected<[ChainRun.Outcome]>()
    await WorkerThreads.run(count: 1, threads: 1) { _ in
      outcomes.store(group(report).run(), at: 0)
    }
    return collect(outcomes.inOrder.flatMap(\.self))
  }

  /// The same, holding the calling thread until all chains are done.
  package func runAndWait(
    report: @escaping @Sendable (FitProgress) -> Void = { _ in }
  ) -> Swift.Result<Result, Failure> { collect(group(report).run()) }

  private func group(_ report: @escaping @Sendable (FitProgress) -> Void) -> ChainGroup {
    ChainGroup(settings, interruption: interruption) {
      [program, drawn, settings, interruption, writer] chain in
      ChainRun.start(
        program, drawn, settings, interruption: interruption, writer: writer, report: report,
        chain: chain)
    }
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
      scalars: program.scalars(labels: plan.model.labels) + drawn.scalars,
      columns: chains.map(\.columns),
      sampler: chains.map(\.sampler))
    return .success(
      Result(
        draws: draws, costs: chains.map(\.costs), timing: timing,
        isInterrupted: interruption.isInterrupted,
        undrawn: chains.compactMap(\.firstUndrawn).first.map { first in
          (chains.reduce(0) { $0 + $1.undrawn }, first)
        }))
  }
}

extension Program {
  /// How many scalars its generator gives.
  package var scalarCount: Int { quantities.reduce(0) { $0 + ($1.cells?.count ?? $1.count) } }

  /// The scalars its generator gives, in order, with the labels of their dimensions.
  package func scalars(labels: [[String]?]) -> [Draws.Scalar] {
    quantities.filter { $0.kind != .latent }.flatMap { quantity in
      Draws.Scalar.elements(
        of: quantity.name, shape: quantity.shape, cells: quantity.cells,
        labels: quantity.dimensions.map { $0.flatMap { labels[$0.index] } },
        group: quantity.kind == .logLikelihood ? .logLikelihood : .posterior)
    }
  }
}

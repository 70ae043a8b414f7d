package import BayesPosterior

extension PosteriorSummary {
  /// Summarises on so many threads, if the draws are many; their number changes no bit.
  package init(_ draws: Draws, maxTreeDepth: Int, threads: Int) {
    let rows = draws.sampler.reduce(0) { $0 + $1.count }
    let isSmall = Double(rows) * Double(draws.scalars.count) < 1e5
    self.init(draws, maxTreeDepth: maxTreeDepth) { count, one in
      WorkerThreads.map(count: count, threads: isSmall ? 1 : threads, one)
    }
  }
}

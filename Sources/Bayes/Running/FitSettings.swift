package import BayesInference

/// How a fit is run.
package struct FitSettings: Sendable {
  package var chains: Int
  package var warmup: Int
  package var draws: Int
  /// At most this many chains at a time; which thread runs which chain changes nothing.
  package var threads: Int
  package var seed: UInt64
  package var nuts = NUTSSettings()

  /// Counts as they were given; without a count of threads, one per chain up to the processors.
  package init(
    chains: Int = 4, warmup: Int = 1000, draws: Int = 1000, threads: Int? = nil, seed: UInt64 = 1
  ) {
    self.chains = chains
    self.warmup = warmup
    self.draws = draws
    self.threads = threads ?? min(max(chains, 1), Machine.processors)
    self.seed = seed
  }

  /// Why these settings cannot be run, in a sentence; `names` spells a setting as its user does.
  package func refusal(names: (String) -> String) -> String? {
    let ranges = [
      ("chains", chains, 1...1000), ("warmup", warmup, 0...10_000_000),
      ("draws", draws, 1...10_000_000), ("threads", threads, 1...1000),
    ]
    for (name, value, range) in ranges where !range.contains(value) {
      return "\(names(name)) is from \(range.lowerBound) to \(range.upperBound), not \(value)"
    }
    return nil
  }
}

/// How far a fit has come.
public struct FitProgress: Sendable, Hashable {
  /// The chain that reports, from 1.
  public let chain: Int
  /// Draws made, warm-up included.
  public let iteration: Int
  /// Draws to be made, warm-up included.
  public let total: Int
  /// Whether the chain is still warming up.
  public let isWarmup: Bool
  /// Divergences since warm-up.
  public let divergences: Int
}

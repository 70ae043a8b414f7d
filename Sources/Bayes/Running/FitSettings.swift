package import BayesInference

/// How a fit is run.
package struct FitSettings: Sendable {
  package var chains = 4
  package var warmup = 1000
  package var draws = 1000
  /// At most this many chains at a time; which thread runs which chain changes nothing.
  package var threads = 4
  package var seed: UInt64 = 1
  package var nuts = NUTSSettings()

  package init() {}

  /// Counts as they were given; without a count of threads, one per chain up to the processors.
  package init(chains: Int, warmup: Int, draws: Int, threads: Int?, seed: UInt64) {
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

  /// The bytes that the draws of so many scalars take; nil where no machine has as many.
  package func bytesOfDraws(scalars: Int) -> Int? {
    let row = (scalars + 7).multipliedReportingOverflow(by: 8 * chains)
    let all = row.partialValue.multipliedReportingOverflow(by: draws)
    return row.overflow || all.overflow ? nil : all.partialValue
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

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

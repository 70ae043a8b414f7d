import BayesInference

/// A method of inference with its settings.
public struct FitMethod: Sendable, Hashable {
  private let chains: Int
  private let warmup: Int
  private let draws: Int
  private let threads: Int?
  private let named: [String: Double]

  /// The no-U-turn sampler; warm-up and draws are counted per chain.
  ///
  /// `threads` chains run at a time, as many as there are processors unless set; the draws do not
  /// depend on it. `targetAcceptance` is the mean acceptance that the step size is tuned to,
  /// `maxTreeDepth` the largest number of doublings of a trajectory. A setting out of its range is
  /// an error of the fit.
  public static func nuts(
    chains: Int = 4, warmup: Int = 1000, draws: Int = 1000, threads: Int? = nil,
    targetAcceptance: Double = 0.8, maxTreeDepth: Int = 10
  ) -> FitMethod {
    FitMethod(
      chains: chains, warmup: warmup, draws: draws, threads: threads,
      named: ["targetAcceptance": targetAcceptance, "maxTreeDepth": Double(maxTreeDepth)])
  }

  func settings(seed: UInt64) throws(FitError) -> FitSettings {
    var settings = FitSettings(
      chains: chains, warmup: warmup, draws: draws, threads: threads, seed: seed)
    if let refusal = settings.refusal(names: { $0 }) { throw FitError(description: refusal) }
    for (name, value) in named.sorted(by: { $0.key < $1.key }) {
      do throws(SettingError) {
        try settings.nuts.set(name, to: value.description)
      } catch {
        throw FitError(description: error.message)
      }
    }
    return settings
  }
}

import BayesInference
package import BayesPosterior

/// What the comments of a fit's chain files say, as CmdStan's readers look for it.
package struct FitComments: Sendable {
  private let model: String
  private let settings: FitSettings

  package init(model: String, settings: FitSettings) {
    self.model = model
    self.settings = settings
  }

  /// What is known before a chain begins.
  func head(chain: Int) -> [String] {
    [
      "bayes_version = \(Release.version)", "model = \(model)", "method = sample (Default)",
      "  sample", "    num_samples = \(settings.draws)", "    num_warmup = \(settings.warmup)",
      "    save_warmup = 0 (Default)", "    thin = 1 (Default)", "    algorithm = hmc (Default)",
      "        engine = nuts (Default)", "          max_depth = \(settings.nuts.maxTreeDepth)",
      "id = \(chain + 1)", "random", "  seed = \(settings.seed)",
    ]
  }

  /// What warm-up came to.
  static func adaptation(stepSize: Double, metric: [Double]) -> [String] {
    [
      "Adaptation terminated", "Step size = \(stepSize)",
      "Diagonal elements of inverse mass matrix:",
      metric.map(\.description).joined(separator: ", "),
    ]
  }

  /// What a chain took.
  static func ending(_ costs: ChainCosts) -> [String] {
    [
      "", " Elapsed Time: \(costs.warmupSeconds) seconds (Warm-up)",
      "               \(costs.samplingSeconds) seconds (Sampling)",
      "               \(costs.warmupSeconds + costs.samplingSeconds) seconds (Total)", "",
    ]
  }

  /// All of it for a chain that is done.
  package func all(chain: Int, _ costs: ChainCosts) -> StanCSV.Comments {
    StanCSV.Comments(
      head: head(chain: chain),
      adaptation: costs.isAdapted
        ? Self.adaptation(stepSize: costs.stepSize, metric: costs.metric) : [],
      ending: Self.ending(costs))
  }
}

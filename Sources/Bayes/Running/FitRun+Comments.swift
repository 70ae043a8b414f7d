import BayesInference

extension FitRun.Result {
  /// The comments of a chain's file, as CmdStan's readers look for them.
  package func comments(chain: Int, model: String, settings: FitSettings) -> [String] {
    let cost = costs[chain]
    return [
      "bayes_version = \(Release.version)", "model = \(model)", "method = sample (Default)",
      "  sample", "    num_samples = \(settings.draws)", "    num_warmup = \(settings.warmup)",
      "    save_warmup = 0 (Default)", "    thin = 1 (Default)", "    algorithm = hmc (Default)",
      "        engine = nuts (Default)", "          max_depth = \(settings.nuts.maxTreeDepth)",
      "id = \(chain + 1)", "random", "  seed = \(settings.seed)", "Step size = \(cost.stepSize)",
      "Diagonal elements of inverse mass matrix:",
      cost.metric.map(\.description).joined(separator: ", "),
      "Elapsed Time: \(cost.warmupSeconds) seconds (Warm-up)",
      "              \(cost.samplingSeconds) seconds (Sampling)",
    ]
  }
}

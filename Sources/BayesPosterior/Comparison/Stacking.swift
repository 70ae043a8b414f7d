import BayesMath

/// Weights of models whose mixture predicts best: those that maximise Σᵢ log Σₖ wₖ exp(elpdᵢₖ) on the
/// simplex.
///
/// The sum is concave, and each step wₖ ← wₖ meanᵢ(exp(elpdᵢₖ) / mixtureᵢ), which is one of expectation
/// maximisation, raises it.
///
/// Source: Yao and others (2018, "Using stacking to average Bayesian predictive distributions").
package enum Stacking {
  private static let steps = 20_000
  /// How far from the maximum a step may still lead, per observation.
  private static let tolerance = 1e-9

  /// The weights of models, each given by its elpd per observation.
  package static func weights(_ elpd: [[Double]]) -> [Double] {
    guard let count = elpd.first?.count, count > 0 else { return [] }
    let best = (0..<count).map { i in elpd.map { $0[i] }.max() ?? 0 }
    let densities = elpd.map { zip($0, best).map { Double.exp($0 - $1) } }
    var weights = [Double](repeating: 1 / Double(elpd.count), count: elpd.count)
    for _ in 0..<steps {
      var mixture = [Double](repeating: 0, count: count)
      for (weight, model) in zip(weights, densities) {
        for i in 0..<count { mixture[i] += weight * model[i] }
      }
      let gains = densities.map { model in
        zip(model, mixture).reduce(0) { $0 + $1.0 / $1.1 } / Double(count)
      }
      if (gains.max() ?? 1) - 1 < tolerance { break }
      for k in weights.indices { weights[k] *= gains[k] }
    }
    return weights
  }
}

import BayesData
package import BayesPosterior

/// A fit that kept the log density of every observed value, and what its draws say of its predictions.
package struct ComparableFit: Sendable {
  /// Its folder.
  package let path: String
  package let observedDigest: String?
  /// The names of the observations' log densities: `log_lik[3]`.
  package let observations: [String]
  package let accuracy: PredictiveAccuracy

  /// Why fits cannot be compared, and what to do.
  package struct Refusal: Error {
    package let reason: String
  }

  /// Reads a folder.
  ///
  /// Throws `Refusal` where it has no log densities or they are not finite, and what `FitFolder.read`
  /// throws.
  package init(_ path: String) throws {
    self.path = path
    let folder = FitFolder(path)
    let draws = try FitFolder.read([path]).draws.comparable.only(.logLikelihood)
    guard !draws.scalars.isEmpty else {
      throw Refusal(
        reason: "\(path) has no log likelihoods; fit the model again with --log-likelihood")
    }
    let document = try JSONDocument(parsing: FileReader.bytes(of: folder.reportPath))
    observedDigest = document.root["observedDigest"]?.string
    observations = draws.scalars.map(\.name)
    let columns = draws.scalars.indices.map { draws.chains(of: $0) }
    for (name, chains) in zip(observations, columns) {
      guard chains.allSatisfy({ $0.count >= 4 && $0.allSatisfy(\.isFinite) }) else {
        throw Refusal(
          reason: "\(path): \(name) is infinite or no number in some draw, or there are fewer than "
            + "four draws a chain, so nothing can be said of predictions; "
            + "`bayes diagnose \(path)` looks at the draws")
      }
    }
    accuracy = PredictiveAccuracy(logDensities: columns)
  }

  /// Refuses fits of different observations: their densities are of different things.
  package static func requireSameObservations(_ fits: [ComparableFit]) throws(Refusal) {
    guard let first = fits.first else { return }
    for fit in fits.dropFirst() {
      guard fit.observations.count == first.observations.count else {
        throw Refusal(
          reason: "\(first.path) has \(first.observations.count) observations and \(fit.path) "
            + "\(fit.observations.count); only fits of the same observations can be compared")
      }
      if let (own, other) = zip(first.observations, fit.observations).first(where: { $0 != $1 }) {
        throw Refusal(
          reason: "\(first.path) has \(own) where \(fit.path) has \(other); give what is observed "
            + "the same names and dimensions in both models")
      }
      guard let own = first.observedDigest, let other = fit.observedDigest else { continue }
      guard own == other else {
        throw Refusal(
          reason: "\(first.path) and \(fit.path) observed different values; "
            + "fit both models to the same data")
      }
    }
  }
}

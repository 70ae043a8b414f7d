package import BayesSource

/// How data are taken.
package struct BindingOptions: Sendable {
  /// Params that are conditioned on the data of their name.
  package var conditioned: Set<String> = []
  /// Params whose name in the data is to be ignored.
  package var latent: Set<String> = []
  /// Whether surplus data are refused.
  package var isStrict = false
  /// Whether observed quantities may be absent, to be drawn from the model.
  package var allowsUnobserved = false
  /// Whether what is observed counts for the sizes only, so that it is drawn from the model too.
  package var ignoresObserved = false
  /// Sizes of dimensions that no data tell.
  package var sizes: [String: Int] = [:]
  /// The largest number of bytes that tables and workspaces may take.
  package var maxMemory = Int.max

  package init() {}
}

/// A bound model with warnings, or what is wrong with the data.
package struct BindingResult: Sendable {
  package let model: BoundModel?
  package let diagnostics: [Diagnostic]
}

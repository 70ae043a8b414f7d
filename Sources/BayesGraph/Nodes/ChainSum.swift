/// The sum over all paths of a Markov chain: log Σ over z of exp(Σ_t emission[t, z_t] + Σ_{t > 1}
/// transition[t, z_{t-1}, z_t]).
package struct ChainSum: Sendable {
  /// Over the batch axes, the steps' axis and the states' axis.
  package var emission: NodeID
  /// Over the axes of the states before and now, and either over no others, where all steps have the
  /// same, or over the batch axes and that of the steps, whose first element is not read.
  package var transition: NodeID
  package var step: AxisID
  package var state: AxisID
  package var previous: AxisID

  package init(
    emission: NodeID, transition: NodeID, step: AxisID, state: AxisID, previous: AxisID
  ) {
    self.emission = emission
    self.transition = transition
    self.step = step
    self.state = state
    self.previous = previous
  }

  func mapped(_ map: (NodeID) -> NodeID) -> ChainSum {
    var chain = self
    chain.emission = map(emission)
    chain.transition = map(transition)
    return chain
  }
}

/// What a model can ask of a discrete latent beside its draws.
package enum LatentSummary: String, Sendable, Hashable {
  /// The probability of each state given the draw's other quantities: `probabilities(z)`.
  case probabilities
  /// The most probable states together given the draw's other quantities: `viterbi(z)`.
  case mostProbable = "viterbi"
}

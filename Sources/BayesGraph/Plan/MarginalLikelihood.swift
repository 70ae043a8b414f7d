/// The log likelihood of what is observed of each element of a discrete latent, the latent summed out.
package struct MarginalLikelihood: Sendable {
  /// What is observed.
  package let variable: VariableID
  /// The axes of the latent.
  package let axes: [AxisID]
  /// The node of the rewritten model that has it.
  package let node: NodeID
}

extension Plan {
  /// Those that a fit keeps.
  package var keptLikelihoods: [MarginalLikelihood] {
    keepsMarginalLikelihoods ? marginalLikelihoods : []
  }

  /// The observed quantities whose values fall into groups, one for each element of a latent, that are
  /// independent given the parameters: all terms that read the latent are theirs, and they read no other.
  package var marginalLikelihoods: [MarginalLikelihood] {
    let graph = original.graph
    let dependents = latents.map { graph.dependents(on: [$0.variable]) }
    return latents.enumerated().compactMap { place, latent in
      let reads = dependents[place]
      let isJoined = latents.contains { other in
        other.separators.contains { $0.variable == latent.variable }
      }
      guard let node = latent.sum, latent.chain == nil, latent.separators.isEmpty, !isJoined,
        !graph.factors.contains(where: { reads[$0.node.index] })
      else { return nil }
      let readers = graph.variables.indices.filter { index in
        index != latent.variable.index
          && graph.variables[index].terms.contains { reads[$0.logDensity.index] }
          && graph.variables[index].role != .predict
      }
      guard readers.count == 1, let index = readers.first else { return nil }
      let variable = graph.variables[index]
      let isKnown = original.observations[index]?.latentCells.isEmpty ?? false
      let isWhole = variable.terms.allSatisfy { term in
        dependents.indices.allSatisfy {
          dependents[$0][term.logDensity.index] == ($0 == place)
        }
      }
      guard variable.role == .observe, isKnown, isWhole else { return nil }
      return MarginalLikelihood(
        variable: VariableID(index), axes: graph[latent.variable].axes, node: node)
    }
  }
}

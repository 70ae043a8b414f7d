package import BayesSource

/// How a bound model is inferred: the rewrites applied with their reasons, and the graph that is
/// left, in which every sampled quantity is a free random variable.
package struct Plan: Sendable {
  /// The rewritten model; the same as the bound one where nothing was rewritten.
  package var model: BoundModel
  /// The model as it was bound: what is drawn and computed after sampling means what it says.
  package var original: BoundModel
  /// The latent quantities left to sample, in the order of the unconstrained vector: `param`s in
  /// declaration order, then latent cells of observed quantities.
  package var sampled: [SampledQuantity]
  /// For each variable of the unrewritten graph that a rewrite replaced: the node of `model.graph`
  /// that gives its value at a draw.
  package var recoveries: [VariableID: NodeID]
  /// What was done and why, or refused and why.
  package var steps: [PlanStep]
  /// Discrete latents that are summed out, in the order in which they are.
  package var latents: [SummedLatent] = []
  /// Whether something is drawn that may read these latents, so that their draws are handed on.
  package var handsOnLatents = false
  /// Whether the log likelihoods are kept of what is observed of each element of these latents.
  package var keepsMarginalLikelihoods = false
  /// Why nothing can be sampled, where that is so.
  package var refusal: Diagnostic?

  package init(
    model: BoundModel, original: BoundModel, sampled: [SampledQuantity],
    recoveries: [VariableID: NodeID],
    steps: [PlanStep]
  ) {
    self.model = model
    self.original = original
    self.sampled = sampled
    self.recoveries = recoveries
    self.steps = steps
  }
}

extension Plan {
  /// A variable's name as the model has it, whatever a rewrite made of it.
  package func name(of variable: VariableID) -> String {
    let name = model.graph[variable].name
    return recoveries[variable] == nil ? name : String(name.dropLast(2))
  }
}

/// A random variable (or its latent cells) that the sampler moves.
package struct SampledQuantity: Sendable {
  package enum Cells: Sendable, Hashable {
    case whole
    /// Flat positions of the latent cells of an observed variable.
    case latent([Int])
  }
  package var variable: VariableID
  package var cells: Cells
  /// Where its coordinates start in the unconstrained vector.
  package var offset: Int
  /// How many unconstrained coordinates it has.
  package var count: Int

  package init(variable: VariableID, cells: Cells, offset: Int, count: Int) {
    self.variable = variable
    self.cells = cells
    self.offset = offset
    self.count = count
  }
}

/// A line of `bayes plan`.
package struct PlanStep: Sendable, Hashable {
  /// The rewrite's name.
  package var rewrite: String
  /// The quantity it is about, where it is about one.
  package var subject: String?
  package var applied: Bool
  /// What was done or refused, and why, as a sentence.
  package var reason: String

  package init(rewrite: String, subject: String?, applied: Bool, reason: String) {
    self.rewrite = rewrite
    self.subject = subject
    self.applied = applied
    self.reason = reason
  }
}

import BayesSource

/// Sums discrete latents out of the log density.
///
/// Every latent gets an axis for its states, along which it is replaced by them; what reads it grows that
/// axis, and its own elements' axes fall away. The terms that depend on a latent are added up for each of
/// its elements and states, and then log Σ exp over the states takes their place: variable elimination
/// (Zhang and Poole 1994, "A simple approach to Bayesian network computations") for each element of a
/// plate, the latent with the smallest table first. A latent whose elements depend on the one before is
/// summed out by a forward recursion.
package enum Enumeration: Rewrite {
  package static let name = "enumeration"
  package static var isNeeded: Bool { true }

  package static func apply(to model: BoundModel) -> RewriteResult {
    var result = RewriteResult(model: model)
    guard !model.discreteLatents.isEmpty else { return result }
    do throws(Diagnostic) {
      var elimination = try Elimination(model)
      try elimination.run()
      try checkSummaries(elimination)
      result.model = elimination.model
      result.latents = elimination.latents
      result.steps = elimination.latents.map { step(for: $0, in: result.model) }
    } catch {
      result.refusal = error
    }
    return result
  }

  /// Refuses what can be asked of no latent that depends on others' states.
  private static func checkSummaries(_ elimination: Elimination) throws(Diagnostic) {
    let model = elimination.model
    for node in model.graph.nodes {
      guard case .summary(let summary, let variable) = node.operation,
        let latent = elimination.latents.first(where: { $0.variable == variable })
      else { continue }
      let declared = model.graph[variable]
      let others = latent.separators.map { "`\(model.graph[$0.variable].name)`" }
        .joined(separator: ", ")
      switch summary {
      case .mostProbable:
        guard latent.separators.isEmpty else {
          throw .noSummary(
            "viterbi", declared, "its states depend on those of \(others)", node.origin)
        }
      case .probabilities:
        guard latent.separators.count < 2 else {
          throw .noSummary(
            "probabilities", declared, "its states depend on those of \(others)", node.origin)
        }
        guard model.count(of: node.axes) == model.count(of: declared.axes) * latent.count else {
          throw .noSummary(
            "probabilities", declared, "its elements have \(latent.count) states between them",
            node.origin)
        }
      }
    }
  }

  private static func step(for latent: SummedLatent, in model: BoundModel) -> PlanStep {
    let variable = model.graph[latent.variable]
    let elements = model.count(of: variable.axes)
    let others = latent.separators.reduce(1) { $0 * model.lengths[$1.axis.index] }
    let noun = latent.count == 1 ? "state" : "states"
    var reason = "summed out, \(latent.count) \(noun)"
    var terms = elements * latent.count * others
    if let chain = latent.chain {
      let length = model.lengths[chain.step.index]
      reason += " × \(length) steps of a Markov chain"
      if length > 0, elements / length > 1 { reason += " × \(elements / length)" }
      terms *= latent.count
    } else if elements != 1 {
      reason += " × \(elements) elements"
    }
    if !latent.separators.isEmpty {
      let names = latent.separators.map { model.graph[$0.variable].name }
      reason += ", for each state of \(names.joined(separator: ", "))"
    }
    reason += ": \(terms) terms a density"
    return PlanStep(rewrite: name, subject: variable.name, applied: true, reason: reason)
  }
}

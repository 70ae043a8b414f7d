import BayesSource

/// What a plan may do.
package struct PlanOptions: Sendable {
  /// Whether rewrites are tried at all; the model as it is written otherwise, `with` obeyed.
  package var plain = false
  /// Rewrites that are not tried, by name.
  package var off: Set<String> = []

  package init() {}
}

/// Decides how a bound model is inferred.
package enum Planner {
  package static func plan(_ model: BoundModel, options: PlanOptions = PlanOptions()) -> Plan {
    var current = model
    var recoveries: [VariableID: NodeID] = [:]
    var steps: [PlanStep] = []
    var latents: [SummedLatent] = []
    var refusal: Diagnostic?
    for rewrite in RewriteCatalog.all
    where !options.off.contains(rewrite.name) && (!options.plain || rewrite.isNeeded) {
      let result = rewrite.apply(to: current)
      current = result.model
      recoveries.merge(result.recoveries) { _, new in new }
      steps += result.steps
      latents += result.latents
      refusal = refusal ?? result.refusal
    }
    var plan = Plan(
      model: current, original: model, sampled: layOut(current), recoveries: recoveries,
      steps: steps)
    plan.latents = latents
    plan.handsOnLatents = !model.graph.predictions.isEmpty || !model.graph.judgedNodes.isEmpty
    let summed = Set(latents.map(\.variable))
    plan.refusal =
      refusal
      ?? current.discreteLatents.first { !summed.contains($0) }.map {
        .notSummed(current.graph[$0])
      }
    return plan
  }

  /// The unconstrained vector: params in declaration order, then latent cells of observed quantities.
  private static func layOut(_ model: BoundModel) -> [SampledQuantity] {
    var sampled: [SampledQuantity] = []
    var offset = 0
    func add(_ index: Int, _ cells: SampledQuantity.Cells, _ count: Int) {
      sampled.append(
        SampledQuantity(
          variable: VariableID(index), cells: cells, offset: offset, count: count))
      offset += count
    }
    for (index, variable) in model.graph.variables.enumerated()
    where variable.role == .param && model.observations[index] == nil && !variable.isDiscrete {
      add(index, .whole, unconstrainedCount(variable, in: model))
    }
    for (index, observation) in model.observations.enumerated() {
      guard let cells = observation?.latentCells, !cells.isEmpty else { continue }
      add(index, .latent(cells), cells.count)
    }
    return sampled
  }

  /// How many unconstrained coordinates a variable has.
  private static func unconstrainedCount(
    _ variable: RandomVariable, in model: BoundModel
  ) -> Int {
    let total = model.count(of: variable.axes)
    guard let constraint = variable.constraint, let last = variable.axes.last else { return total }
    let k = model.lengths[last.index]
    guard k > 0 else { return 0 }
    switch constraint {
    case .ordered, .positiveOrdered, .unitVector: return total
    case .simplex, .sumToZero: return total / k * (k - 1)
    case .correlation, .choleskyCorrelation: return total / (k * k) * (k * (k - 1) / 2)
    case .covariance, .choleskyCovariance: return total / (k * k) * (k * (k + 1) / 2)
    }
  }
}

import BayesGraph

extension GraphLowering {
  /// The log density of everything: terms of parameters and observations, factors, log Jacobians.
  mutating func logDensity() -> ID {
    var total = logJacobian
    for variable in graph.variables where variable.role != .predict {
      for term in variable.terms where !term.isSummed {
        total = tracer.graph.add(total, self.total(of: term.logDensity))
      }
    }
    for factor in graph.factors { total = tracer.graph.add(total, self.total(of: factor.node)) }
    return total
  }

  /// The gradient along a quantity's coordinates, gathered from all slices of them.
  func gradient(of quantity: SampledQuantity, from gradients: [ID: ID]) -> ID {
    var total = tracer.graph.constant(0)
    for (id, adjoint) in gradients.sorted(by: { $0.key.index < $1.key.index }) {
      guard case .coordinates(let offset) = tracer.graph[id].operation,
        offset >= quantity.offset, offset < quantity.offset + quantity.count
      else { continue }
      let n = tracer.graph.count(id)
      let whole = tracer.graph.broadcast(adjoint, to: n)
      let places = (0..<n).map { Int32(offset - quantity.offset + $0) }
      let spread =
        n == quantity.count && offset == quantity.offset
        ? adjoint : tracer.graph.scatterAdd(whole, places, count: quantity.count)
      total = tracer.graph.add(total, spread)
    }
    return total
  }

  /// Values of all parameters, latent cells and reports, in output order; of those that depend on draws
  /// of discrete latents only what they are.
  mutating func generated() -> (outputs: GeneratedOutputs, quantities: [GeneratedQuantity]) {
    var outputs = GeneratedOutputs()
    var quantities: [GeneratedQuantity] = []
    var offset = 0
    let readsLatents = readsLatents
    func add(
      _ name: String, _ kind: GeneratedQuantity.Kind, _ axes: [AxisID], _ id: ID?, _ node: NodeID?,
      cells: [Int]?, of variable: VariableID? = nil
    ) {
      let shape = axes.map { lengths[$0.index] }
      let count = cells?.count ?? shape.reduce(1, *)
      if let id { outputs.values.append((id, count, offset)) }
      if id == nil, let node { outputs.dependent.append((node, count, offset)) }
      quantities.append(
        GeneratedQuantity(
          name: name, kind: kind, variable: variable, shape: shape,
          dimensions: axes.map { graph.wholeDimension(of: $0) }, offset: offset, count: count,
          cells: cells))
      offset += count
    }
    for (index, variable) in graph.variables.enumerated() where variable.role == .param {
      guard model.observations[index] == nil, !variable.isDiscrete else { continue }
      let id = VariableID(index)
      let node = plan.recoveries[id]
      let isDependent = node.map { readsLatents[$0.index] } ?? false
      let value = isDependent ? nil : node.map { self.value($0) } ?? variableValue(id)
      add(plan.name(of: id), .parameter, variable.axes, value, node, cells: nil, of: id)
    }
    for quantity in plan.sampled {
      guard case .latent(let cells) = quantity.cells else { continue }
      let value = variableValue(quantity.variable)
      add(
        graph[quantity.variable].name, .imputed, graph[quantity.variable].axes,
        part(value, cells), nil, cells: cells, of: quantity.variable)
    }
    // Reports that read predictions are computed with these.
    let drawn = graph.dependents(on: graph.predictions)
    for report in graph.reports where !drawn[report.node.index] {
      let value = readsLatents[report.node.index] ? nil : self.value(report.node)
      add(report.name, .report, report.axes, value, report.node, cells: nil)
    }
    for likelihood in plan.keptLikelihoods {
      add(
        graph.likelihoodName(of: likelihood.variable), .logLikelihood, likelihood.axes,
        value(likelihood.node), nil, cells: nil)
    }
    for latent in plan.handsOnLatents ? plan.latents.map(\.variable) : [] {
      let node = graph.nodes.firstIndex {
        if case .variable(latent) = $0.operation { true } else { false }
      }
      guard let node else { continue }
      add(
        graph[latent].name, .latent, graph[latent].axes, nil, NodeID(node), cells: nil, of: latent)
    }
    return (outputs, quantities)
  }
}

/// What a generator writes, with counts and offsets.
struct GeneratedOutputs {
  var values: [(id: NumericGraph.ID, count: Int, offset: Int)] = []
  /// What depends on draws of discrete latents.
  var dependent: [(node: NodeID, count: Int, offset: Int)] = []
}

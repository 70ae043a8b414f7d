import BayesGraph

/// Where draws of the discrete latents and what is made of them stand behind the coordinates.
struct LatentInputs {
  struct Summary: Hashable {
    let kind: LatentSummary
    let variable: VariableID
  }

  /// The tables of weights, in the order in which the latents are summed out.
  private(set) var tables: [LatentTable] = []
  /// The length of what is made of them.
  private(set) var count = 0
  /// How many weights there are.
  private(set) var weightCount = 0
  /// The nodes whose values are the weights, and where they go.
  private(set) var outputs: [(node: NodeID, count: Int, offset: Int)] = []
  private(set) var draws: [VariableID: Int] = [:]
  private(set) var summaries: [Summary: Int] = [:]

  init(_ plan: Plan) {
    let model = plan.model
    let asked = Set(
      model.graph.nodes.compactMap { node -> Summary? in
        if case .summary(let kind, let variable) = node.operation {
          return Summary(kind: kind, variable: variable)
        }
        return nil
      })
    let isAveraged = Self.averaged(plan, asked)
    for latent in plan.latents {
      let axes = model.graph[latent.variable].axes
      let elements = model.count(of: axes)
      let weights = output(latent.table, of: model)
      var chain: LatentTable.Chain?
      if let sum = latent.chain {
        let whole = Layout(axes: axes, shape: axes.map { model.lengths[$0.index] })
        let ordered = axes.filter { $0 != sum.step } + [sum.step]
        let steps = Layout(axes: ordered, shape: ordered.map { model.lengths[$0.index] })
        chain = LatentTable.Chain(
          steps: model.lengths[sum.step.index], elements: steps.positions(of: whole),
          transition: output(sum.transition, of: model),
          isVarying: model.graph[sum.transition].axes.contains(sum.step))
      }
      func place(_ kind: LatentSummary, _ size: Int) -> Int? {
        let summary = Summary(kind: kind, variable: latent.variable)
        guard
          asked.contains(summary) || kind == .probabilities && isAveraged.contains(latent.variable)
        else { return nil }
        summaries[summary] = count
        count += size
        return count - size
      }
      draws[latent.variable] = count
      count += elements
      let separators = latent.separators.compactMap { separator in
        plan.latents.firstIndex { $0.variable == separator.variable }.map {
          LatentTable.Separator(table: $0, places: separator.places)
        }
      }
      tables.append(
        LatentTable(
          lower: latent.lower, states: latent.count, count: elements, weights: weights,
          separators: separators, chain: chain, draws: count - elements,
          probabilities: place(.probabilities, elements * latent.count),
          mostProbable: place(.mostProbable, elements)))
    }
  }

  /// The latents whose probabilities others' are averaged over.
  private static func averaged(_ plan: Plan, _ asked: Set<Summary>) -> Set<VariableID> {
    var found: Set<VariableID> = []
    for latent in plan.latents {
      let isAsked =
        found.contains(latent.variable)
        || asked.contains(Summary(kind: .probabilities, variable: latent.variable))
      if isAsked { found.formUnion(latent.separators.map(\.variable)) }
    }
    return found
  }

  private mutating func output(_ node: NodeID, of model: BoundModel) -> Int {
    let size = model.count(of: model.graph[node].axes)
    outputs.append((node, size, weightCount))
    weightCount += size
    return weightCount - size
  }
}

extension GraphLowering {
  /// Takes draws of the latents and their summaries from behind the coordinates.
  mutating func takeLatents(_ inputs: LatentInputs, from start: Int) {
    for latent in plan.latents {
      guard let place = inputs.draws[latent.variable] else { continue }
      let ends = Double(latent.lower)...Double(latent.lower + latent.count - 1)
      variables[latent.variable.index] = tracer.graph.value(
        .coordinates(start + place), count: model.count(of: graph[latent.variable].axes),
        range: ends)
    }
    for (index, node) in graph.nodes.enumerated() {
      guard case .summary(let kind, let variable) = node.operation,
        let place = inputs.summaries[LatentInputs.Summary(kind: kind, variable: variable)]
      else { continue }
      values[index] = tracer.graph.value(
        .coordinates(start + place), count: model.count(of: node.axes))
    }
  }

  /// Whether each node depends on draws of discrete latents.
  var readsLatents: [Bool] {
    let latents = Set(plan.latents.map(\.variable))
    var reads = [Bool](repeating: false, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      switch node.operation {
      case .variable(let variable): reads[index] = latents.contains(variable)
      case .summary: reads[index] = true
      default: reads[index] = graph.operands(of: NodeID(index)).contains { reads[$0.index] }
      }
    }
    return reads
  }
}

package import BayesDistributions

/// Samples a location-scale plate as location + scale · z, with z standardised, where that removes the
/// funnel between a scale and its members.
///
/// Without `with`, a plate whose location or scale is a parameter is non-centred when its own data are
/// few: at most ten rows for half of its members or more, or unknown. `with centered` and `with
/// noncentered` are obeyed; a log-normal plate is non-centred on the logarithm, when asked.
package enum Centring: Rewrite {
  package static let name = "centring"
  static let fewRows = 10.0

  package static func apply(to model: BoundModel) -> RewriteResult {
    var result = RewriteResult(model: model)
    for index in model.graph.variables.indices {
      let id = VariableID(index)
      guard let decision = decide(id, in: result.model) else { continue }
      result.steps.append(decision.step)
      guard decision.step.applied, let family = decision.family else { continue }
      noncentre(id, family, in: &result)
    }
    return result
  }

  private struct Decision {
    let step: PlanStep
    let family: LocationScale?
  }

  private static func decide(_ id: VariableID, in model: BoundModel) -> Decision? {
    let variable = model.graph[id]
    guard variable.role == .param, model.observations[id.index] == nil else { return nil }
    let asked = variable.centring
    func step(_ applied: Bool, _ reason: String, _ family: LocationScale? = nil) -> Decision {
      Decision(
        step: PlanStep(rewrite: name, subject: variable.name, applied: applied, reason: reason),
        family: family)
    }
    if asked == .centered { return step(false, "centred, as written") }
    guard let family = family(of: variable) else {
      return asked == .noncentered
        ? step(
          false,
          "centred: only unbounded location-scale quantities in one equation can be non-centred")
        : nil
    }
    if asked == .noncentered { return step(true, "non-centred, as written", family) }
    guard !model.readsLatent(variable, family) else {
      return step(false, "centred: a discrete latent decides its location or scale")
    }
    guard !variable.axes.isEmpty, !family.isLogarithmic,
      dependsOnDraws(variable, family, in: model)
    else { return nil }
    guard let members = DataRows(of: id, in: model) else {
      return step(true, "non-centred: how much data a member has is not known", family)
    }
    return members.median <= fewRows
      ? step(true, "non-centred: \(members.text)", family)
      : step(false, "centred: \(members.text)")
  }

  /// The location and scale of a plate that is a location-scale family in one equation.
  package static func family(of variable: RandomVariable) -> LocationScale? {
    guard variable.terms.count == 1, let term = variable.terms.first,
      let family = term.distribution.distribution.declaration.locationScale,
      family.powers.indices.contains(term.distribution.form),
      term.axes == variable.axes, variable.eventRank == 0 || term.distribution.eventAxes.isEmpty,
      variable.constraint == nil, variable.lower == nil || family.isLogarithmic,
      variable.upper == nil, term.distribution.truncation == nil, term.weight == nil
    else { return nil }
    return family
  }

  private static func dependsOnDraws(
    _ variable: RandomVariable, _ family: LocationScale, in model: BoundModel
  ) -> Bool {
    let places = [family.location, family.scale].compactMap(\.self)
    return places.contains { place in
      guard case .value(let node, _)? = variable.terms.first?.distribution.arguments[place] else {
        return false
      }
      return model.graph[node].level > .data
    }
  }

  /// Replaces the variable by its standardised form and its value by location + scale · z.
  private static func noncentre(
    _ id: VariableID, _ family: LocationScale, in result: inout RewriteResult
  ) {
    var editor = GraphEditor(result.model)
    let variable = result.model.graph[id]
    guard let term = variable.terms.first,
      let original = result.model.graph.nodes.firstIndex(where: {
        if case .variable(id) = $0.operation { true } else { false }
      })
    else { return }
    var recovered = NodeID(0)
    editor.rebuild { editor, index, node in
      guard index == original else { return editor.append(node) }
      let raw = editor.append(node)
      editor.standardised = raw
      recovered = value(of: raw, term, family, node, &editor)
      return recovered
    }
    let map = editor.map
    result.recoveries = result.recoveries.mapValues { map[$0.index] }
    result.recoveries[id] = recovered
    result.model = editor.model
    standardise(id, family, editor.standardised, in: &result.model)
  }

  /// location + scale · z, or its exponential.
  private static func value(
    of raw: NodeID, _ term: VariableTerm, _ family: LocationScale, _ node: Node,
    _ editor: inout GraphEditor
  ) -> NodeID {
    var value = raw
    if let argument = term.distribution.node(family.scale) {
      var scale = editor.place(of: argument)
      let axes = editor.model.graph[scale].axes
      switch family.powers[term.distribution.form] {
      case 0.5: scale = editor.apply(SquareRoot.self, [scale], axes: axes, like: node)
      case -0.5: scale = editor.apply(ReciprocalSquareRoot.self, [scale], axes: axes, like: node)
      default: break
      }
      value = editor.apply(Multiply.self, [value, scale], axes: node.axes, like: node)
    }
    if let location = family.location.flatMap(term.distribution.node) {
      value = editor.apply(
        Add.self, [value, editor.place(of: location)], axes: node.axes, like: node)
    }
    return family.isLogarithmic
      ? editor.apply(Exponential.self, [value], axes: node.axes, like: node) : value
  }

  /// The equation of the standardised variable: location 0, scale 1, read from its own node.
  private static func standardise(
    _ id: VariableID, _ family: LocationScale, _ raw: NodeID?, in model: inout BoundModel
  ) {
    guard let raw, var term = model.graph[id].terms.first else { return }
    let span = term.span
    func constant(_ value: Double) -> NodeID {
      model.append(Node(.constant(value), axes: [], element: .real, level: .data, origin: span))
    }
    term.distribution.arguments[family.scale] = .value(constant(1), event: [])
    if let location = family.location {
      term.distribution.arguments[location] = .value(constant(0), event: [])
    }
    if family.isLogarithmic {
      term.distribution.distribution = Normal.self
      model.graph.variables[id.index].lower = nil
    }
    term.value = raw
    term.logDensity = model.append(
      Node(
        .logDensity(term.distribution, value: raw), axes: model.graph[id].axes, element: .real,
        level: .draw, origin: span))
    model.graph.variables[id.index].terms = [term]
    model.graph.variables[id.index].name += ".z"
  }
}

extension BoundModel {
  /// Whether the location or scale of a plate depends on a discrete latent.
  fileprivate func readsLatent(_ variable: RandomVariable, _ family: LocationScale) -> Bool {
    let latents = Set(discreteLatents)
    guard !latents.isEmpty, let call = variable.terms.first?.distribution else { return false }
    var pending = [family.location, family.scale].compactMap { $0.flatMap(call.node) }
    var seen = Set(pending)
    while let next = pending.popLast() {
      if case .variable(let id) = graph[next].operation, latents.contains(id) { return true }
      pending += graph.operands(of: next).filter { seen.insert($0).inserted }
    }
    return false
  }

  /// The number of elements over some axes.
  package func count(of axes: [AxisID]) -> Int {
    axes.reduce(1) { $0 * lengths[$1.index] }
  }

  /// Appends a node; a constant comes with its table.
  mutating func append(_ node: Node) -> NodeID {
    let id = graph.append(node)
    if case .constant(let value) = node.operation {
      tables.append(Tensor(value))
    } else {
      tables.append(nil)
    }
    return id
  }
}

import BayesDistributions

/// Samples a location-scale plate as location + scale · z, with z standardised, where that removes the
/// funnel between a scale and its members.
///
/// Without `with`, a plate whose location or scale is a parameter is non-centred when its own data are
/// few: at most ten rows a member, or unknown. `with centered` and `with noncentered` are obeyed.
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
        ? step(false, "centred: only unbounded location-scale plates can be non-centred") : nil
    }
    if asked == .noncentered { return step(true, "non-centred, as written", family) }
    guard !variable.axes.isEmpty, dependsOnDraws(variable, family, in: model) else { return nil }
    guard let rows = rowsPerMember(id, in: model) else {
      return step(true, "non-centred: how much data a member has is not known", family)
    }
    let text = rows == rows.rounded() ? String(Int(rows)) : String((rows * 10).rounded() / 10)
    let noun = rows == 1 ? "row" : "rows"
    return rows <= fewRows
      ? step(true, "non-centred: \(text) \(noun) of data a member", family)
      : step(false, "centred: \(text) \(noun) of data a member")
  }

  /// The location and scale of a plate that is a location-scale family in one equation.
  private static func family(of variable: RandomVariable) -> LocationScale? {
    guard variable.terms.count == 1, let term = variable.terms.first,
      term.axes == variable.axes, variable.eventRank == 0 || term.distribution.eventAxes.isEmpty,
      variable.constraint == nil, variable.lower == nil, variable.upper == nil,
      term.distribution.truncation == nil, term.weight == nil, term.distribution.form == 0
    else { return nil }
    return term.distribution.distribution.declaration.locationScale
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

  /// Rows of the largest array that reads a plate's members, over their number; nil where nothing
  /// reads it row by row.
  private static func rowsPerMember(_ id: VariableID, in model: BoundModel) -> Double? {
    let members = model.count(of: model.graph[id].axes)
    guard members > 0 else { return nil }
    var rows: Double?
    let own = Set(model.graph[id].terms.map(\.logDensity.index))
    for (index, node) in model.graph.nodes.enumerated() where !own.contains(index) {
      let reads = node.operation.operands.contains { operand in
        if case .variable(id) = model.graph[operand].operation { true } else { false }
      }
      guard reads else { continue }
      rows = max(rows ?? 0, Double(model.count(of: node.axes)) / Double(members))
    }
    return rows
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
      var value = raw
      value = editor.combine("*", value, argument(term, family.scale), node)
      if let location = family.location {
        value = editor.combine("+", value, argument(term, location), node)
      }
      recovered = value
      return value
    }
    let map = editor.map
    result.recoveries = result.recoveries.mapValues { map[$0.index] }
    result.recoveries[id] = recovered
    result.model = editor.model
    standardise(id, family, editor.standardised, in: &result.model)
  }

  private static func argument(_ term: VariableTerm, _ place: Int) -> NodeID? {
    if case .value(let node, _) = term.distribution.arguments[place] { node } else { nil }
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

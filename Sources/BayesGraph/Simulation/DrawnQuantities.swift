package import BayesMath

/// A quantity that is drawn, or computed from what is drawn, for each draw of the parameters.
package struct DrawnQuantity: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case parameter, observed, prediction, report
    /// An observed quantity drawn anew beside the one that was observed.
    case replicate
    /// The log density of each independent value that was observed.
    case logLikelihood
    /// What gates and decisions read of a draw.
    case judged
  }
  package let name: String
  package let kind: Kind
  package let axes: [AxisID]
  /// The flat positions that there are, where some are left out.
  package let cells: [Int]?
  let place: Int
}

/// What is to be drawn of a bound model besides what its program gives.
package struct DrawnQuantities: Sendable {
  package let model: BoundModel
  /// The model without what was observed, for replicates.
  package let unobserved: BoundModel?
  package let quantities: [DrawnQuantity]
  /// How many numbers a draw has.
  package let count: Int

  /// The quantities of some kinds, in the order of the kinds.
  ///
  /// `unobserved` is the same model bound with `ignoresObserved`; without it there are no replicates.
  /// Of reports those are taken that read what is drawn, or all; `marginal` quantities have their log
  /// likelihoods elsewhere.
  package init(
    _ model: BoundModel, _ kinds: [DrawnQuantity.Kind], unobserved: BoundModel? = nil,
    allReports: Bool = true, marginal: Set<VariableID> = []
  ) {
    self.model = model
    self.unobserved = unobserved
    quantities = kinds.flatMap { kind in
      Self.quantities(of: kind, model, allReports: allReports).filter {
        kind != .logLikelihood || !marginal.contains(VariableID($0.place))
      }
    }
    count = quantities.reduce(0) { $0 + ($1.cells?.count ?? model.count(of: $1.axes)) }
  }

  /// Something that draws them, for one thread.
  package func makeSimulator() -> QuantitySimulator { QuantitySimulator(self) }

  private static func quantities(
    of kind: DrawnQuantity.Kind, _ model: BoundModel, allReports: Bool
  ) -> [DrawnQuantity] {
    let graph = model.graph
    if kind == .judged {
      return graph.judgedNodes.map { node in
        DrawnQuantity(
          name: "judged \(node.index)", kind: kind, axes: [], cells: nil, place: node.index)
      }
    }
    if kind == .report {
      let drawn = allReports ? [] : graph.dependents(on: graph.predictions)
      let readsSummaries = graph.readsSummaries
      return graph.reports.enumerated().compactMap { place, report in
        // Summaries of latents are those of a fit.
        let isAsked = allReports ? !readsSummaries[report.node.index] : drawn[report.node.index]
        guard isAsked else { return nil }
        return DrawnQuantity(
          name: report.name, kind: kind, axes: report.axes, cells: nil, place: place)
      }
    }
    let role: RandomVariable.Role =
      switch kind {
      case .parameter: .param
      case .prediction: .predict
      case .observed, .replicate, .logLikelihood, .report, .judged: .observe
      }
    let variables = graph.variables.indices.filter { index in
      let isKnown = model.observations[index] != nil
      return graph.variables[index].role == role
        && (role != .observe || isKnown == (kind != .observed))
    }
    return variables.map { index in
      let variable = graph.variables[index]
      let cells = CellsDrawn(VariableID(index), in: model)
      switch kind {
      case .logLikelihood:
        return DrawnQuantity(
          name: graph.likelihoodName(of: VariableID(index)), kind: kind, axes: cells.plates,
          cells: cells.observedPlates, place: index)
      case .replicate:
        return DrawnQuantity(
          name: "\(variable.name)_rep", kind: kind, axes: variable.axes, cells: cells.cells,
          place: index)
      default:
        return DrawnQuantity(
          name: variable.name, kind: kind, axes: variable.axes, cells: cells.cells, place: index)
      }
    }
  }
}

extension ModelGraph {
  /// The dimension that an axis runs over as a whole, for labels.
  package func wholeDimension(of axis: AxisID) -> DimensionID? {
    switch self[axis].extent {
    case .dimension(let dimension, _): dimension
    case .piece(let dimension, nil, nil): dimension
    case .piece, .range, .segments, .count, .fixed: nil
    }
  }

  /// What the log likelihoods of an observed quantity are called: `log_lik` where it is the only one.
  package func likelihoodName(of id: VariableID) -> String {
    let isAlone = variables.count { $0.role == .observe } == 1
    return isAlone ? "log_lik" : "log_lik_\(self[id].name)"
  }

  /// Whether each node reads a summary of discrete latents.
  var readsSummaries: [Bool] {
    var reads = [Bool](repeating: false, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      if case .summary = node.operation {
        reads[index] = true
      } else {
        reads[index] = operands(of: NodeID(index)).contains { reads[$0.index] }
      }
    }
    return reads
  }

  /// The `predict` quantities.
  package var predictions: Set<VariableID> {
    Set(variables.indices.filter { variables[$0].role == .predict }.map { VariableID($0) })
  }
}

/// Which elements of a random quantity its equations give, and which of its independent values were
/// observed.
private struct CellsDrawn {
  /// Ascending; nil where all are.
  let cells: [Int]?
  let plates: [AxisID]
  let observedPlates: [Int]?

  init(_ id: VariableID, in model: BoundModel) {
    let variable = model.graph[id]
    var evaluator = Simulation(model).bare
    var given: Set<Int> = []
    let latent = Set(model.observations[id.index]?.latentCells ?? [])
    let rank = variable.terms.first?.distribution.eventAxes.count ?? 0
    let plates = Array(variable.axes.dropLast(rank))
    let eventCount = max(model.count(of: Array(variable.axes.suffix(rank))), 1)
    var values: Set<Int> = []
    for term in variable.terms.map({ SimulatedTerm($0, of: id, in: model) }) {
      let (outer, events) = term.events(in: evaluator)
      let cells = term.cells(in: evaluator)
      let active = term.active(over: outer, &evaluator)
      for flat in 0..<outer.count where active?[flat] ?? true {
        let own = events.places(at: flat).map { cells[$0] }
        given.formUnion(own)
        if !own.contains(where: latent.contains), let first = own.min() {
          values.insert(first / eventCount)
        }
      }
    }
    self.plates = plates
    cells = given.count == model.count(of: variable.axes) ? nil : given.sorted()
    observedPlates = values.count == model.count(of: plates) ? nil : values.sorted()
  }
}

/// Draws quantities, one draw after the other.
package struct QuantitySimulator {
  private let drawn: DrawnQuantities
  private let simulation: Simulation
  private let replication: Simulation?

  init(_ drawn: DrawnQuantities) {
    self.drawn = drawn
    simulation = Simulation(drawn.model)
    replication = drawn.unobserved.map { Simulation($0) }
  }

  /// All quantities at one draw of what is known, in order; the random numbers depend on seed, purpose,
  /// draw and chain alone.
  package func values(
    given known: [VariableID: [Double]], seed: UInt64, purpose: RandomPurpose, draw: Int,
    chain: Int
  ) throws(SimulationFailure) -> [Double] {
    var stream = RandomStream(
      seed: seed, purpose: purpose, iteration: UInt32(draw), chain: UInt32(chain))
    var evaluator = try simulation.draw(given: known, using: &stream)
    var replicated: ReferenceEvaluator<Double>?
    if let replication, drawn.quantities.contains(where: { $0.kind == .replicate }) {
      var stream = RandomStream(
        seed: seed, purpose: .replicated, iteration: UInt32(draw), chain: UInt32(chain))
      let parameters = known.filter { drawn.model.graph[$0.key].role == .param }
      replicated = try replication.draw(given: parameters, using: &stream)
    }
    var values: [Double] = []
    values.reserveCapacity(drawn.count)
    for quantity in drawn.quantities {
      let whole = elements(of: quantity, &evaluator, replicated)
      if let cells = quantity.cells { values += cells.map { whole[$0] } } else { values += whole }
    }
    return values
  }

  private func elements(
    of quantity: DrawnQuantity, _ evaluator: inout ReferenceEvaluator<Double>,
    _ replicated: ReferenceEvaluator<Double>?
  ) -> [Double] {
    let id = VariableID(quantity.place)
    switch quantity.kind {
    case .parameter, .observed, .prediction: return evaluator.variables[id.index] ?? []
    case .replicate: return replicated?.variables[id.index] ?? []
    case .report:
      let report = evaluator.graph.reports[quantity.place]
      let elements = evaluator.evaluate(report.node)
      let places = evaluator.layout(report.axes).positions(of: evaluator.layout(report.node))
      return places.map { elements[$0] }
    case .judged: return evaluator.evaluate(NodeID(quantity.place))
    case .logLikelihood: return logLikelihood(of: id, &evaluator, over: quantity.axes)
    }
  }

  /// The log density of each independent value, over the plates of the whole quantity.
  private func logLikelihood(
    of id: VariableID, _ evaluator: inout ReferenceEvaluator<Double>, over plates: [AxisID]
  ) -> [Double] {
    let whole = evaluator.layout(plates)
    var values = [Double](repeating: .nan, count: whole.count)
    for term in evaluator.graph[id].terms {
      let axes = term.axes.filter { !term.distribution.eventAxes.contains($0) }
      let part = evaluator.layout(axes)
      let elements = evaluator.evaluate(term.logDensity)
      let places = part.positions(of: evaluator.layout(term.logDensity))
      var start = 0
      for (k, axis) in axes.enumerated() {
        let offset = evaluator.offsets[axis.index] - evaluator.offsets[plates[k].index]
        start += offset * whole.strides[k]
      }
      part.forEach(operandStrides: [whole.strides], starts: [start]) { flat, place in
        values[place[0]] = elements[places[flat]]
      }
    }
    return values
  }
}

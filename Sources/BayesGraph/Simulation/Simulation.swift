import BayesDistributions
package import BayesMath
package import BayesSource

/// Draws the random quantities of a bound model in order of declaration, each from its distribution
/// given those before it.
///
/// What is known of a quantity is kept, what is not is drawn: all of it for a draw from the prior, the
/// predictions for a draw of a posterior, the members of a plate that are new.
package struct Simulation {
  package let model: BoundModel
  private let base: ReferenceEvaluator<Double>
  private let terms: [[SimulatedTerm]]

  package init(_ model: BoundModel) {
    self.model = model
    var evaluator = ReferenceEvaluator<Double>(
      graph: model.graph, lengths: model.lengths, offsets: model.offsets,
      inputs: Array(repeating: nil, count: model.graph.inputs.count),
      variables: model.observations.map { $0?.values.values })
    evaluator.segments = model.segments
    for (index, table) in model.tables.enumerated() {
      if let table { evaluator.values[index] = table.values }
    }
    base = evaluator
    terms = model.graph.variables.indices.map { index in
      model.graph.variables[index].terms.map {
        SimulatedTerm($0, of: VariableID(index), in: model)
      }
    }
  }

  /// What the data alone tell.
  package var bare: ReferenceEvaluator<Double> { base }

  /// Draws all that is not known: `known` gives arrays over the whole axes of their variables, NaN
  /// where a cell is to be drawn.
  ///
  /// The evaluator that comes back gives any node's value at the draw.
  package func draw(
    given known: [VariableID: [Double]], using stream: inout RandomStream
  ) throws(SimulationFailure) -> ReferenceEvaluator<Double> {
    var evaluator = base
    for index in model.graph.variables.indices {
      let id = VariableID(index)
      var values = start(id, known[id])
      if values.contains(where: \.isNaN) {
        evaluator.variables[index] = values
        try complete(id, &evaluator, using: &stream)
        values = evaluator.variables[index] ?? []
      }
      evaluator.variables[index] = values
    }
    return evaluator
  }

  /// Observed and known cells; NaN for the others.
  private func start(_ id: VariableID, _ known: [Double]?) -> [Double] {
    guard let observation = model.observations[id.index] else {
      return known
        ?? Array(repeating: .nan, count: model.count(of: model.graph[id].axes))
    }
    var values = observation.values.values
    for cell in observation.latentCells { values[cell] = known?[cell] ?? .nan }
    return values
  }

  private func complete(
    _ id: VariableID, _ evaluator: inout ReferenceEvaluator<Double>,
    using stream: inout RandomStream
  ) throws(SimulationFailure) {
    let variable = model.graph[id]
    do throws(DrawRefusal) {
      let own = terms[id.index]
      guard own.allSatisfy({ $0.term.weight == nil || variable.role != .param }) else {
        throw .outOfReach
      }
      if try StructuredDraw(variable, own, in: model).draw(&evaluator, using: &stream) { return }
      for term in own where term.stepAxes.isEmpty {
        try term.draw(&evaluator, using: &stream)
      }
      try SelfReading(own.filter { !$0.stepAxes.isEmpty }, model)?
        .draw(&evaluator, using: &stream)
    } catch {
      throw SimulationFailure(name: variable.name, span: variable.span, cause: error)
    }
  }
}

/// Why a quantity cannot be drawn.
package struct SimulationFailure: Error, Sendable, Hashable, CustomStringConvertible {
  package let name: String
  package let span: SourceSpan
  let cause: DrawRefusal

  /// Whether the quantity's distribution is no probability, so that nothing can ever be drawn from it.
  package var isImproper: Bool { if case .improper = cause { true } else { false } }

  /// The cause, as a sentence has it.
  package var description: String {
    switch cause {
    case .argument(let text): "`\(name)` cannot be drawn: \(text)"
    case .arguments(let distribution):
      "`\(name)` cannot be drawn: together the arguments of \(distribution) give no distribution, such as "
        + "a covariance that is not positive definite"
    case .improper(let distribution):
      "`\(name)` cannot be drawn: the density of \(distribution) is no probability"
    case .noSampler:
      "`\(name)` cannot be drawn: its distribution has a density alone, and no way to draw from it"
    case .summedOut(let latent):
      "`\(name)` has no log likelihood of each value: it depends on `\(latent)`, which is summed out over "
        + "all of them; leave out --log-likelihood"
    case .summary:
      "`\(name)` reads predictions and, by `probabilities` or `viterbi`, a summary of latents; report the two "
        + "by themselves"
    case .outOfReach:
      "`\(name)` cannot be drawn forward: its type, its bounds or its `weight` make its distribution "
        + "another than the one that is written"
    }
  }
}

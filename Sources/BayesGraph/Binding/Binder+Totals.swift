import BayesDistributions

extension Binder {
  /// Vectors of counts against the number of trials, where the data decide it.
  mutating func checkTotals(_ bound: ModelGraph, _ observations: [Observation?]) {
    for (index, variable) in bound.variables.enumerated() {
      guard let observation = observations[index] else { continue }
      let latent = Set(observation.latentCells)
      let values = observation.values.values
      for term in variable.terms {
        guard let trials = trials(of: term.distribution, in: bound) else { continue }
        let cells = cells(of: term, in: variable).filter {
          values.indices.contains($0.cell) && !latent.contains($0.cell)
        }
        let known = Dictionary(
          cells.map { ($0.element, $0.cell) }, uniquingKeysWith: { first, _ in first })
        let plates = evaluator.layout(
          term.axes.filter { !term.distribution.eventAxes.contains($0) })
        let part = evaluator.layout(term.axes)
        let steps = evaluator.layout(term.distribution.eventAxes).positions(of: part)
        let totals = evaluator.evaluate(trials)
        let places = zip(
          plates.positions(of: part), plates.positions(of: evaluator.layout(trials)))
        for (element, (start, place)) in places.enumerated() {
          let vector = steps.compactMap { known[start + $0] }
          let sum = vector.reduce(0) { $0 + values[$1] }
          guard vector.count == steps.count, sum != totals[place], let first = vector.first else {
            continue
          }
          return report(
            .wrongTotal(
              variable, sum, instead: totals[place], at: coordinates(element, plates),
              term.distribution, self.place(of: first, in: variable)))
        }
      }
    }
  }

  /// The argument that a vector of counts sums to; nil of other distributions and of drawn ones.
  private func trials(of call: DistributionCall, in bound: ModelGraph) -> NodeID? {
    let declaration = call.distribution.declaration
    guard declaration.value == .integerVector,
      case .counts(upper: let upper?) = declaration.support,
      let node = call.node(upper), bound[node].level == .data
    else { return nil }
    return node
  }
}

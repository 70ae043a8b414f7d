import BayesData
package import BayesDistributions
import BayesSource

extension Binder {
  /// Observed values against the support of their distribution, equation by equation.
  mutating func checkSupports(_ bound: ModelGraph, _ observations: [Observation?]) {
    checkEquations(bound, observations) { _, term, cells, values in
      let support = term.distribution.distribution.declaration.support
      return cells.first { !support.admits(values[$0.cell]) }.map { ($0, support.text) }
    }
  }

  /// Observed values against the ends that the data give their distribution.
  mutating func checkLimits(_ bound: ModelGraph, _ observations: [Observation?]) {
    checkEquations(bound, observations) { binder, term, cells, values in
      for limit in binder.limits(of: term, in: bound) {
        if let wrong = cells.first(where: { !limit.admits(values[$0.cell], at: $0.element) }) {
          return (wrong, limit.text(at: wrong.element))
        }
      }
      return nil
    }
  }

  /// A cell that a term gives a density: the flat position in the term and that in the variable.
  private typealias Cell = (element: Int, cell: Int)

  /// Reports the first cell that `fault` finds, with what it says of the distribution.
  private mutating func checkEquations(
    _ bound: ModelGraph, _ observations: [Observation?],
    _ fault: (inout Binder, VariableTerm, [Cell], [Double]) -> (Cell, String)?
  ) {
    for (index, variable) in bound.variables.enumerated() {
      guard let observation = observations[index] else { continue }
      let latent = Set(observation.latentCells)
      let values = observation.values.values
      for term in variable.terms {
        let cells = cells(of: term, in: variable).filter {
          values.indices.contains($0.cell) && !latent.contains($0.cell)
        }
        guard let (wrong, support) = fault(&self, term, cells, values) else { continue }
        return report(
          .outsideSupport(
            variable, values[wrong.cell], term.distribution, support,
            place(of: wrong.cell, in: variable)))
      }
    }
  }

  private func place(of cell: Int, in variable: RandomVariable) -> String {
    variable.input.map { place(of: $0.index, cell: cell) }
      ?? data[variable.name]?.place(ofCell: cell) ?? "`\(variable.name)`"
  }

  /// The cells that a term gives a density, in order; those that its `when` passes over are left out.
  private mutating func cells(of term: VariableTerm, in variable: RandomVariable) -> [Cell] {
    let whole = evaluator.layout(variable.axes)
    let part = evaluator.layout(term.axes)
    var start = 0
    for (k, axis) in term.axes.enumerated() {
      let offset = evaluator.offsets[axis.index] - evaluator.offsets[variable.axes[k].index]
      start += offset * whole.strides[k]
    }
    var condition: [Bool]?
    if let node = term.condition, prepare(node) {
      let values = evaluator.evaluate(node)
      condition = part.positions(of: evaluator.layout(node)).map { values[$0] != 0 }
    }
    var cells: [Cell] = []
    part.forEach(operandStrides: [whole.strides], starts: [start]) { flat, place in
      if condition?[flat] ?? true { cells.append((flat, place[0])) }
    }
    return cells
  }

  /// What the data alone say of where the values of a term lie.
  private mutating func limits(of term: VariableTerm, in bound: ModelGraph) -> [Limit] {
    let call = term.distribution
    var ends: [(node: NodeID?, isLower: Bool)] = []
    switch call.distribution.declaration.support {
    case .counts(upper: let upper?) where call.eventAxes.isEmpty:
      ends = [(call.node(upper), false)]
    case .interval(let lower, let upper):
      ends = [(lower.flatMap(call.node), true), (upper.flatMap(call.node), false)]
    case .integers(let lower, let upper):
      ends = [(call.node(lower), true), (call.node(upper), false)]
    case .range(let place?):
      if call.arguments.indices.contains(place),
        case .range(let lower, let upper) = call.arguments[place]
      {
        ends = [(lower, true), (upper, false)]
      }
    default: break
    }
    ends += [(call.truncation?.lower, true), (call.truncation?.upper, false)]
    let part = evaluator.layout(term.axes)
    var limits = ends.compactMap { end -> Limit? in
      guard let node = end.node, bound[node].level == .data else { return nil }
      let values = evaluator.evaluate(node)
      let places = part.positions(of: evaluator.layout(node))
      return Limit(isLower: end.isLower, values: places.map { values[$0] })
    }
    if let count = categories(of: call) {
      limits.append(Limit(isLower: false, values: Array(repeating: count, count: part.count)))
    }
    return limits
  }

  /// How many categories there are to choose from: one for each probability, one more than there are
  /// cutpoints.
  private func categories(of call: DistributionCall) -> Double? {
    let declaration = call.distribution.declaration
    guard declaration.value == .integer(ofCategory: true),
      let parameter = declaration.forms[call.form].parameters.last,
      case .value(_, let event)? = call.arguments.last, let axis = event.first
    else { return nil }
    let length = evaluator.lengths[axis.index]
    return Double(parameter.domain == .ordered ? length + 1 : length)
  }
}

/// An end of where values lie, per element of a term.
private struct Limit {
  let isLower: Bool
  let values: [Double]

  func admits(_ value: Double, at element: Int) -> Bool {
    isLower ? value >= values[element] : value <= values[element]
  }

  func text(at element: Int) -> String {
    let end = values[element]
    let number = Int(exactly: end).map(String.init) ?? String(end)
    return isLower ? "no value below \(number)" : "no value above \(number)"
  }
}

extension SupportRule {
  /// Whether a single observed number can have come from a distribution with this support, whatever
  /// its parameters.
  package func admits(_ value: Double) -> Bool {
    switch self {
    case .real, .interval, .range, .angle, .declared, .integers: true
    case .positive: value > 0
    case .nonNegative: value >= 0
    case .unitInterval, .simplex: value >= 0 && value <= 1
    case .binary: value == 0 || value == 1
    case .counts: value >= 0 && value == value.rounded()
    case .categories: value >= 1 && value == value.rounded()
    case .choleskyCorrelation: abs(value) <= 1
    }
  }

  /// As a sentence has it.
  package var text: String {
    switch self {
    case .real, .interval, .range, .angle, .declared: "real numbers only"
    case .integers: "integers only"
    case .positive: "positive numbers only"
    case .nonNegative: "only numbers that are not negative"
    case .unitInterval, .simplex: "numbers between 0 and 1 only"
    case .binary: "0 and 1 only"
    case .counts: "counts only: 0, 1, 2, …"
    case .categories: "categories only: 1, 2, …"
    case .choleskyCorrelation: "numbers between -1 and 1 only"
    }
  }
}

import BayesData
package import BayesDistributions
import BayesSource

extension Binder {
  /// Observed values against the support of their distribution, equation by equation.
  mutating func checkSupports(_ bound: ModelGraph, _ observations: [Observation?]) {
    checkEquations(bound, observations) { _, term, cells in
      let support = term.distribution.distribution.declaration.support
      return cells.first { !support.admits($0.extent) }.map { ($0, support.text) }
    }
  }

  /// Observed values against the ends that the data give their distribution.
  mutating func checkLimits(_ bound: ModelGraph, _ observations: [Observation?]) {
    checkEquations(bound, observations) { binder, term, cells in
      let shape = term.distribution.distribution.declaration.value
      let isDiscrete = if case .integer = shape { true } else { false }
      for limit in binder.limits(of: term, in: bound) {
        let wrong = cells.first {
          !limit.admits($0.extent, at: $0.place.element, isDiscrete: isDiscrete)
        }
        if let wrong {
          return (wrong, limit.text(at: wrong.place.element))
        }
      }
      return nil
    }
  }

  /// A cell that a term gives a density: the flat position in the term and that in the variable.
  typealias Cell = (element: Int, cell: Int)

  /// A cell with what the data say of its value.
  private typealias ObservedCell = (place: Cell, extent: ValueExtent)

  /// Reports the first cell that `fault` finds, with what it says of the distribution.
  private mutating func checkEquations(
    _ bound: ModelGraph, _ observations: [Observation?],
    _ fault: (inout Binder, VariableTerm, [ObservedCell]) -> (ObservedCell, String)?
  ) {
    for (index, variable) in bound.variables.enumerated() {
      guard let observation = observations[index] else { continue }
      let latent = Set(observation.latentCells)
      let values = observation.values.values
      for term in variable.terms {
        let rows = CensoredRows(term, &evaluator)
        let cells = cells(of: term, in: variable).filter {
          values.indices.contains($0.cell) && !latent.contains($0.cell)
        }
        .map { (place: $0, extent: rows.extent(of: values[$0.cell], at: $0.element)) }
        guard let (wrong, support) = fault(&self, term, cells) else { continue }
        return report(
          .outsideSupport(
            variable, wrong.extent, term.distribution, support,
            place(of: wrong.place.cell, in: variable)))
      }
    }
  }

  func place(of cell: Int, in variable: RandomVariable) -> String {
    variable.input.map { place(of: $0.index, cell: cell) }
      ?? data[variable.name]?.place(ofCell: cell) ?? "`\(variable.name)`"
  }

  /// The cells that a term gives a density, in order; those that its `when` passes over are left out.
  mutating func cells(of term: VariableTerm, in variable: RandomVariable) -> [Cell] {
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
    case .positiveCounts(upper: let upper?): ends = [(call.node(upper), false)]
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
    if let counts = categories(of: call, over: part) {
      limits.append(Limit(isLower: false, values: counts))
    }
    return limits
  }

  /// How many categories there are to choose from: one for each probability, one more than there are
  /// cutpoints.
  private func categories(of call: DistributionCall, over part: Layout) -> [Double]? {
    let declaration = call.distribution.declaration
    guard declaration.value == .integer(ofCategory: true),
      let parameter = declaration.forms[call.form].parameters.last,
      case .value(_, let event)? = call.arguments.last, let axis = event.first
    else { return nil }
    let more = parameter.domain == .ordered ? 1 : 0
    guard let segments = evaluator.segments[axis] else {
      return Array(repeating: Double(evaluator.lengths[axis.index] + more), count: part.count)
    }
    return part.segmentPositions(segments).map { Double(segments.lengths[$0] + more) }
  }
}

/// An end of where values lie, per element of a term.
private struct Limit {
  let isLower: Bool
  let values: [Double]

  /// Whether a value in `extent` may lie on this side; of real numbers an end has no probability.
  func admits(_ extent: ValueExtent, at element: Int, isDiscrete: Bool) -> Bool {
    let end = values[element]
    let mayTouch = isDiscrete || extent.isExact
    return isLower
      ? extent.upper > end || mayTouch && extent.upper == end
      : extent.lower < end || mayTouch && extent.lower == end
  }

  func text(at element: Int) -> String {
    let end = values[element]
    let number = Int(exactly: end).map(String.init) ?? String(end)
    return isLower ? "no value below \(number)" : "no value above \(number)"
  }
}

extension SupportRule {
  /// Whether it gives a probability to where an observed number lies, whatever its parameters.
  func admits(_ extent: ValueExtent) -> Bool {
    if extent.isExact { return admits(extent.lower) }
    switch self {
    case .real, .interval, .range, .angle, .declared, .integers, .covariance, .choleskyCovariance,
      .sumToZero:
      return true
    case .positive, .nonNegative: return extent.upper > 0
    case .unitInterval, .simplex: return extent.upper > 0 && extent.lower < 1
    case .binary: return extent.upper >= 0 && extent.lower <= 1
    case .counts: return extent.upper >= 0
    case .categories, .positiveCounts: return extent.upper >= 1
    case .correlation, .choleskyCorrelation: return extent.upper > -1 && extent.lower < 1
    }
  }

  /// Whether a single observed number can have come from a distribution with this support, whatever
  /// its parameters.
  package func admits(_ value: Double) -> Bool {
    switch self {
    case .real, .interval, .range, .angle, .declared, .integers, .covariance, .choleskyCovariance,
      .sumToZero:
      true
    case .positive: value > 0
    case .nonNegative: value >= 0
    case .unitInterval, .simplex: value >= 0 && value <= 1
    case .binary: value == 0 || value == 1
    case .counts: value >= 0 && value == value.rounded()
    case .categories, .positiveCounts: value >= 1 && value == value.rounded()
    case .correlation, .choleskyCorrelation: abs(value) <= 1
    }
  }

  /// As a sentence has it.
  package var text: String {
    switch self {
    case .real, .interval, .range, .angle, .declared, .covariance, .choleskyCovariance, .sumToZero:
      "real numbers only"
    case .integers: "integers only"
    case .positive: "positive numbers only"
    case .nonNegative: "only numbers that are not negative"
    case .unitInterval, .simplex: "numbers between 0 and 1 only"
    case .binary: "0 and 1 only"
    case .counts: "counts only: 0, 1, 2, …"
    case .positiveCounts: "counts from 1 on only: 1, 2, …"
    case .categories: "categories only: 1, 2, …"
    case .correlation, .choleskyCorrelation: "numbers between -1 and 1 only"
    }
  }
}

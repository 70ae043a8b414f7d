import BayesDistributions
import BayesSource

/// The states that a discrete latent can have.
struct LatentStates {
  /// The value of the first; of categories 1.
  let lower: Int
  let count: Int

  /// From the supports of its equations, their truncations and the bounds of its type.
  init(of variable: RandomVariable, in model: BoundModel) throws(Diagnostic) {
    var ends = (lower: Int.max, upper: Int.min)
    for term in variable.terms {
      let own = try Self.ends(of: term.distribution, variable, in: model)
      ends = (min(ends.lower, own.lower), max(ends.upper, own.upper))
    }
    for (node, isLower) in [(variable.lower, true), (variable.upper, false)] {
      guard let values = node.flatMap({ model.tables[$0.index] })?.values, let first = values.first,
        values.allSatisfy({ $0 == first })
      else {
        if node != nil { throw .unknownStates(variable, term: variable.span) }
        continue
      }
      if isLower {
        ends.lower = max(ends.lower, Self.integer(first.rounded(.up)))
      } else {
        ends.upper = min(ends.upper, Self.integer(first.rounded(.down)))
      }
    }
    guard ends.lower <= ends.upper else { throw .noStates(variable) }
    if case .index(let dimension) = variable.element,
      let size = model.length(of: dimension), ends.lower < 1 || ends.upper > size
    {
      let name = model.graph[dimension].name
      throw .statesOutside(variable, ends.lower...ends.upper, of: name, size: size)
    }
    let (span, overflow) = ends.upper.subtractingReportingOverflow(ends.lower)
    guard !overflow, span < Elimination.mostStates else {
      throw .tooManyStates(
        [variable.name], overflow ? .infinity : Double(span) + 1, at: variable.span)
    }
    lower = ends.lower
    count = span + 1
  }

  private static func integer(_ x: Double) -> Int { Int(min(max(x, -0x1p62), 0x1p62)) }

  /// The smallest and the largest value of one equation, over all elements.
  private static func ends(
    of call: DistributionCall, _ variable: RandomVariable, in model: BoundModel
  ) throws(Diagnostic) -> (lower: Int, upper: Int) {
    var lower = -Double.infinity
    var upper = Double.infinity
    func table(_ node: NodeID?) -> [Double]? { node.flatMap { model.tables[$0.index] }?.values }
    let declaration = call.distribution.declaration
    switch declaration.support {
    case .binary: (lower, upper) = (0, 1)
    case .counts(let place):
      lower = 0
      if let place, let values = table(call.node(place)) { upper = values.max() ?? 0 }
    case .positiveCounts: lower = 1
    case .categories:
      lower = 1
      guard case .value(_, let event)? = call.arguments.last, let axis = event.first else { break }
      let length = Double(model.lengths[axis.index])
      let isCut = declaration.forms[call.form].parameters.last?.domain == .ordered
      upper = isCut ? length + 1 : length
    case .integers(let first, let last):
      if let values = table(call.node(first)) { lower = values.min() ?? 0 }
      if let values = table(call.node(last)) { upper = values.max() ?? 0 }
    case .real, .positive, .nonNegative, .unitInterval, .interval, .range, .angle, .simplex,
      .sumToZero, .correlation, .covariance, .choleskyCorrelation, .choleskyCovariance, .declared:
      break
    }
    if let values = table(call.truncation?.lower) {
      lower = max(lower, (values.min() ?? 0).rounded(.up))
    }
    if let values = table(call.truncation?.upper) {
      upper = min(upper, (values.max() ?? 0).rounded(.down))
    }
    lower = max(lower, bound(variable.lower, in: model) ?? lower)
    upper = min(upper, bound(variable.upper, in: model) ?? upper)
    guard lower.isFinite, upper.isFinite else { throw .unknownStates(variable, term: call.span) }
    return (integer(lower), integer(upper))
  }

  private static func bound(_ node: NodeID?, in model: BoundModel) -> Double? {
    node.flatMap { model.tables[$0.index] }?.values.first
  }
}

extension BoundModel {
  /// The size of a dimension that something runs along.
  fileprivate func length(of dimension: DimensionID) -> Int? {
    graph.axes.firstIndex { $0.extent == .dimension(dimension, copy: 0) }.map { lengths[$0] }
  }
}

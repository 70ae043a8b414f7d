import BayesGraph
import BayesSource
import BayesSyntax

/// Index variables of comprehensions: over dimensions and pieces of them, integers `a...b`, and the
/// segment of a ragged dimension; bounds may depend on the index variables around.
extension Checker {
  /// The axis a variable runs along, and its value there.
  mutating func generator(
    _ range: Expression, variable: Identifier
  ) -> (axis: AxisID, index: NodeID)? {
    switch range {
    case .range(let bounds): return generator(bounds, variable)
    case .subscripted(let base):
      guard let dimension = raggedDimension(base) else { break }
      guard let parent = parentPlace(base, of: dimension) else { return nil }
      return segment(
        parent, of: dimension, named: variable.name, at: range.span)
    default:
      if let moving = movingPiece(range, variable) { return moving.generator }
    }
    guard let axis = pieceAxis(range, variable: variable) else { return nil }
    return (axis, indexNode(of: axis, at: variable.span))
  }

  /// `a...b`, of which nothing is left where b lies below a.
  private mutating func generator(
    _ bounds: RangeExpression, _ variable: Identifier
  ) -> (axis: AxisID, index: NodeID)? {
    guard let first = bounds.lower, let last = bounds.upper else {
      report(.openDimension(at: bounds.span))
      return nil
    }
    guard let lower = dataBound(first), let end = dataBound(last) else { return nil }
    let one = constant(1, at: bounds.span)
    let upper =
      bounds.isClosed ? end : elementwise("-", [end, one], at: bounds.span) ?? end
    if graph[lower].axes.isEmpty, graph[upper].axes.isEmpty {
      let axis = newAxis(variable.name, .range(lower: lower, upper: upper), at: bounds.span)
      return (axis, indexNode(of: axis, at: variable.span))
    }
    guard let before = elementwise("-", [lower, one], at: bounds.span) else { return nil }
    return moving(after: before, to: upper, variable, at: bounds.span)
  }

  /// A piece of a dimension whose bounds depend on an index; nil for any other expression.
  private mutating func movingPiece(
    _ range: Expression, _ variable: Identifier
  ) -> (generator: (axis: AxisID, index: NodeID)?, Void)? {
    guard let (base, member, arguments) = memberCall(range), let argument = arguments.first,
      case .dimension(let dimension)? = scopes[base.name]?.symbol
    else { return nil }
    let count = diagnostics.count
    let isMoving = check(argument.value).map { movesWithIndex($0) } ?? false
    diagnostics.removeSubrange(count...)
    guard isMoving else { return nil }
    guard let bounds = pieceBounds(member, arguments, of: dimension) else { return (nil, ()) }
    let lower = bounds.lower ?? constant(0, at: range.span)
    let size = node(.size(axis(of: dimension)), axes: [], element: .integer, at: range.span)
    guard
      let (axis, place) = moving(after: lower, to: bounds.upper ?? size, variable, at: range.span)
    else { return (nil, ()) }
    let index = node(
      .relabel(place), axes: graph[place].axes, element: .index(dimension), at: range.span)
    return ((axis, index), ())
  }

  private mutating func moving(
    after lower: NodeID, to upper: NodeID, _ variable: Identifier, at span: SourceSpan
  ) -> (axis: AxisID, index: NodeID)? {
    guard let difference = elementwise("-", [upper, lower], at: span),
      let length = elementwise("max", [difference, constant(0, at: span)], at: span)
    else { return nil }
    guard movesWithIndex(length) else {
      report(.integerExpected(typeText(length), at: span))
      return nil
    }
    return segments(named: variable.name, after: lower, lengths: length, at: span)
      .map { ($0.axis, $0.place) }
  }
}

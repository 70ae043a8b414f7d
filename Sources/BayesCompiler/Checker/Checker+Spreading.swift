import BayesGraph
import BayesSource
import BayesSyntax

/// Functions of scalars that are called with arrays.
extension Checker {
  /// Reads the arrays that stand for scalars at index variables along their axes, which are in force
  /// from here on; nil, diagnosed, where the arrays do not go together.
  mutating func spread(
    _ arguments: inout [BoundArgument], at span: SourceSpan
  ) -> [Spread]? {
    let places = arguments.indices.filter { arguments[$0].isSpread }
    let arrays = places.compactMap { place -> NodeID? in
      if case .value(let id) = arguments[place].symbol { id } else { nil }
    }
    guard !arrays.isEmpty else { return [] }
    guard let (operands, union) = broadcast(arrays, at: span) else { return nil }
    let elements = zip(places, operands).map { place, operand in
      Set(graph[operand].axes.suffix(arguments[place].rank))
    }
    let whole = union.filter { axis in
      !indexAxes.contains(axis) && !elements.contains { $0.contains(axis) }
    }
    let spread = whole.map { Spread(whole: $0, index: indexAxis(along: $0, at: span)) }
    for (place, operand) in zip(places, operands) {
      let indices = graph[operand].axes.map { axis -> GatherIndex in
        guard let own = spread.first(where: { $0.whole == axis }) else { return .keep }
        return .at(indexNode(of: own.index, at: span))
      }
      arguments[place].symbol = .value(gather(operand, indices, at: span))
    }
    indexAxes += spread.map(\.index)
    return spread
  }

  /// An axis of an array and the index variable that runs along it.
  struct Spread {
    let whole: AxisID
    let index: AxisID
  }

  private mutating func indexAxis(along axis: AxisID, at span: SourceSpan) -> AxisID {
    if let dimension = dimension(of: axis) {
      return newAxis(graph[axis].name, .piece(dimension, lower: nil, upper: nil))
    }
    let size = node(.size(axis), axes: [], element: .integer, at: span)
    return newAxis("", .range(lower: constant(1, at: span), upper: size), at: span)
  }

  /// What a function gives at each place of the index variables, as an array along their axes.
  mutating func gathered(_ id: NodeID, along spread: [Spread], at span: SourceSpan) -> NodeID {
    guard !spread.isEmpty else { return id }
    let axes = spread.map(\.index)
    let rest = graph[id].axes.filter { !axes.contains($0) }
    let arranged = arrange(id, axes + rest, at: span)
    return normalizeCopies(relabel(arranged, spread.map(\.whole) + rest, at: span), at: span)
  }
}

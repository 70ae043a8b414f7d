import BayesGraph
import BayesSource
import BayesSyntax

/// Functions of scalars that are called with arrays.
extension Checker {
  /// Reads the arrays that stand for scalars at index variables along their axes, which are in force
  /// from here on; nil, diagnosed, where the arrays do not go together.
  mutating func spread(
    _ arguments: inout [BoundArgument], at span: SourceSpan
  ) -> [AxisID]? {
    let places = arguments.indices.filter { arguments[$0].isSpread }
    let arrays = places.compactMap { place -> NodeID? in
      if case .value(let id) = arguments[place].symbol { id } else { nil }
    }
    guard !arrays.isEmpty else { return [] }
    guard let (operands, union) = broadcast(arrays, at: span) else { return nil }
    let whole = union.filter { !indexAxes.contains($0) }
    let axes = whole.map { axis -> AxisID in
      guard case .dimension(let dimension, _) = graph[axis].extent else { return axis }
      return newAxis(graph[axis].name, .piece(dimension, lower: nil, upper: nil))
    }
    for (place, operand) in zip(places, operands) {
      let indices = graph[operand].axes.map { axis -> GatherIndex in
        guard let own = whole.firstIndex(of: axis), axes[own] != axis else { return .keep }
        return .at(indexNode(of: axes[own], at: span))
      }
      arguments[place].symbol = .value(gather(operand, indices, at: span))
    }
    indexAxes += axes
    return axes
  }

  /// What a function gives at each place of the index variables, as an array along their axes.
  mutating func gathered(_ id: NodeID, along axes: [AxisID], at span: SourceSpan) -> NodeID {
    guard !axes.isEmpty else { return id }
    let rest = graph[id].axes.filter { !axes.contains($0) }
    let arranged = arrange(id, axes + rest, at: span)
    return normalizeCopies(relabel(arranged, wholeAxes(axes) + rest, at: span), at: span)
  }
}

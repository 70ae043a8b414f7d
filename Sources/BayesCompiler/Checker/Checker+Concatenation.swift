import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// A part of a concatenation: the axis whose elements follow those before, none for a single number,
  /// and how many there are.
  private struct Part {
    var node: NodeID
    let axis: AxisID?
    let length: NodeID
  }

  /// `concat(a, b, …)`: the elements along the last axis of one behind those of the other; a single
  /// number is one element.
  mutating func concatenate(_ call: CallExpression) -> NodeID? {
    if let comprehension = call.comprehension {
      report(.comprehensionInCall("concat", at: comprehension.span))
      return nil
    }
    if let label = call.arguments.compactMap(\.label).first {
      report(.unknownArgument(label, of: "concat", known: []))
      return nil
    }
    guard call.arguments.count > 1 else {
      report(.argumentCount("concat", found: call.arguments.count, expected: 2, at: call.span))
      return nil
    }
    let nodes = call.arguments.compactMap { checkNumber($0.value) }
    guard nodes.count == call.arguments.count,
      let element = commonElement(nodes, at: call.span)
    else { return nil }
    let parts = nodes.map { part($0, at: call.span) }
    if let axis = parts.compactMap(\.axis).first(where: { masks[$0] != nil }) {
      report(.severalSegments("concat", at: graph[axis].span ?? call.span))
      return nil
    }
    let isRagged = parts.contains { $0.axis.map { owners(of: $0) != nil } ?? false }
    return isRagged
      ? joinSegments(parts, element, at: call.span) : join(parts, element, at: call.span)
  }

  private mutating func part(_ id: NodeID, at span: SourceSpan) -> Part {
    guard let axis = graph[id].axes.last(where: { !indexAxes.contains($0) }) else {
      return Part(node: id, axis: nil, length: constant(1, at: span))
    }
    if case .segments(_, let lengths) = graph[axis].extent {
      return Part(node: id, axis: axis, length: lengths)
    }
    let length = node(.size(axis), axes: [], element: .integer, at: span)
    return Part(node: id, axis: axis, length: length)
  }

  private mutating func join(
    _ parts: [Part], _ element: ElementType, at span: SourceSpan
  ) -> NodeID? {
    var places: [AxisID] = []
    var laid: [NodeID] = []
    var end = constant(0, at: span)
    for part in parts {
      guard let first = elementwise("+", [end, constant(1, at: span)], at: span),
        let last = elementwise("+", [end, part.length], at: span)
      else { return nil }
      let axis = newAxis("", .range(lower: folded(first), upper: folded(last)), at: span)
      end = folded(last)
      places.append(axis)
      let axes = graph[part.node].axes
      laid.append(
        part.axis == nil
          ? arrange(part.node, axes + [axis], at: span)
          : relabel(part.node, axes.map { $0 == part.axis ? axis : $0 }, at: span))
    }
    guard let (operands, union) = broadcast(laid, at: span) else { return nil }
    let outer = union.filter { !places.contains($0) }
    let whole = newAxis("", .count(end), at: span)
    let pieces = zip(operands, places).map { Piece(node: $0, axes: outer + [$1]) }
    return node(.assemble(pieces), axes: outer + [whole], element: element, at: span)
  }

  /// One segment behind the other for each position of their owners.
  private mutating func joinSegments(
    _ parts: [Part], _ element: ElementType, at span: SourceSpan
  ) -> NodeID? {
    let zero = constant(0, at: span)
    var ends: [NodeID] = [zero]
    for part in parts {
      guard let before = ends.last, let end = elementwise("+", [before, part.length], at: span)
      else { return nil }
      ends.append(end)
    }
    guard let total = ends.last,
      let (axis, place) = segments(named: "", after: zero, lengths: total, at: span)
    else { return nil }
    var result: NodeID?
    for (index, part) in parts.enumerated().reversed() {
      guard let value = value(of: part, at: place, before: ends[index], along: axis, at: span)
      else { return nil }
      guard let behind = result else {
        result = value
        continue
      }
      guard let isHere = elementwise("<=", [place, ends[index + 1]], at: span),
        let (operands, axes) = broadcast([isHere, value, behind], at: span)
      else { return nil }
      result = node(
        .select(condition: operands[0], whenTrue: operands[1], whenFalse: operands[2]),
        axes: axes, element: element, at: span)
    }
    return result
  }

  /// A part read at the places of the whole that are its own.
  private mutating func value(
    of part: Part, at place: NodeID, before: NodeID, along axis: AxisID, at span: SourceSpan
  ) -> NodeID? {
    guard let joined = part.axis else { return spread(part.node, along: axis, at: span) }
    guard var index = elementwise("-", [place, before], at: span) else { return nil }
    if owners(of: joined) != nil {
      guard let starts = segmentStarts(part.length, at: span),
        let moved = elementwise("+", [starts, index], at: span)
      else { return nil }
      index = moved
    }
    let indices = graph[part.node].axes.map { $0 == joined ? GatherIndex.at(index) : .keep }
    return gather(part.node, indices, at: span)
  }
}

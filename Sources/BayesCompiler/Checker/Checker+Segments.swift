import BayesGraph
import BayesSource

/// Segments of different lengths side by side.
///
/// What is read for each position of some axes with as many elements as the position says lies along one
/// `segments` axis, all segments one after the other. Beside it a value along the owners, the axes whose
/// positions have a segment each, is that of the segment an element belongs to; a reduction of the
/// segments gives the owners back.
extension Checker {
  /// The axes whose positions have a segment each along an axis; nil for an axis without segments.
  func owners(of axis: AxisID) -> [AxisID]? {
    if case .segments(let owners, _) = graph[axis].extent { owners } else { nil }
  }

  /// Whether the segments along an axis are those of the positions along another, if of segments of
  /// them.
  func isOwned(_ axis: AxisID, by other: AxisID) -> Bool {
    (owners(of: axis) ?? []).contains { $0 == other || isOwned($0, by: other) }
  }

  /// Along segments: where along one of the owners the segment lies.
  mutating func segmentNode(
    _ axis: AxisID, along owner: AxisID, at span: SourceSpan
  ) -> NodeID {
    let key = SegmentKey(axis: axis, owner: owner)
    if let known = segmentNodes[key] { return known }
    let id = node(.segment(axis, along: owner), axes: [axis], element: .integer, at: span)
    segmentNodes[key] = id
    return id
  }

  /// A value along owners of segments at every element of these.
  mutating func spread(_ id: NodeID, along axis: AxisID, at span: SourceSpan) -> NodeID {
    guard let owners = owners(of: axis), !graph[id].axes.contains(axis) else { return id }
    let id = owners.reduce(id) { spread($0, along: $1, at: span) }
    guard graph[id].axes.contains(where: owners.contains) else { return id }
    var axes: [AxisID] = []
    var indices: [GatherIndex] = []
    for own in graph[id].axes {
      if owners.contains(own) {
        indices.append(.at(segmentNode(axis, along: own, at: span)))
        if !axes.contains(axis) { axes.append(axis) }
      } else {
        indices.append(.keep)
        axes.append(own)
      }
    }
    return node(.gather(id, indices), axes: axes, element: graph[id].element, at: span)
  }

  /// The index variables in force that run along segments.
  var segmentVariables: [AxisID] { indexAxes.filter { owners(of: $0) != nil } }

  /// Operands of which one lies along segments: the others at every element of these.
  mutating func spread(_ operands: [NodeID], at span: SourceSpan) -> [NodeID] {
    var operands = operands
    for axis in segmentAxes(of: operands) {
      operands = operands.map { spread($0, along: axis, at: span) }
    }
    return operands
  }

  /// The axes with segments that nodes lie along, each before those it owns.
  func segmentAxes(of nodes: [NodeID]) -> [AxisID] {
    segmentAxes(among: nodes.flatMap { graph[$0].axes })
  }

  func segmentAxes(among axes: [AxisID]) -> [AxisID] {
    Set(axes.filter { owners(of: $0) != nil }).sorted { $0.index < $1.index }
  }

  /// Two operands along segments that belong to the same positions and are not the same.
  func segmentClash(_ operands: [NodeID]) -> (NodeID, NodeID)? {
    for operand in operands {
      for axis in graph[operand].axes {
        guard let own = owners(of: axis) else { continue }
        for other in operands where other != operand {
          let clashes = graph[other].axes.contains { second in
            guard second != axis, !graph[operand].axes.contains(second) else { return false }
            guard let others = owners(of: second) else {
              return isAnonymous(axis) && isAnonymous(second) && !graph[other].axes.contains(axis)
            }
            return others.contains(where: own.contains)
          }
          if clashes { return (other, operand) }
        }
      }
    }
    return nil
  }

  /// Places from `lower + 1` on, as many as `lengths` says: along an axis with segments, a position of
  /// the source for each element.
  ///
  /// Inside segments that an index variable runs along there is one for each of their elements. Along the
  /// steps of a recurrence all are as long as the longest, and `masks` says which elements there are.
  mutating func segments(
    named name: String, after lower: NodeID, lengths: NodeID, at span: SourceSpan
  ) -> (axis: AxisID, place: NodeID)? {
    if changes(lengths) || changes(lower) {
      report(.movingBounds("a bound that changes from round to round", at: span))
      return nil
    }
    let ends = segmentVariables.reduce([lengths, lower]) { ends, axis in
      ends.map { spread($0, along: axis, at: span) }
    }
    guard let (operands, owners) = broadcast(ends, at: span) else { return nil }
    let lengths = arrange(operands[0], owners, at: span)
    if let step = stepAxis, owners.contains(where: { $0 == step || isOwned($0, by: step) }) {
      return padded(named: name, after: operands[1], lengths: lengths, at: span)
    }
    let axis = newAxis(name, .segments(of: owners, lengths: lengths), at: span)
    let position = node(.position(axis), axes: [axis], element: .integer, at: span)
    guard let place = elementwise("+", [operands[1], position], at: span) else { return nil }
    return (axis, place)
  }

  private mutating func padded(
    named name: String, after lower: NodeID, lengths: NodeID, at span: SourceSpan
  ) -> (axis: AxisID, place: NodeID)? {
    let longest = node(
      .lane(Maximum.self, [lengths], over: graph[lengths].axes, result: []), axes: [],
      element: .integer, at: span)
    let bounded = elementwise("max", [longest, constant(0, at: span)], at: span) ?? longest
    let axis = newAxis(name, .count(bounded), at: span)
    let position = node(.position(axis), axes: [axis], element: .integer, at: span)
    // The new axis is no operand of the equation that could be meant for another.
    func joined(_ function: any ElementwiseFunction.Type, _ other: NodeID) -> [AxisID] {
      graph[other].axes + [axis]
    }
    guard let add = FunctionCatalog.elementwise(named: "+", arguments: 2),
      let less = FunctionCatalog.elementwise(named: "<=", arguments: 2)
    else { return nil }
    let place = node(
      .elementwise(add, [lower, position]), axes: joined(add, lower), element: .integer, at: span)
    masks[axis] = node(
      .elementwise(less, [position, lengths]), axes: joined(less, lengths), element: .boolean,
      at: span)
    return (axis, place)
  }
}

/// Segments of an axis beside one of the axes that own them.
struct SegmentKey: Hashable {
  let axis: AxisID
  let owner: AxisID
}

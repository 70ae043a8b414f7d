import BayesGraph
import BayesSource
import BayesSyntax

/// Dimensions whose elements come in segments, one for each element of their parent.
///
/// `dim Edge of Region = degree`: an index of Region picks its segment from an axis over Edge, and an
/// index of Edge stands for the Region it belongs to where one is wanted.
extension Checker {
  /// How many elements each element of the parent has; nil for a dimension that is not ragged.
  func segmentLengths(of dimension: DimensionID) -> NodeID? {
    guard graph[dimension].parent != nil, case .expression(let size) = graph[dimension].size,
      !graph[size].axes.isEmpty
    else { return nil }
    return size
  }

  /// The size of `dim A of B = e`, one for each element of B; nil, diagnosed, where it is none.
  mutating func raggedSize(
    _ id: NodeID, of parent: DimensionID, at span: SourceSpan
  ) -> NodeID? {
    guard graph[id].level == .data else {
      report(.dataLevelExpected("a size", at: span))
      return nil
    }
    guard graph[id].element == .integer, graph[id].axes == [axis(of: parent)] else {
      report(.integerExpected(typeText(id), at: span))
      return nil
    }
    return id
  }

  /// Whether an index of one dimension picks segments from an axis over another.
  func picksSegment(_ own: DimensionID, from dimension: DimensionID) -> Bool {
    guard let parent = graph[dimension].parent, segmentLengths(of: dimension) != nil else {
      return false
    }
    return own == parent || isPart(own, of: parent)
  }

  /// The places of the segment that an index of a ragged dimension's parent picks.
  mutating func segmentIndex(
    _ id: NodeID, of dimension: DimensionID, at span: SourceSpan
  ) -> NodeID? {
    let key = SegmentIndexKey(
      dimension: dimension, index: id, around: segmentVariables + [stepAxis].compactMap(\.self))
    if let known = segmentIndices[key] { return known }
    let index = segment(id, of: dimension, named: graph[dimension].name, at: span)?.index
    segmentIndices[key] = index
    return index
  }

  /// The same along an axis of its own.
  mutating func segment(
    _ id: NodeID, of dimension: DimensionID, named name: String, at span: SourceSpan
  ) -> (axis: AxisID, index: NodeID)? {
    guard let lengths = segmentLengths(of: dimension), let parent = graph[dimension].parent,
      let owner = converted(id, to: parent, at: span),
      let before = segmentStarts(lengths, at: span)
    else { return nil }
    let length = gather(lengths, [.at(owner)], at: span)
    let start = gather(before, [.at(owner)], at: span)
    guard
      let (axis, place) = graph[length].axes.isEmpty
        ? run(after: start, length: length, named: name, at: span)
        : segments(named: name, after: start, lengths: length, at: span)
    else { return nil }
    let index = node(
      .relabel(place), axes: graph[place].axes, element: .index(dimension), at: span)
    return (axis, index)
  }

  /// The ragged dimension in `Edge[b]`.
  func raggedDimension(_ expression: SubscriptExpression) -> DimensionID? {
    guard case .name(let name) = expression.base, expression.indices.count == 1,
      case .dimension(let dimension)? = scopes[name.name]?.symbol,
      segmentLengths(of: dimension) != nil
    else { return nil }
    return dimension
  }

  /// The index of the parent in `Edge[b]`; nil, diagnosed, for anything else.
  mutating func parentPlace(
    _ expression: SubscriptExpression, of dimension: DimensionID
  ) -> NodeID? {
    guard let parent = graph[dimension].parent, let index = expression.indices.first else {
      return nil
    }
    let outer = subscripted
    subscripted = [axis(of: parent)]
    defer { subscripted = outer }
    guard case .at(let id)? = check(index, along: axis(of: parent)) else { return nil }
    return id
  }

  /// Places from `start + 1` on along one axis of its own.
  private mutating func run(
    after start: NodeID, length: NodeID, named name: String, at span: SourceSpan
  ) -> (axis: AxisID, place: NodeID)? {
    let axis = newAxis(name, .count(length), at: span)
    let position = node(.position(axis), axes: [axis], element: .integer, at: span)
    return elementwise("+", [start, position], at: span).map { (axis, $0) }
  }

  /// Per element how many lie before its segment, given the lengths along an axis or more.
  mutating func segmentStarts(_ lengths: NodeID, at span: SourceSpan) -> NodeID? {
    let axes = graph[lengths].axes
    let ends = node(
      .lane(CumulativeSum.self, [lengths], over: axes, result: axes), axes: axes,
      element: .integer, at: span)
    return elementwise("-", [ends, lengths], at: span)
  }

  /// An index as one of a dimension that its own is a part of; nil where it is none.
  mutating func converted(
    _ id: NodeID, to dimension: DimensionID, at span: SourceSpan
  ) -> NodeID? {
    var id = id
    while case .index(let own) = graph[id].element, own != dimension {
      guard let parent = graph[own].parent else { return nil }
      if segmentLengths(of: own) != nil {
        guard let table = parentIndex(of: own, at: span) else { return nil }
        id = gather(table, [.at(id)], at: span)
      } else {
        id = node(.relabel(id), axes: graph[id].axes, element: .index(parent), at: span)
      }
    }
    return id
  }

  /// Which element of its parent each element of a ragged dimension belongs to.
  private mutating func parentIndex(of dimension: DimensionID, at span: SourceSpan) -> NodeID? {
    if let known = parentIndices[dimension] { return known }
    guard let lengths = segmentLengths(of: dimension), let parent = graph[dimension].parent else {
      return nil
    }
    let owner = axis(of: parent)
    let axis = newAxis(
      graph[dimension].name, .segments(of: [owner], lengths: lengths), at: span)
    let place = segmentNode(axis, along: owner, at: span)
    let index = node(
      .relabel(place), axes: [self.axis(of: dimension)], element: .index(parent), at: span)
    parentIndices[dimension] = index
    return index
  }
}

/// What decides the places of a segment.
struct SegmentIndexKey: Hashable {
  let dimension: DimensionID
  let index: NodeID
  /// The index variables along segments and steps inside which it stands.
  let around: [AxisID]
}

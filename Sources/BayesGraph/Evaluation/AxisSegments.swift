/// Segments that lie one after the other along an axis, one for each position of other axes.
package struct AxisSegments: Sendable, Hashable {
  /// The axes whose positions have a segment each, the last of them fastest.
  package let owners: [AxisID]
  /// Per segment how many elements it has.
  package let lengths: [Int]
  /// Per segment how many elements lie before it.
  package let starts: [Int]

  package init(owners: [AxisID], lengths: [Int]) {
    self.owners = owners
    self.lengths = lengths
    var starts: [Int] = []
    var total = 0
    for length in lengths {
      starts.append(total)
      total += length
    }
    self.starts = starts
  }

  /// How many elements all segments have.
  package var count: Int { (starts.last ?? 0) + (lengths.last ?? 0) }

  /// Per element the segment it belongs to.
  package var members: [Int] {
    lengths.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
  }

  /// Per element its 1-based place in its segment.
  package var places: [Int] { lengths.flatMap { $0 > 0 ? Array(1...$0) : [] } }
}

/// Where the elements of one event stand in an operand, at each position of a result: all events have
/// one number of elements, or each that of a segment.
package struct EventPlaces: Sendable {
  private let starts: [Int]
  private let steps: [Int]
  private let lengths: [Int]?
  private let stride: Int

  /// The events along `event` axes of an operand; `segments` are those of the event's one axis.
  package init(of operand: Layout, event: Layout, result: Layout, segments: AxisSegments?) {
    guard let segments, let axis = event.axes.first else {
      starts = result.positions(of: operand)
      steps = event.positions(of: operand)
      lengths = nil
      stride = 0
      return
    }
    let stride = operand.strides(in: [axis])[0]
    let owner = result.segmentPositions(segments)
    starts = zip(result.positions(of: operand), owner).map { $0 + stride * segments.starts[$1] }
    steps = []
    lengths = owner.map { segments.lengths[$0] }
    self.stride = stride
  }

  /// How many elements the event at a position has.
  package func count(at flat: Int) -> Int { lengths?[flat] ?? steps.count }

  /// The flat position in the operand of an element of the event at a position.
  package func place(_ element: Int, at flat: Int) -> Int {
    starts[flat] + (lengths == nil ? steps[element] : element * stride)
  }

  /// The flat positions in the operand of all elements of the event at a position.
  package func places(at flat: Int) -> [Int] { (0..<count(at: flat)).map { place($0, at: flat) } }
}

extension Layout {
  /// Per position of this layout, which has the owners' axes, the segment that belongs to it.
  package func segmentPositions(_ segments: AxisSegments) -> [Int] {
    let lengths = Dictionary(zip(axes, shape), uniquingKeysWith: { first, _ in first })
    return positions(
      of: Layout(axes: segments.owners, shape: segments.owners.map { lengths[$0] ?? 1 }))
  }

  /// This layout with one axis replaced by the axes whose positions have a segment each along it.
  package func owners(of axis: AxisID, lengths: [Int], _ segments: AxisSegments) -> Layout {
    let outer = axes.flatMap { $0 == axis ? segments.owners : [$0] }
    return Layout(axes: outer, shape: outer.map { lengths[$0.index] })
  }
}

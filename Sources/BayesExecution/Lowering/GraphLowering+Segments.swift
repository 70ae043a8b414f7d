import BayesGraph
import BayesMath

/// Lanes along segments: sums as sums of what belongs together, other functions once for all segments
/// of one length.
extension GraphLowering {
  /// The segments that a lane is taken along one by one; nil where it takes the axes as a whole.
  func segments(of over: [AxisID], result: [AxisID], mapped: [AxisID]) -> AxisSegments? {
    guard over.count == 1, let own = model.segments[over[0]] else { return nil }
    return !mapped.isEmpty || own.owners.allSatisfy(result.contains) ? own : nil
  }

  /// Per element of an axis the 1-based place of its segment along one of the owners.
  func segmentPositions(_ axis: AxisID, along owner: AxisID) -> [Int] {
    guard let own = model.segments[axis] else { return [] }
    let places = layout(own.owners).positions(of: layout([owner]))
    return own.members.map { places[$0] + 1 }
  }

  mutating func segmentedLane(
    _ function: any LaneFunction.Type, _ operands: [NodeID], over axis: AxisID,
    _ segments: AxisSegments, result: Layout
  ) -> ID {
    if operands.count == 1, function == Sum.self || function == Mean.self {
      let total = sum(operands[0], over: axis, segments, result: result)
      guard function == Mean.self else { return total }
      let counts = result.segmentPositions(segments).map { Double(segments.lengths[$0]) }
      return tracer.graph.divide(total, constant(counts))
    }
    let outer = result.owners(of: axis, lengths: lengths, segments)
    let event = layout([axis])
    let inputs = operands.map { operand in
      (
        id: value(operand),
        events: EventPlaces(
          of: layout(operand), event: event, result: outer, segments: segments)
      )
    }
    let isMap = result.axes.contains(axis)
    let output = EventPlaces(of: result, event: event, result: outer, segments: segments)
    var parts: [ID] = []
    var order = [Int32](repeating: 0, count: result.count)
    var start = 0
    for (length, rows) in Self.grouped(outer.count, by: inputs[0].events.count) {
      let lanes = inputs.map { input in
        (0..<length).map { element in
          TracedExpression(tracer, part(input.id, rows.map { input.events.place(element, at: $0) }))
        }
      }
      for (element, value) in function.evaluate(lanes).enumerated() {
        parts.append(tracer.graph.broadcast(value.id(in: tracer), to: rows.count))
        for (offset, row) in rows.enumerated() {
          order[isMap ? output.place(element, at: row) : row] = Int32(start + offset)
        }
        start += rows.count
      }
    }
    return tracer.graph.gather(tracer.graph.concatenate(parts), order)
  }

  /// The rows whose events have the same number of elements, the shortest first.
  static func grouped(_ count: Int, by length: (Int) -> Int) -> [(length: Int, rows: [Int])] {
    Dictionary(grouping: 0..<count, by: length).sorted { $0.key < $1.key }
      .map { (length: $0.key, rows: $0.value) }
  }

  /// Sums by the segment each element belongs to.
  private mutating func sum(
    _ operand: NodeID, over axis: AxisID, _ segments: AxisSegments, result: Layout
  ) -> ID {
    let own = layout(operand)
    let id = tracer.graph.broadcast(value(operand), to: own.count)
    let outer = own.owners(of: axis, lengths: lengths, segments)
    let events = EventPlaces(of: own, event: layout([axis]), result: outer, segments: segments)
    let targets = outer.positions(of: result)
    var places = [Int32](repeating: 0, count: own.count)
    for flat in 0..<outer.count {
      for place in events.places(at: flat) { places[place] = Int32(targets[flat]) }
    }
    return tracer.graph.scatterAdd(id, places, count: result.count)
  }
}

import BayesMath

extension ReferenceEvaluator {
  /// The segments that a lane is taken along one by one; nil where it takes the axes as a whole.
  func segments(of over: [AxisID], result: [AxisID], mapped: [AxisID]) -> AxisSegments? {
    guard over.count == 1, let own = segments[over[0]] else { return nil }
    return !mapped.isEmpty || own.owners.allSatisfy(result.contains) ? own : nil
  }

  /// Per element of an axis the 1-based place of its segment along one of the owners.
  func segmentPositions(_ axis: AxisID, along owner: AxisID) -> [Int] {
    guard let own = segments[axis] else { return [] }
    let places = layout(own.owners).positions(of: layout([owner]))
    return own.members.map { places[$0] + 1 }
  }

  /// A function of the elements of each segment, for the coordinates of the remaining axes.
  func segmentedLane(
    _ function: any LaneFunction.Type, _ operands: [NodeID], over axis: AxisID,
    _ segments: AxisSegments, result: Layout
  ) -> [S] {
    let outer = result.owners(of: axis, lengths: lengths, segments)
    func events(_ operand: Layout) -> EventPlaces {
      EventPlaces(of: operand, event: layout([axis]), result: outer, segments: segments)
    }
    let inputs = operands.map { (elements: known($0), events: events(layout($0))) }
    let output = result.axes.contains(axis) ? events(result) : nil
    var elements = [S](repeating: .constant(0), count: result.count)
    for flat in 0..<outer.count {
      let lanes = inputs.map { input in
        input.events.places(at: flat).map { input.elements[$0] }
      }
      let values = function.evaluate(lanes)
      let places = output?.places(at: flat) ?? [flat]
      for (place, value) in zip(places, values) { elements[place] = value }
    }
    return elements
  }
}

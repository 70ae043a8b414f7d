import BayesDistributions
import BayesGraph
import BayesMath

extension GraphLowering {
  mutating func logDensity(_ call: DistributionCall, value node: NodeID, result: Layout) -> ID {
    guard let segments = segments(of: call) else {
      return logDensity(call, value: node, at: Rows(result: result)).id(in: tracer)
    }
    // What has the same number of elements is computed together.
    let owner = result.segmentPositions(segments)
    var parts: [ID] = []
    var order = [Int32](repeating: 0, count: result.count)
    var start = 0
    for (_, rows) in Self.grouped(result.count, by: { segments.lengths[owner[$0]] }) {
      let part = logDensity(call, value: node, at: Rows(result: result, picked: rows))
      parts.append(tracer.graph.broadcast(part.id(in: tracer), to: rows.count))
      for (offset, row) in rows.enumerated() { order[row] = Int32(start + offset) }
      start += rows.count
    }
    return tracer.graph.gather(tracer.graph.concatenate(parts), order)
  }

  /// The segments along which the events of a call lie; nil where all have one number of elements.
  private func segments(of call: DistributionCall) -> AxisSegments? {
    for argument in call.arguments {
      switch argument {
      case .value(_, let event):
        if let own = event.lazy.compactMap({ model.segments[$0] }).first { return own }
      case .components(let calls):
        if let own = calls.lazy.compactMap({ segments(of: $0) }).first { return own }
      case .family(let call, _):
        if let own = segments(of: call) { return own }
      case .range: break
      }
    }
    return call.eventAxes.lazy.compactMap { model.segments[$0] }.first
  }

  private mutating func logDensity(
    _ call: DistributionCall, value node: NodeID, at rows: Rows
  ) -> TracedExpression {
    if rows.picked == nil, let density = chosenDensity(call, node, rows.result) { return density }
    return density(call, elements(of: node, event: call.eventAxes, at: rows), at: rows)
  }

  /// Which elements of a result are computed together.
  private struct Rows {
    let result: Layout
    /// Nil for all of them.
    var picked: [Int]?
  }

  /// The elements of one event each, for all rows, which have equally many.
  private mutating func elements(
    of node: NodeID, event: [AxisID], at rows: Rows
  ) -> [TracedExpression] {
    let own = layout(node)
    let id = value(node)
    let events = EventPlaces(
      of: own, event: layout(event), result: rows.result,
      segments: event.first.flatMap { model.segments[$0] })
    if event.isEmpty, rows.picked == nil, own.axes == rows.result.axes {
      return [TracedExpression(tracer, id)]
    }
    // At the places of the components that are being lowered.
    let start = zip(own.axes, own.strides).reduce(0) { $0 + (pinned[$1.0] ?? 0) * $1.1 }
    let picked = rows.picked ?? Array(0..<rows.result.count)
    let count = picked.first.map { events.count(at: $0) } ?? layout(event).count
    return (0..<count).map { element in
      let places = picked.map { events.place(element, at: $0) + start }
      // One number stands for all where nothing changes over the plate.
      let isOne = places.count > 1 && places.allSatisfy { $0 == places[0] }
      return TracedExpression(tracer, part(id, isOne ? [places[0]] : places))
    }
  }

  /// The mass of outcomes that are known, from their own probabilities: no outcome's table is laid out.
  private mutating func chosenDensity(
    _ call: DistributionCall, _ outcome: NodeID, _ result: Layout
  ) -> TracedExpression? {
    guard call.distribution.readsOwnElement(form: call.form), call.truncation == nil,
      call.arguments.count == 1, case .value(let node, let event) = call.arguments[0],
      let outcomes = tracer.graph.elements(value(outcome))
    else { return nil }
    let starts = positions(of: layout(outcome), in: result)
    let own = layout(node)
    let steps = layout(event).positions(of: own)
    guard outcomes.allSatisfy({ $0 >= 1 && $0 <= Double(steps.count) && $0 == $0.rounded() }) else {
      return nil
    }
    let places = zip(result.positions(of: own), starts).map { start, place in
      start + steps[Int(outcomes[outcomes.count == 1 ? 0 : place]) - 1]
    }
    let chosen = TracedExpression(tracer, part(value(node), places))
    let arguments = Arguments(form: call.form, [[chosen]])
    return call.distribution.logDensity([.constant(1)], arguments)
  }

  mutating func logProbability(
    _ call: DistributionCall, _ lower: NodeID?, _ upper: NodeID?, result: Layout
  ) -> ID {
    let rows = Rows(result: result)
    let arguments = arguments(of: call, [], at: rows)
    return censoredLogProbability(
      call.distribution, arguments, lower: end(lower, rows), upper: end(upper, rows),
      truncation: (end(call.truncation?.lower, rows), end(call.truncation?.upper, rows))
    ).id(in: tracer)
  }

  private mutating func end(_ node: NodeID?, _ rows: Rows) -> TracedExpression? {
    node.flatMap { elements(of: $0, event: [], at: rows).first }
  }

  private mutating func density(
    _ call: DistributionCall, _ x: [TracedExpression], at rows: Rows
  ) -> TracedExpression {
    let arguments = arguments(of: call, x, at: rows)
    let density = call.distribution.logDensity(x, arguments)
    guard let truncation = call.truncation, let first = x.first else { return density }
    return density
      + truncationCorrection(
        call.distribution, first, arguments, lower: end(truncation.lower, rows),
        upper: end(truncation.upper, rows))
  }

  private mutating func arguments(
    of call: DistributionCall, _ x: [TracedExpression], at rows: Rows
  ) -> Arguments<TracedExpression> {
    var values: [[TracedExpression]] = []
    for argument in call.arguments {
      switch argument {
      case .value(let node, let event):
        values.append(elements(of: node, event: event, at: rows))
      case .range(let lower, let upper):
        let bounds = [(lower, -Double.infinity), (upper, Double.infinity)]
        for (bound, open) in bounds {
          values.append([end(bound, rows) ?? .constant(open)])
        }
      case .components(let calls):
        let value = call.distribution.componentValue(x)
        var components: [TracedExpression] = []
        for call in calls { components.append(density(call, value, at: rows)) }
        values.append(components)
      case .family(let call, let axis):
        values.append(family(call, over: axis, x, at: rows))
      }
    }
    return Arguments(form: call.form, values)
  }

  /// The density of each component that lies along an axis, its arguments taken at its place.
  private mutating func family(
    _ call: DistributionCall, over axis: AxisID, _ x: [TracedExpression], at rows: Rows
  ) -> [TracedExpression] {
    var components: [TracedExpression] = []
    for place in 0..<lengths[axis.index] {
      pinned[axis] = place
      components.append(density(call, x, at: rows))
    }
    pinned[axis] = nil
    return components
  }

  /// Where an operand's elements lie for those of a result, at the places of the components that are
  /// being lowered.
  private func positions(of own: Layout, in result: Layout) -> [Int] {
    let strides = own.strides
    let start = own.axes.indices.reduce(0) { $0 + (pinned[own.axes[$1]] ?? 0) * strides[$1] }
    let positions = result.positions(of: own)
    return start == 0 ? positions : positions.map { $0 + start }
  }

  /// One component of every element of the plate.
  func elements(
    _ id: ID, _ own: Layout, _ starts: [Int], _ step: Int, _ result: Layout
  ) -> ID {
    if step == 0, own.axes == result.axes { return id }
    // One number stands for all where nothing changes over the plate.
    if let first = starts.first, starts.count > 1, starts.allSatisfy({ $0 == first }) {
      return part(id, [first + step])
    }
    return part(id, starts.map { $0 + step })
  }
}

import BayesDistributions
import BayesGraph
import BayesMath

extension GraphLowering {
  mutating func logDensity(_ call: DistributionCall, value node: NodeID, result: Layout) -> ID {
    let own = layout(node)
    let id = value(node)
    let starts = positions(of: own, in: result)
    if let density = chosenDensity(call, id, starts, result) { return density }
    let event = layout(call.eventAxes).positions(of: own)
    let x = event.map { step in
      TracedExpression(tracer, elements(id, own, starts, step, result))
    }
    return density(call, x, result: result).id(in: tracer)
  }

  /// The mass of outcomes that are known, from their own probabilities: no outcome's table is laid out.
  private mutating func chosenDensity(
    _ call: DistributionCall, _ outcome: ID, _ starts: [Int], _ result: Layout
  ) -> ID? {
    guard call.distribution.readsOwnElement(form: call.form), call.truncation == nil,
      call.arguments.count == 1, case .value(let node, let event) = call.arguments[0],
      let outcomes = tracer.graph.elements(outcome)
    else { return nil }
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
    return call.distribution.logDensity([.constant(1)], arguments).id(in: tracer)
  }

  mutating func logProbability(
    _ call: DistributionCall, _ lower: NodeID?, _ upper: NodeID?, result: Layout
  ) -> ID {
    let arguments = arguments(of: call, [], result: result)
    return censoredLogProbability(
      call.distribution, arguments, lower: end(lower, result), upper: end(upper, result),
      truncation: (end(call.truncation?.lower, result), end(call.truncation?.upper, result))
    ).id(in: tracer)
  }

  private mutating func end(_ node: NodeID?, _ result: Layout) -> TracedExpression? {
    node.map { node in
      let own = layout(node)
      let isPinned = own.axes.contains { pinned[$0] != nil }
      return TracedExpression(
        tracer,
        isPinned
          ? part(value(node), positions(of: own, in: result)) : aligned(node, to: result))
    }
  }

  private mutating func density(
    _ call: DistributionCall, _ x: [TracedExpression], result: Layout
  ) -> TracedExpression {
    let arguments = arguments(of: call, x, result: result)
    let density = call.distribution.logDensity(x, arguments)
    guard let truncation = call.truncation, let first = x.first else { return density }
    return density
      + truncationCorrection(
        call.distribution, first, arguments, lower: end(truncation.lower, result),
        upper: end(truncation.upper, result))
  }

  private mutating func arguments(
    of call: DistributionCall, _ x: [TracedExpression], result: Layout
  ) -> Arguments<TracedExpression> {
    var values: [[TracedExpression]] = []
    for argument in call.arguments {
      switch argument {
      case .value(let node, let event):
        let own = layout(node)
        let id = value(node)
        let starts = positions(of: own, in: result)
        values.append(
          layout(event).positions(of: own).map { step in
            TracedExpression(tracer, elements(id, own, starts, step, result))
          })
      case .range(let lower, let upper):
        let bounds = [(lower, -Double.infinity), (upper, Double.infinity)]
        for (bound, open) in bounds {
          values.append([end(bound, result) ?? .constant(open)])
        }
      case .components(let calls):
        var components: [TracedExpression] = []
        for call in calls { components.append(density(call, x, result: result)) }
        values.append(components)
      case .family(let call, let axis):
        values.append(family(call, over: axis, x, result: result))
      }
    }
    return Arguments(form: call.form, values)
  }

  /// The density of each component that lies along an axis, its arguments taken at its place.
  private mutating func family(
    _ call: DistributionCall, over axis: AxisID, _ x: [TracedExpression], result: Layout
  ) -> [TracedExpression] {
    var components: [TracedExpression] = []
    for place in 0..<lengths[axis.index] {
      pinned[axis] = place
      components.append(density(call, x, result: result))
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

import BayesDistributions
import BayesGraph
import BayesMath

extension GraphLowering {
  mutating func logDensity(_ call: DistributionCall, value node: NodeID, result: Layout) -> ID {
    let own = layout(node)
    let id = value(node)
    let starts = result.positions(of: own)
    let event = layout(call.eventAxes).positions(of: own)
    let x = event.map { step in
      TracedExpression(tracer, elements(id, own, starts, step, result))
    }
    return density(call, x, result: result).id(in: tracer)
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
    node.map { TracedExpression(tracer, aligned($0, to: result)) }
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
        let starts = result.positions(of: own)
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
      }
    }
    return Arguments(form: call.form, values)
  }

  /// One component of every element of the plate.
  private func elements(
    _ id: ID, _ own: Layout, _ starts: [Int], _ step: Int, _ result: Layout
  ) -> ID {
    if step == 0, own.axes == result.axes { return id }
    return part(id, starts.map { $0 + step })
  }
}

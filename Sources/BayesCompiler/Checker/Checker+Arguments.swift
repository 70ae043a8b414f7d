import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

/// Arguments and bounds that the text alone decides; what data decide is checked when they are bound.
extension Checker {
  /// Refuses a number outside the domain of its parameter.
  mutating func check(
    _ id: NodeID, against parameter: DistributionParameter, of reference: DistributionReference,
    at span: SourceSpan
  ) {
    let value = foldedValue(id)
    if parameter.domain == .count || parameter.domain == .integer,
      graph[id].element == .real, value == nil
    {
      report(
        .argumentType(parameter.name, found: typeText(id), expected: "Int", at: span))
      return
    }
    guard let value, !parameter.domain.contains(value) else { return }
    report(.argumentOutside(parameter, value, of: reference.name, at: span))
  }

  /// Refuses a list of numbers of which one lies outside the domain, or which together break it.
  mutating func check(
    elementsOf id: NodeID, against parameter: DistributionParameter,
    of reference: DistributionReference, at span: SourceSpan
  ) {
    guard case .stack(let nodes) = graph[id].operation else { return }
    let values = nodes.compactMap { foldedValue($0) }
    guard values.count == nodes.count else { return }
    if let wrong = values.first(where: { !parameter.domain.contains($0) }) {
      report(.argumentOutside(parameter, wrong, of: reference.name, at: span))
    } else if let kind = parameter.domain.structure,
      let fault = StructureCheck.fault(values, shape: [values.count], kind)
    {
      report(.argumentBroken(parameter, fault.reason, of: reference.name, at: span))
    }
  }

  /// `X @ beta` for a product `X * beta` of two arrays along an axis; nil for anything else.
  func product(_ id: NodeID, along axis: AxisID) -> String? {
    guard case .elementwise(let function, let operands) = graph[id].operation,
      ObjectIdentifier(function) == ObjectIdentifier(Multiply.self),
      operands.allSatisfy({ graph[$0].axes.contains(axis) })
    else { return nil }
    return operands.map { graph.source.text(in: graph[$0].origin) }.joined(separator: " @ ")
  }

  /// A mixture has a weight for each component.
  mutating func matchWeights(
    of reference: DistributionReference, _ arguments: [DistributionArgument]
  ) {
    guard case .value(_, let event)? = arguments.first, let axis = event.first else { return }
    if case .family(_, let components)? = arguments.last {
      graph.axisEqualities.append(
        AxisEquality(first: axis, second: components, span: reference.span))
    }
    guard case .components(let calls)? = arguments.last else { return }
    let length: Int? =
      if case .fixed(let length) = graph[axis].extent {
        length
      } else {
        dimension(of: axis).flatMap(knownSize)
      }
    if let length, length != calls.count {
      report(.weightCount(length, components: calls.count, at: reference.span))
    } else if length == nil {
      let components = newAxis("", .fixed(calls.count))
      graph.axisEqualities.append(
        AxisEquality(first: axis, second: components, span: reference.span))
    }
  }

  /// The ends of a uniform distribution, and the bounds of `Flat`.
  mutating func checkInterval(of call: DistributionCall) {
    switch call.distribution.declaration.support {
    case .interval(let lower?, let upper?):
      checkInterval(call.node(lower), call.node(upper), mayBeSingle: false, at: call.span)
    case .integers(let lower, let upper):
      checkInterval(call.node(lower), call.node(upper), mayBeSingle: true, at: call.span)
    default:
      for case .range(let lower, let upper) in call.arguments {
        checkInterval(lower, upper, mayBeSingle: false, at: call.span)
      }
    }
  }

  /// Refuses ends between which no number lies.
  mutating func checkInterval(
    _ lower: NodeID?, _ upper: NodeID?, mayBeSingle: Bool, at span: SourceSpan
  ) {
    guard let lower = lower.flatMap({ foldedValue($0) }),
      let upper = upper.flatMap({ foldedValue($0) }),
      !(lower < upper || mayBeSingle && lower == upper)
    else { return }
    report(.emptyInterval(lower, upper, at: span))
  }
}

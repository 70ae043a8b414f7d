import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

/// What can be asked of a discrete latent.
extension Checker {
  /// `viterbi(z)`: its most probable states together.
  mutating func checkMostProbable(_ call: CallExpression) -> NodeID? {
    guard let (id, variable) = latent(of: call) else { return nil }
    return node(
      .summary(.mostProbable, variable), axes: graph[id].axes, element: graph[id].element,
      at: call.span, level: .draw)
  }

  /// `probabilities(z)`: the probability of each of its states.
  mutating func checkProbabilities(_ call: CallExpression) -> NodeID? {
    guard let (id, variable) = latent(of: call), let axis = stateAxis(of: variable, at: call.span)
    else { return nil }
    return node(
      .summary(.probabilities, variable), axes: graph[id].axes + [axis], element: .real,
      at: call.span, level: .draw)
  }

  /// `label(i)`: the number that an index stands for, which labels stand beside.
  mutating func checkLabel(_ call: CallExpression) -> NodeID? {
    guard let id = onlyArgument(of: call) else { return nil }
    guard case .index(let dimension) = graph[id].element else {
      report(.indexExpected(typeText(id), axis: "", at: call.span))
      return nil
    }
    guard graph[dimension].firstValue == nil else { return widen(id, at: call.span) }
    return node(.relabel(id), axes: graph[id].axes, element: graph[id].element, at: call.span)
  }

  private mutating func latent(of call: CallExpression) -> (node: NodeID, variable: VariableID)? {
    guard let id = onlyArgument(of: call) else { return nil }
    guard case .variable(let variable) = graph[id].operation, graph[variable].role == .param,
      graph[variable].isDiscrete
    else {
      report(
        .latentExpected(graph.source.text(in: call.callee.span), at: call.arguments[0].value.span))
      return nil
    }
    return (id, variable)
  }

  /// The axis of a latent's states: the dimension it is an index of, or its values from the smallest on.
  private mutating func stateAxis(of variable: VariableID, at span: SourceSpan) -> AxisID? {
    if case .index(let dimension) = graph[variable].element {
      let copies = graph[variable].axes.count { self.dimension(of: $0) == dimension }
      return axis(of: dimension, copy: copies)
    }
    guard let call = graph[variable].terms.first?.distribution else { return nil }
    var lower: NodeID? = constant(0, at: span)
    var upper: NodeID?
    switch call.distribution.declaration.support {
    case .binary: upper = constant(1, at: span)
    case .counts(let place): upper = place.flatMap(call.node)
    case .categories: (lower, upper) = (constant(1, at: span), lastCategory(of: call, at: span))
    case .integers(let first, let last): (lower, upper) = (call.node(first), call.node(last))
    default: break
    }
    lower = call.truncation?.lower ?? lower
    upper = call.truncation?.upper ?? upper
    guard let lower, let upper, graph[lower].axes.isEmpty, graph[upper].axes.isEmpty,
      let count = elementwise("-", [upper, lower], at: span).flatMap({
        elementwise("+", [$0, constant(1, at: span)], at: span)
      })
    else {
      report(
        .notYet(
          "`probabilities` of counts whose ends differ", at: span,
          instead: "the same ends for all elements, by `truncated`, or a report of the draws"))
      return nil
    }
    return newAxis("", .count(count), at: span)
  }

  /// How many categories there are: one for each probability, one more than there are cutpoints.
  private mutating func lastCategory(of call: DistributionCall, at span: SourceSpan) -> NodeID? {
    guard case .value(_, let event)? = call.arguments.last, let axis = event.first else {
      return nil
    }
    let size = node(.size(axis), axes: [], element: .integer, at: span)
    let parameters = call.distribution.declaration.forms[call.form].parameters
    guard parameters.last?.domain == .ordered else { return size }
    return elementwise("+", [size, constant(1, at: span)], at: span)
  }
}

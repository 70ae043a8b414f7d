import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Reads `censored(left: a, right: b, interval: c)`; nil, diagnosed, where it does not apply.
  mutating func censoring(
    _ arguments: [Argument], at span: SourceSpan, role: VariableDeclaration.Role, plates: [AxisID],
    of reference: DistributionReference
  ) -> Censoring? {
    guard role == .observe else {
      report(.censoredDraw(role.rawValue, at: span))
      return nil
    }
    guard reference.declaration.capabilities.contains(.cdf) else {
      report(.noCDFToCensor(reference.name, at: span))
      return nil
    }
    guard !arguments.isEmpty else {
      report(.censoringLabel(nil, at: span))
      return nil
    }
    var ends: [String: NodeID] = [:]
    for argument in arguments {
      guard let label = argument.label, ["left", "right", "interval"].contains(label.name) else {
        report(.censoringLabel(argument.label, at: argument.label?.span ?? argument.value.span))
        return nil
      }
      guard ends[label.name] == nil else {
        report(.censoringLabelAgain(label))
        return nil
      }
      guard let end = censoringEnd(argument.value, label, plates: plates) else {
        return nil
      }
      ends[label.name] = end
    }
    return Censoring(left: ends["left"], right: ends["right"], interval: ends["interval"])
  }

  /// A bound or, for `left` and `right`, a Bool that says which values are censored.
  private mutating func censoringEnd(
    _ expression: Expression, _ label: Identifier, plates: [AxisID]
  ) -> NodeID? {
    if case .range = expression {
      report(.censoringRange(label, at: expression.span))
      return nil
    }
    guard let id = check(expression) else { return nil }
    let isFlag = graph[id].element == .boolean
    if isFlag, label.name == "interval" {
      report(.censoringFlag(at: expression.span))
      return nil
    }
    guard let end = isFlag ? id : number(id, at: expression.span) else { return nil }
    guard graph[end].level == .data else {
      report(.dataLevelExpected("what is censored", at: expression.span))
      return nil
    }
    return fit(end, plates: plates, event: [], at: expression.span)
  }

  /// The log density of exact values, and of censored ones the log probability of where they lie.
  mutating func censored(
    _ density: NodeID, _ censoring: Censoring, _ call: DistributionCall, value: NodeID,
    at span: SourceSpan
  ) -> NodeID {
    var result = density
    if let upper = censoring.interval {
      let between = Operation.logProbability(call, lower: value, upper: upper)
      result = choose(between, where: "<", upper, value: value, else: result, at: span)
    }
    if let end = censoring.left {
      let below = Operation.logProbability(call, lower: nil, upper: value)
      result = choose(below, where: "<=", end, value: value, else: result, at: span)
    }
    if let end = censoring.right {
      let above = Operation.logProbability(call, lower: value, upper: nil)
      result = choose(above, where: ">=", end, value: value, else: result, at: span)
    }
    return result
  }

  /// `probability` where a Bool holds or the value compares with a bound, else `other`.
  private mutating func choose(
    _ probability: Operation, where comparison: String, _ end: NodeID, value: NodeID,
    else other: NodeID, at span: SourceSpan
  ) -> NodeID {
    let probability = node(probability, axes: graph[value].axes, element: .real, at: span)
    var condition = end
    if graph[end].element != .boolean {
      guard let compared = elementwise(comparison, [value, end], at: span) else { return other }
      condition = compared
    }
    guard let (operands, axes) = broadcast([condition, probability, other], at: span) else {
      return other
    }
    return node(
      .select(condition: operands[0], whenTrue: operands[1], whenFalse: operands[2]), axes: axes,
      element: .real, at: span)
  }
}

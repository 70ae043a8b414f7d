import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Calls that are neither elementwise nor along a lane.
  static let specialForms: [String: @Sendable (inout Checker, CallExpression) -> NodeID?] = [
    "ones": { $0.filled($1, with: 1) },
    "zeros": { $0.filled($1, with: 0) },
    "transpose": { checker, call in
      checker.onlyArgument(of: call).flatMap { checker.transpose($0, at: call.span) }
    },
    "covariance": { $0.checkCovariance($1) },
    "position": { checker, call in
      guard let id = checker.onlyArgument(of: call) else { return nil }
      guard case .index = checker.graph[id].element else {
        checker.report(.indexExpected(checker.typeText(id), axis: "", at: call.span))
        return nil
      }
      return checker.node(
        .relabel(id), axes: checker.graph[id].axes, element: .integer, at: call.span)
    },
    "Pr": { $0.checkStatistic(.probability, $1) },
    "E": { $0.checkStatistic(.expectation, $1) },
    "Quantile": { $0.checkStatistic(.quantile, $1) },
    "logp": { $0.checkLogDensity($1) },
    "ode": { $0.checkSolution($1, .ode) },
    "findRoot": { $0.checkSolution($1, .findRoot) },
    "integrate": { $0.checkSolution($1, .integrate) },
    "viterbi": { $0.checkMostProbable($1) },
    "probabilities": { $0.checkProbabilities($1) },
    "label": { $0.checkLabel($1) },
    "concat": { $0.concatenate($1) },
    "real": { checker, call in
      guard let id = checker.onlyArgument(of: call),
        let number = checker.number(id, at: call.span)
      else { return nil }
      return checker.node(
        .relabel(number), axes: checker.graph[number].axes, element: .real, at: call.span)
    },
  ]

  mutating func onlyArgument(of call: CallExpression) -> NodeID? {
    guard call.arguments.count == 1, call.comprehension == nil else {
      let name = graph.source.text(in: call.callee.span)
      report(.argumentCount(name, found: call.arguments.count, expected: 1, at: call.span))
      return nil
    }
    return check(call.arguments[0].value)
  }

  /// `ones(Obs)`, `zeros(Obs, K)`.
  private mutating func filled(_ call: CallExpression, with value: Double) -> NodeID? {
    var axes: [AxisID] = []
    for argument in call.arguments {
      guard let axis = pieceAxis(argument.value, variable: nil) else { return nil }
      let repeated = axes.count { dimension(of: $0) == dimension(of: axis) }
      if repeated > 0, let dimension = dimension(of: axis) {
        axes.append(self.axis(of: dimension, copy: repeated))
      } else {
        axes.append(axis)
      }
    }
    guard !axes.isEmpty else {
      let name = graph.source.text(in: call.callee.span)
      report(.argumentCount(name, found: 0, expected: 1, at: call.span))
      return nil
    }
    return arrange(constant(value, .integer, at: call.span), axes, at: call.span)
  }

  /// `logp(Normal(0, 1), x)`: one element per independent value.
  private mutating func checkLogDensity(_ call: CallExpression) -> NodeID? {
    guard call.arguments.count == 2, call.comprehension == nil else {
      report(.argumentCount("logp", found: call.arguments.count, expected: 2, at: call.span))
      return nil
    }
    guard let written = checkNumber(call.arguments[1].value),
      let reference = distributionReference(call.arguments[0].value)
    else { return nil }
    let rank = reference.valueRank
    let free = freeAxes(of: written)
    guard free.count >= rank else {
      report(.valueRank(reference.name, typeText(written), at: call.arguments[1].value.span))
      return nil
    }
    let own = free.suffix(rank)
    let plates = graph[written].axes.filter { !own.contains($0) }
    let span = call.arguments[1].value.span
    let event = named(own, by: reference, plates: plates, at: span)
    let value = relabel(arrange(written, plates + own, at: span), plates + event, at: span)
    let outer = isScoring
    isScoring = true
    defer { isScoring = outer }
    guard
      let distribution = elaborate(
        reference, plates: plates + event.flatMap { owners(of: $0) ?? [] }, event: event,
        isTarget: false)
    else { return nil }
    guard let own = reference.own else {
      return logDensityNode(distribution, value: value, at: call.span)
    }
    return density(of: own, value: value, plates: plates, at: call.span)
      .flatMap { limited($0, value, to: distribution, at: call.span) }
  }
}

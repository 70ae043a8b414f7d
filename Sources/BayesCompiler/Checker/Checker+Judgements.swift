import BayesGraph
import BayesSource
import BayesSyntax

/// `gate` and `decide`: what is asked of a posterior once there is one.
extension Checker {
  mutating func checkGate(_ gate: GateDeclaration) {
    let first = graph.statistics.count
    guard let id = judging({ $0.check(gate.condition) }) else {
      return declare(gate.name, .invalid)
    }
    declare(gate.name, .judgement)
    guard graph[id].element == .boolean, graph[id].axes.isEmpty else {
      report(.conditionExpected(typeText(id), at: gate.condition.span))
      return
    }
    if let stray = strayDraw(in: id) {
      report(.drawInGate(stray, at: gate.condition.span))
      return
    }
    graph.gates.append(
      Gate(
        name: gate.name.name, condition: id,
        statistics: (first..<graph.statistics.count).map { StatisticID($0) }, span: gate.span))
  }

  mutating func checkDecision(_ decision: DecideDeclaration) {
    var actions: [Decision.Action] = []
    for (name, utility) in decision.options {
      if actions.contains(where: { $0.name == name.name }) {
        report(.repeatedAction(name, in: decision.name.name))
        continue
      }
      guard let id = judging({ $0.checkNumber(utility) }) else { continue }
      guard graph[id].axes.isEmpty else {
        report(.singleNumberExpected(typeText(id), at: utility.span))
        continue
      }
      if graph[id].level == .posterior, let stray = strayDraw(in: id) {
        report(.drawBesideStatistic(stray, at: utility.span))
        continue
      }
      actions.append(Decision.Action(name: name.name, utility: id))
    }
    declare(decision.name, .judgement)
    guard actions.count == decision.options.count else { return }
    guard actions.count > 1 else {
      report(.oneAction(decision.name, at: decision.name.span))
      return
    }
    graph.decisions.append(
      Decision(
        name: decision.name.name, isMaximized: decision.sense == .maximize, actions: actions,
        span: decision.span))
  }

  private mutating func judging<Value>(_ body: (inout Checker) -> Value) -> Value {
    isJudging = true
    defer { isJudging = false }
    return body(&self)
  }

  /// `Pr(c)`, `E(x)`, `Quantile(x, p)`.
  mutating func checkStatistic(_ kind: Statistic.Kind, _ call: CallExpression) -> NodeID? {
    guard isJudging else {
      report(.statisticOutside(kind.rawValue, at: call.span))
      return nil
    }
    let count = kind == .quantile ? 2 : 1
    guard call.arguments.count == count, call.comprehension == nil else {
      report(
        .argumentCount(
          kind.rawValue, found: call.arguments.count, expected: count, at: call.span))
      return nil
    }
    isJudging = false
    defer { isJudging = true }
    let argument = call.arguments[0].value
    guard let value = kind == .probability ? check(argument) : checkNumber(argument) else {
      return nil
    }
    guard graph[value].axes.isEmpty else {
      report(.singleNumberExpected(typeText(value), at: argument.span))
      return nil
    }
    if kind == .probability, graph[value].element != .boolean {
      report(.conditionExpected(typeText(value), at: argument.span))
      return nil
    }
    var probability: NodeID?
    if kind == .quantile {
      guard let checked = checkProbability(call.arguments[1].value) else { return nil }
      probability = checked
    }
    graph.statistics.append(
      Statistic(kind: kind, node: value, probability: probability, span: call.span))
    return node(
      .statistic(StatisticID(graph.statistics.count - 1)), axes: [], element: .real,
      at: call.span, level: .posterior)
  }

  private mutating func checkProbability(_ expression: Expression) -> NodeID? {
    guard let id = checkNumber(expression) else { return nil }
    guard graph[id].level == .data, graph[id].axes.isEmpty else {
      report(.dataLevelExpected("the probability of a quantile", at: expression.span))
      return nil
    }
    if let value = foldedValue(id), !(value >= 0 && value <= 1) {
      report(.probabilityOutside(value, at: expression.span))
      return nil
    }
    return id
  }

  /// A random quantity that an expression reads outside `Pr`, `E` and `Quantile`.
  private func strayDraw(in root: NodeID) -> String? {
    var pending = [root]
    var seen: Set<NodeID> = [root]
    while let next = pending.popLast() {
      if case .variable(let id) = graph[next].operation { return graph[id].name }
      pending += graph.operands(of: next).filter { seen.insert($0).inserted }
    }
    return nil
  }
}

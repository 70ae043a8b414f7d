import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  mutating func check(_ call: CallExpression) -> NodeID? {
    guard case .name(let name) = call.callee else {
      report(.notCallable(at: call.callee.span))
      return nil
    }
    if case .function(let function)? = scopes[name.name]?.symbol {
      return inline(function, call, name)
    }
    if let special = Self.specialForms[name.name] { return special(&self, call) }
    if let function = FunctionCatalog.lane(named: name.name) {
      if let comprehension = call.comprehension {
        return checkReduction(function, call, comprehension)
      }
      let isElementwise =
        FunctionCatalog.elementwise(named: name.name, arguments: call.arguments.count) != nil
        && call.arguments.allSatisfy { $0.label == nil }
      if !isElementwise { return checkLane(function, call) }
    }
    if let comprehension = call.comprehension {
      report(.comprehensionInCall(name.name, at: comprehension.span))
      return nil
    }
    return checkElementwise(name, call)
  }

  private mutating func checkElementwise(_ name: Identifier, _ call: CallExpression) -> NodeID? {
    guard
      let function = FunctionCatalog.elementwise(
        named: name.name, arguments: call.arguments.count)
    else {
      report(unknownFunction(name, call))
      return nil
    }
    let parameters = FunctionCatalog.declaration(of: function).parameters
    var operands: [NodeID] = []
    for argument in call.arguments {
      if let label = argument.label, !parameters.contains(label.name) {
        report(.unknownArgument(label, of: name.name, known: parameters))
        return nil
      }
      guard let operand = checkNumber(argument.value) else { continue }
      operands.append(operand)
    }
    guard operands.count == call.arguments.count else { return nil }
    return elementwise(function, operands, at: call.span)
  }

  private func unknownFunction(_ name: Identifier, _ call: CallExpression) -> Diagnostic {
    if let later = Self.laterFunctions[name.name] { return .notYet(later, at: name.span) }
    if DistributionCatalog.byName[name.name] != nil {
      return .distributionAsFunction(name)
    }
    let known = FunctionCatalog.elementwise.first {
      FunctionCatalog.declaration(of: $0).name == name.name
    }
    if let known {
      return .argumentCount(
        name.name, found: call.arguments.count,
        expected: FunctionCatalog.declaration(of: known).parameters.count, at: call.span)
    }
    let functions = scopes.names.filter {
      if case .function? = scopes[$0]?.symbol { true } else { false }
    }
    return .unknownFunction(
      name, known: FunctionCatalog.names + Self.specialForms.keys + functions)
  }

  private static let laterFunctions: [String: String] = [
    "ode": "`ode`", "viterbi": "`viterbi`", "probabilities": "`probabilities`",
    "expQuad": "a Gaussian process kernel", "covariance": "a covariance kernel",
    "eigenSym": "`eigenSym`", "cholesky": "`cholesky`", "Pr": "`Pr`", "E": "`E`",
    "Quantile": "`Quantile`", "label": "`label`",
  ]

  /// A reduction or map over the last axis, all axes, or those that `over:` names.
  private mutating func checkLane(
    _ function: any LaneFunction.Type, _ call: CallExpression
  ) -> NodeID? {
    let declaration = FunctionCatalog.declaration(of: function)
    let positional = call.arguments.filter { $0.label?.name != "over" }
    guard positional.count == declaration.parameters.count else {
      report(
        .argumentCount(
          declaration.name, found: positional.count, expected: declaration.parameters.count,
          at: call.span))
      return nil
    }
    if let label = positional.compactMap(\.label).first {
      report(.unknownArgument(label, of: declaration.name, known: ["over"]))
      return nil
    }
    let operands = positional.compactMap { checkLaneOperand($0.value, declaration) }
    guard operands.count == positional.count,
      let (matched, axes) = broadcast(operands, at: call.span)
    else { return nil }
    let free = axes.filter { !indexAxes.contains($0) }
    let isReduction = function.shape == .reduction
    var over = isReduction ? free : Array(free.suffix(1))
    if let argument = call.arguments.first(where: { $0.label?.name == "over" }) {
      guard let named = overAxes(argument.value, of: free) else { return nil }
      over = named
    }
    guard !over.isEmpty || isReduction else {
      report(.arrayExpected(declaration.name, typeText(matched[0]), at: call.span))
      return nil
    }
    if isReduction && matched.count == 1 {
      return reduce(function, matched[0], over: over, at: call.span)
    }
    let arranged = matched.map { arrange($0, axes, at: call.span) }
    if isReduction {
      let rest = axes.filter { !over.contains($0) }
      return node(
        .lane(function, arranged, over: over, result: []), axes: rest, element: .real,
        at: call.span)
    }
    let element: ElementType =
      declaration.result == .numeric ? graph[matched[0]].element : .real
    return node(
      .lane(function, arranged, over: over, result: over), axes: axes, element: element,
      at: call.span)
  }

  private mutating func checkLaneOperand(
    _ expression: Expression, _ declaration: FunctionSignature
  ) -> NodeID? {
    guard let id = check(expression) else { return nil }
    if declaration.result == .boolean, graph[id].element == .boolean { return id }
    if graph[id].element == .boolean, declaration.name == "sum" || declaration.name == "mean" {
      return node(.relabel(id), axes: graph[id].axes, element: .integer, at: expression.span)
    }
    return number(id, at: expression.span)
  }

  /// The axes that `over: Dim` or `over: (A, B)` names.
  private mutating func overAxes(_ expression: Expression, of axes: [AxisID]) -> [AxisID]? {
    var names = [expression]
    if case .parenthesized(let elements, _) = expression { names = elements }
    var over: [AxisID] = []
    for element in names {
      guard case .name(let name) = element else {
        report(.pieceExpected(at: element.span))
        return nil
      }
      guard let axis = axes.last(where: { graph[$0].name == name.name && !over.contains($0) })
      else {
        report(.noSuchAxis(name, among: axes.map(axisText)))
        return nil
      }
      over.append(axis)
    }
    return axes.filter { over.contains($0) }
  }
}

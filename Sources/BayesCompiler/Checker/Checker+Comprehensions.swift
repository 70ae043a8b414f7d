import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Elaborates `body` with the generators' variables in force; their axes are new.
  mutating func withGenerators<Result>(
    _ comprehension: Comprehension, _ body: (inout Checker, [AxisID]) -> Result?
  ) -> Result? {
    scopes.push()
    let outer = indexAxes.count
    defer {
      scopes.pop()
      indexAxes.removeSubrange(outer...)
    }
    var axes: [AxisID] = []
    for generator in comprehension.generators {
      guard let axis = generatorAxis(generator.range, variable: generator.variable) else {
        return nil
      }
      axes.append(axis)
      indexAxes.append(axis)
      let index = indexNode(of: axis, at: generator.variable.span)
      declare(generator.variable, .value(index))
    }
    return body(&self, axes)
  }

  /// `sum(e for i in K where c)`: a reduction over the variables' axes; elements for which the
  /// condition is false take the reduction's neutral value.
  mutating func checkReduction(
    _ function: any LaneFunction.Type, _ call: CallExpression, _ comprehension: Comprehension
  ) -> NodeID? {
    let name = FunctionCatalog.declaration(of: function).name
    guard call.arguments.count == 1, let argument = call.arguments.first else {
      report(.argumentCount(name, found: call.arguments.count, expected: 1, at: call.span))
      return nil
    }
    let built = withGenerators(comprehension) { checker, axes -> (NodeID, [AxisID])? in
      guard var body = checker.check(argument.value) else { return nil }
      if let condition = comprehension.condition {
        guard let masked = checker.mask(body, by: condition, for: name) else { return nil }
        body = masked
      }
      let missing = axes.filter { !checker.graph[body].axes.contains($0) }
      body = checker.arrange(body, checker.graph[body].axes + missing, at: call.span)
      return (body, axes)
    }
    guard let (body, axes) = built else { return nil }
    return reduce(function, body, over: axes, at: call.span)
  }

  private mutating func mask(
    _ body: NodeID, by condition: Expression, for function: String
  ) -> NodeID? {
    guard let holds = check(condition) else { return nil }
    guard graph[holds].element == .boolean else {
      report(.conditionExpected(typeText(holds), at: condition.span))
      return nil
    }
    let neutral: [String: Double] = [
      "sum": 0, "prod": 1, "min": .infinity, "max": -.infinity, "logSumExp": -.infinity, "any": 0,
      "all": 1,
    ]
    guard let value = neutral[function] else {
      report(.filteredReduction(function, at: condition.span))
      return nil
    }
    let other = constant(value, graph[body].element, at: condition.span)
    guard let (operands, axes) = broadcast([holds, body, other], at: condition.span) else {
      return nil
    }
    return node(
      .select(condition: operands[0], whenTrue: operands[1], whenFalse: operands[2]), axes: axes,
      element: graph[body].element, at: condition.span)
  }

  /// A reduction of a node over some of its axes.
  mutating func reduce(
    _ function: any LaneFunction.Type, _ id: NodeID, over axes: [AxisID], at span: SourceSpan
  ) -> NodeID {
    let declaration = FunctionCatalog.declaration(of: function)
    let element: ElementType =
      switch declaration.result {
      case .real: .real
      case .boolean: .boolean
      case .integer: .integer
      case .numeric: graph[id].element == .real ? .real : .integer
      }
    let rest = graph[id].axes.filter { !axes.contains($0) }
    let reduced = node(
      .lane(function, [id], over: axes, result: []), axes: rest, element: element, at: span)
    return normalizeCopies(reduced, at: span)
  }

  /// `[f(i) for i in K]`: over a whole dimension an array along it, else along an anonymous axis.
  mutating func checkListComprehension(
    _ list: ListExpression, _ comprehension: Comprehension
  ) -> NodeID? {
    if let condition = comprehension.condition {
      report(.filteredList(at: condition.span))
      return nil
    }
    guard list.elements.count == 1 else {
      report(.severalElements(at: list.span))
      return nil
    }
    let built = withGenerators(comprehension) { checker, axes -> (NodeID, [AxisID])? in
      guard let body = checker.check(list.elements[0]) else { return nil }
      let rest = checker.graph[body].axes.filter { !axes.contains($0) }
      return (checker.arrange(body, axes + rest, at: list.span), axes)
    }
    guard let (body, generated) = built else { return nil }
    let axes = graph[body].axes.map { axis -> AxisID in
      guard generated.contains(axis) else { return axis }
      switch graph[axis].extent {
      case .piece(let dimension, nil, nil): return self.axis(of: dimension)
      default:
        let length = node(.size(axis), axes: [], element: .integer, at: list.span)
        return newAxis("", .count(length))
      }
    }
    return normalizeCopies(relabel(body, axes, at: list.span), at: list.span)
  }
}

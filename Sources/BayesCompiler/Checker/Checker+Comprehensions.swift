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
      guard
        let (axis, index) = self.generator(generator.range, variable: generator.variable)
      else { return nil }
      axes.append(axis)
      indexAxes.append(axis)
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
      return (checker.laid(body, along: axes, at: call.span), axes)
    }
    guard let (body, axes) = built else { return nil }
    return reduce(function, body, over: axes, at: call.span)
  }

  /// A value along all axes of index variables, those that own segments by these.
  private mutating func laid(
    _ id: NodeID, along axes: [AxisID], at span: SourceSpan
  ) -> NodeID {
    var id = id
    for axis in axes where !graph[id].axes.contains(axis) {
      if axes.contains(where: { isOwned($0, by: axis) && graph[id].axes.contains($0) }) { continue }
      id = spread(id, along: axis, at: span)
      if graph[id].axes.contains(axis) { continue }
      id = arrange(id, graph[id].axes + [axis], at: span)
    }
    return id
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
      case .segments: return newAxis("", graph[axis].extent, at: list.span)
      default:
        let length = node(.size(axis), axes: [], element: .integer, at: list.span)
        return newAxis("", .count(length))
      }
    }
    return normalizeCopies(relabel(body, axes, at: list.span), at: list.span)
  }
}

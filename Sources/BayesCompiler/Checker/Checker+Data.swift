import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  mutating func checkData(_ declaration: DataDeclaration) {
    guard let type = checkDataType(declaration.type) else {
      for name in declaration.names { declare(name, .invalid) }
      return
    }
    if declaration.names.count > 1, let value = declaration.defaultValue {
      report(.defaultForSeveral(at: value.span))
    }
    var defaultValue: NodeID?
    if let value = declaration.defaultValue, let id = check(value) {
      if graph[id].level > .data {
        report(.dataLevelExpected("a default", at: value.span))
      } else {
        defaultValue = conform(id, to: type.axes, at: value.span)
      }
    }
    for name in declaration.names {
      let input = Input(
        name: name.name, axes: type.axes, element: type.element, lower: type.lower,
        upper: type.upper, constraint: type.constraint, defaultValue: defaultValue,
        span: name.span)
      declareInput(name, input)
    }
  }

  /// A type whose bounds the data decide, along its own axes.
  private mutating func checkDataType(_ written: TypeExpression) -> CheckedType? {
    guard var type = check(written) else { return nil }
    let span = written.bounds?.span ?? written.span
    for end in [\CheckedType.lower, \CheckedType.upper] {
      guard let bound = type[keyPath: end] else { continue }
      if graph[bound].level > .data { report(.dataLevelExpected("a bound of data", at: span)) }
      guard !graph[bound].axes.allSatisfy(type.axes.contains) else { continue }
      guard let conformed = conform(bound, to: type.axes, at: span) else { return nil }
      type[keyPath: end] = conformed
    }
    return type
  }

  /// Declares a name as data and returns its node.
  @discardableResult
  mutating func declareInput(
    _ name: Identifier, axes: [AxisID], element: ElementType
  ) -> NodeID {
    declareInput(name, Input(name: name.name, axes: axes, element: element, span: name.span))
  }

  @discardableResult
  private mutating func declareInput(_ name: Identifier, _ input: Input) -> NodeID {
    graph.inputs.append(input)
    let id = node(
      .input(InputID(graph.inputs.count - 1)), axes: input.axes, element: input.element,
      at: name.span)
    declare(name, .value(id))
    record(name, role: "data", type: typeText(id), level: .data, support: supportText(input))
    return id
  }

  private func supportText(_ input: Input) -> String? {
    if let constraint = input.constraint { return constraint.rawValue }
    guard input.lower != nil || input.upper != nil else { return nil }
    return boundsText(input.lower, input.upper)
  }

  func boundsText(_ lower: NodeID?, _ upper: NodeID?) -> String {
    "\(lower.map(shortText) ?? "")...\(upper.map(shortText) ?? "")"
  }

  private func shortText(_ id: NodeID) -> String {
    if let value = constantValue(id) {
      return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
    return graph.source.text(in: graph[id].origin)
  }
}

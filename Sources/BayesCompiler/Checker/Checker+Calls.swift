import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  mutating func check(_ call: CallExpression) -> NodeID? {
    if let (symbol, name) = callable(call.callee) {
      switch symbol {
      case .function(let function): return inline(function, call, name)
      case .model:
        report(.modelAsValue(name))
        return nil
      case .invalid: return nil
      default: break
      }
    }
    guard case .name(let name) = call.callee else {
      if let fault = uncallable(call.callee) { report(fault) }
      return nil
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
    if KernelFamily(rawValue: name.name) != nil {
      report(.kernelAsValue(name.name, at: name.span))
      return nil
    }
    if let parts = Self.decompositions[name.name] {
      let names = ["a", "b", "c"].prefix(parts.count).joined(separator: ", ")
      report(
        .callShape(
          "let (\(names)) = \(name.name)(A)", "it gives \(parts.count) values", at: call.span))
      return nil
    }
    let matrices = FunctionCatalog.matrix(named: name.name)
    if !matrices.isEmpty { return checkMatrix(matrices, call) }
    if let comprehension = call.comprehension {
      report(.comprehensionInCall(name.name, at: comprehension.span))
      return nil
    }
    return checkElementwise(name, call)
  }

  /// What is wrong with a callee that is no name; nil where that is said already.
  private func uncallable(_ callee: Expression) -> Diagnostic? {
    if case .member(let member) = callee {
      if isInvalid(member.base) { return nil }
      if let module = module(member.base) { return .notOffered(member.member, module) }
    }
    return .notCallable(callee)
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
    guard let arguments = order(call, by: parameters, of: name.name) else { return nil }
    let operands = arguments.compactMap { checkNumber($0) }
    guard operands.count == arguments.count else { return nil }
    return elementwise(function, operands, at: call.span)
  }

  /// As many arguments as there are parameters, in the order of these; labels choose their place.
  mutating func order(
    _ call: CallExpression, by parameters: [String], of name: String
  ) -> [Expression]? {
    var given: [String: Expression] = [:]
    for (place, argument) in call.arguments.enumerated() {
      if let label = argument.label, !parameters.contains(label.name) {
        report(.unknownArgument(label, of: name, known: parameters))
        return nil
      }
      let parameter = argument.label?.name ?? parameters[place]
      guard given[parameter] == nil else {
        report(.repeatedArgument(parameter, of: name, at: argument.value.span))
        return nil
      }
      given[parameter] = argument.value
    }
    return parameters.compactMap { given[$0] }
  }

  private func unknownFunction(_ name: Identifier, _ call: CallExpression) -> Diagnostic {
    if let instead = Self.laterFunctions[name.name] {
      return .notYet("`\(name.name)`", at: name.span, instead: instead)
    }
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
    var size = dimensionNames.first
    if case .name(let argument)? = call.arguments.first?.value,
      case .value(let id)? = scopes[argument.name]?.symbol,
      let own = graph[id].axes.first.flatMap({ dimension(of: $0) })
    {
      size = graph[own].name
    }
    return .unknownFunction(
      name, known: FunctionCatalog.names + Self.specialForms.keys + functions,
      dimension: size ?? "Obs")
  }

  /// Functions of later versions, and what does their work until then.
  package static let laterFunctions: [String: String] = [
    "Pr": "`report` the condition as `c ? 1 : 0`: its mean is the probability",
    "E": "`report` the quantity: the summary has its mean",
    "Quantile": "`report` the quantity: the summary has its quantiles",
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
    var isNamed = false
    if let argument = call.arguments.first(where: { $0.label?.name == "over" }) {
      guard let named = overAxes(argument.value, of: free) else { return nil }
      over = named
      isNamed = true
    }
    guard !over.isEmpty || isReduction else {
      report(.arrayExpected(declaration.name, typeText(matched[0]), at: call.span))
      return nil
    }
    if isReduction && matched.count == 1 {
      return reduce(function, matched[0], over: over, at: call.span, perSegment: isNamed)
    }
    let isRagged = over.contains { owners(of: $0) != nil || masks[$0] != nil }
    if function == DotProduct.self, isRagged {
      return elementwise("*", matched, at: call.span).flatMap {
        reduce(Sum.self, $0, over: over, at: call.span, perSegment: isNamed)
      }
    }
    if isRagged, over.count > 1 || masks[over[0]] != nil {
      report(.severalSegments(declaration.name, at: call.span))
      return nil
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

import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// The node of an expression; nil where it is invalid, which is then diagnosed.
  mutating func check(_ expression: Expression) -> NodeID? {
    guard depth < Self.deepestExpressions else {
      reportOnce(.unfoldsTooFar(at: expression.span))
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    switch expression {
    case .integer(let value, let span): return constant(Double(value), .integer, at: span)
    case .real(let value, let span): return constant(value, .real, at: span)
    case .boolean(let value, let span): return constant(value ? 1 : 0, .boolean, at: span)
    case .string(_, let span):
      report(.stringAsValue(at: span))
      return nil
    case .name(let name): return check(name)
    case .parenthesized(let elements, let span):
      guard elements.count == 1 else {
        report(.tupleAsValue(at: span))
        return nil
      }
      return check(elements[0])
    case .list(let list): return check(list)
    case .prefix(let node): return check(node)
    case .chain(let node): return check(node)
    case .power(let node): return check(node)
    case .conditional(let node): return check(node)
    case .range(let node):
      report(.rangeAsValue(at: node.span))
      return nil
    case .call(let node): return check(node)
    case .subscripted(let node): return check(node)
    case .member(let node): return check(node)
    case .missing: return nil
    }
  }

  private mutating func check(_ name: Identifier) -> NodeID? {
    guard let entry = scopes[name.name] else {
      if let value = Self.constantNames[name.name] {
        return constant(value, .real, at: name.span)
      }
      report(unknown(name))
      return nil
    }
    switch entry.symbol {
    case .value(let id), .mutable(let id): return id
    case .variable(let variable): return valueNode(of: variable)
    case .open(let group, let state): return read(state: state, of: group, at: name.span)
    case .invalid: return nil
    case .kernel:
      report(.kernelAsValue(name.name, at: name.span))
      return nil
    case .dimension:
      report(.dimensionAsValue(name))
      return nil
    case .function:
      report(.functionAsValue(name))
      return nil
    case .model:
      report(.modelAsValue(name))
      return nil
    case .judgement:
      report(.judgementAsValue(name))
      return nil
    case .valueless:
      report(.valueless(name))
      return nil
    case .module(let id):
      report(.moduleAsValue(name, modules[id]))
      return nil
    }
  }

  /// A name that nothing above declares: further down, or nowhere.
  func unknown(_ name: Identifier) -> Diagnostic {
    let isImported = graph.source.start(ofFileAt: name.span.start) > 0
    if !isImported, let later = laterDeclaration(of: name.name) {
      return .declaredBelow(name, at: later)
    }
    let values = scopes.names.filter {
      if case .dimension? = scopes[$0]?.symbol { false } else { true }
    }
    return .unknownName(name, known: values)
  }

  private func laterDeclaration(of name: String) -> SourceSpan? {
    for item in tree.items {
      let declared: [Identifier] =
        switch item {
        case .data(let node): node.names
        case .variable(let node): node.targets.map(\.name)
        case .binding(let node):
          switch node.pattern {
          case .target(let target): [target.name]
          case .tuple(let names): names
          }
        case .report(let node): node.value == nil ? [] : node.targets.map(\.name)
        default: []
        }
      if let found = declared.first(where: { $0.name == name }) { return found.span }
    }
    return nil
  }

  static let constantNames: [String: Double] = [
    "pi": .pi, "e": 2.718281828459045, "infinity": .infinity,
  ]

  /// `[a, b]`: the elements along a new anonymous first axis.
  private mutating func check(_ list: ListExpression) -> NodeID? {
    if let comprehension = list.comprehension {
      return checkListComprehension(list, comprehension)
    }
    let elements = list.elements.map { check($0) }
    let valid = elements.compactMap(\.self)
    guard valid.count == elements.count else { return nil }
    guard !valid.isEmpty else {
      report(.emptyList(at: list.span))
      return nil
    }
    guard let element = commonElement(valid, at: list.span),
      let (operands, axes) = broadcast(valid, at: list.span)
    else { return nil }
    let first = newAxis("", .fixed(operands.count))
    return node(.stack(operands), axes: [first] + axes, element: element, at: list.span)
  }

  mutating func commonElement(_ nodes: [NodeID], at span: SourceSpan) -> ElementType? {
    let elements = nodes.map { graph[$0].element }
    guard let first = elements.first else { return nil }
    if elements.allSatisfy({ $0 == first }) { return first }
    if elements.allSatisfy({ $0 == .real || $0 == .integer }) { return .real }
    let other = nodes.first { graph[$0].element != first } ?? nodes[0]
    report(.mixedElements(typeText(nodes[0]), typeText(other), at: span))
    return nil
  }

  private mutating func check(_ prefix: PrefixExpression) -> NodeID? {
    guard let operand = check(prefix.operand) else { return nil }
    switch prefix.operator {
    case .negate:
      guard let number = number(operand, at: prefix.operand.span) else { return nil }
      if let value = constantValue(number) {
        return constant(-value, graph[number].element, at: prefix.span)
      }
      return elementwise("negate", [number], at: prefix.span)
    case .not:
      guard graph[operand].element == .boolean else {
        report(.conditionExpected(typeText(operand), at: prefix.operand.span))
        return nil
      }
      return elementwise("!", [operand], at: prefix.span)
    }
  }

  private mutating func check(_ chain: ChainExpression) -> NodeID? {
    var result = check(chain.first)
    var span = chain.first.span
    for link in chain.rest {
      let operand = check(link.operand)
      let before = span
      span = span.joined(with: link.operand.span)
      guard let left = result, let right = operand else {
        result = nil
        continue
      }
      result = apply(link, left, right, at: span, after: before)
    }
    return result
  }

  private mutating func apply(
    _ link: ChainExpression.Link, _ left: NodeID, _ right: NodeID, at span: SourceSpan,
    after before: SourceSpan
  ) -> NodeID? {
    switch link.operator {
    case .and, .or:
      for (id, place) in [(left, before), (right, link.operand.span)]
      where graph[id].element != .boolean {
        report(.conditionExpected(typeText(id), at: place))
        return nil
      }
      return elementwise(link.operator.rawValue, [left, right], at: span)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return compare(link, left, right, at: span, after: before)
    case .add, .subtract, .multiply, .divide, .remainder:
      guard let a = number(left, at: before),
        let b = number(right, at: link.operand.span)
      else { return nil }
      return elementwise(link.operator.rawValue, [a, b], at: span)
    case .contract:
      guard let a = number(left, at: before),
        let b = number(right, at: link.operand.span)
      else { return nil }
      return contract(a, b, operatorSpan: link.operatorSpan, at: span)
    }
  }

  private mutating func compare(
    _ link: ChainExpression.Link, _ left: NodeID, _ right: NodeID, at span: SourceSpan,
    after before: SourceSpan
  ) -> NodeID? {
    if case .index(let a) = graph[left].element, case .index(let b) = graph[right].element {
      guard a == b || isPart(a, of: b) || isPart(b, of: a) else {
        report(.comparedIndices(typeText(left), typeText(right), at: span))
        return nil
      }
      return elementwise(link.operator.rawValue, [left, right], at: span)
    }
    if graph[left].element == .boolean, graph[right].element == .boolean,
      link.operator == .equal || link.operator == .notEqual
    {
      return elementwise(link.operator.rawValue, [left, right], at: span)
    }
    guard let a = number(left, at: before),
      let b = number(right, at: link.operand.span)
    else { return nil }
    if link.operator == .equal || link.operator == .notEqual,
      graph[a].element == .real || graph[b].element == .real,
      max(graph[a].level, graph[b].level) > .data
    {
      report(.realEquality(at: link.operatorSpan))
    }
    return elementwise(link.operator.rawValue, [a, b], at: span)
  }

  private mutating func check(_ power: PowerExpression) -> NodeID? {
    guard let base = checkNumber(power.base), let exponent = checkNumber(power.exponent) else {
      return nil
    }
    // An Int to a literal exponent that is not negative stays an Int.
    guard let value = constantValue(exponent), value >= 0, graph[exponent].element == .integer,
      graph[base].element == .integer,
      let function = FunctionCatalog.elementwise(named: "^", arguments: 2)
    else { return elementwise("^", [base, exponent], at: power.span) }
    return node(
      .elementwise(function, [base, exponent]), axes: graph[base].axes, element: .integer,
      at: power.span)
  }

  private mutating func check(_ conditional: ConditionalExpression) -> NodeID? {
    let condition = check(conditional.condition)
    let branches = [check(conditional.whenTrue), check(conditional.whenFalse)]
    guard let condition, let yes = branches[0], let no = branches[1] else { return nil }
    guard graph[condition].element == .boolean else {
      report(.conditionExpected(typeText(condition), at: conditional.condition.span))
      return nil
    }
    guard let element = commonElement([yes, no], at: conditional.span),
      let (operands, axes) = broadcast([condition, yes, no], at: conditional.span)
    else { return nil }
    let chosen = node(
      .select(condition: operands[0], whenTrue: operands[1], whenFalse: operands[2]), axes: axes,
      element: element, at: conditional.span)
    if graph[condition].level > .data {
      jumps.append((chosen, condition, conditional.condition.span))
    }
    noteOrder(of: chosen, from: operands)
    return chosen
  }
}

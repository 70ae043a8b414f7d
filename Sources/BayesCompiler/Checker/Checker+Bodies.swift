import BayesGraph
import BayesSource
import BayesSyntax

/// Where the statements of a function lead to.
enum Flow {
  case returned([NodeID])
  /// Returned where a condition holds, which the data decide; else it goes on.
  case mayReturn(NodeID, [NodeID], SourceSpan)
  case goesOn
  /// Diagnosed.
  case failed
}

extension Checker {
  /// How often a loop of a function may go round.
  static let mostRounds = 10_000
  /// How many branches may stand behind or in each other.
  static let mostBranches = 1_000

  /// The values a function's body returns; statements are unfolded while they are checked.
  mutating func runBody(_ function: FunctionDeclaration) -> [NodeID]? {
    switch run(function.body.items[...]) {
    case .returned(let values): return values
    case .failed: return nil
    case .goesOn, .mayReturn:
      report(.emptyReturn(at: function.name.span))
      return nil
    }
  }

  private mutating func run(_ items: ArraySlice<Item>) -> Flow {
    var rest = items
    while let item = rest.popFirst() {
      if case .conditional(let node) = item, returns([item]) {
        return run(node, then: rest)
      }
      let flow = run(item)
      if case .mayReturn(let condition, let values, let span) = flow, !rest.isEmpty {
        return join(condition, .returned(values), run(rest), at: span)
      }
      guard case .goesOn = flow else { return flow }
    }
    return .goesOn
  }

  private mutating func run(_ item: Item) -> Flow {
    guard mayUnfold(at: item.span) else { return .failed }
    switch item {
    case .conditional(let node): return run(node, then: [])
    case .binding(let node): return succeeds { $0.checkLet(node) }
    case .function(let node): return succeeds { $0.declare(node.name, .function(node)) }
    case .mutable(let node): return succeeds { $0.checkVar(node) }
    case .assignment(let node): return succeeds { $0.assign(node) }
    case .forLoop(let node): return run(node)
    case .whileLoop(let node): return run(node)
    case .returnValue(let node):
      guard let value = node.value else {
        report(.emptyReturn(at: node.span))
        return .failed
      }
      return checkAll(value).map { .returned($0) } ?? .failed
    case .importFile, .model, .dimension, .data, .variable, .report, .factor, .gate,
      .decide:
      report(.notInFunction(at: item.span))
      return .failed
    }
  }

  private mutating func succeeds(_ statement: (inout Checker) -> Void) -> Flow {
    let count = diagnostics.count { $0.severity == .error }
    statement(&self)
    return diagnostics.count { $0.severity == .error } == count ? .goesOn : .failed
  }

  mutating func checkVar(_ node: VarDeclaration) {
    guard var id = check(node.value) else { return declare(node.name, .invalid) }
    if let type = node.type {
      guard let checked = check(type), let typed = convert(id, to: checked.element, at: node.span),
        let laid = conform(typed, to: checked.axes, at: node.value.span)
      else { return declare(node.name, .invalid) }
      id = laid
    }
    declare(node.name, .mutable(id))
  }

  /// What a statement assigns to: a `var`, and the indices of its elements; nil, diagnosed, for
  /// anything else.
  func place(
    _ node: AssignmentStatement
  ) -> (name: Identifier, indices: [SubscriptExpression.Index])? {
    switch node.place {
    case .name(let name): return (name, [])
    case .subscripted(let subscripted):
      guard case .name(let name) = subscripted.base else { return nil }
      return (name, subscripted.indices)
    default: return nil
    }
  }

  /// The parts of an assignment to a `var`; nil, diagnosed, for anything else.
  mutating func assignment(
    _ node: AssignmentStatement
  ) -> (
    name: Identifier, indices: [SubscriptExpression.Index],
    change: (operator: AssignmentStatement.Operator, value: Expression)
  )? {
    guard let change = node.change else {
      report(.uselessStatement(node))
      return nil
    }
    guard let (name, indices) = place(node) else {
      report(.assignedPlace(at: node.place.span))
      return nil
    }
    guard case .mutable? = scopes[name.name]?.symbol else {
      report(
        scopes[name.name] == nil
          ? .unknownName(name, known: scopes.names) : .assignedConstant(name))
      return nil
    }
    return (name, indices, change)
  }

  private mutating func assign(_ node: AssignmentStatement) {
    guard let (name, indices, change) = assignment(node),
      case .mutable(let old)? = scopes[name.name]?.symbol, let value = check(change.value)
    else { return }
    guard !indices.isEmpty else {
      guard let new = changed(old, change.operator, value, at: node.span) else { return }
      let axes = withIndexAxes(graph[old].axes, of: [new])
      guard let laid = conform(new, to: axes, at: change.value.span) else { return }
      return scopes.replace(name.name, by: .mutable(folded(laid)))
    }
    guard let (holds, axes) = elements(old, indices, at: node.place.span),
      let new = changed(old, change.operator, value, at: node.span),
      let laid = conform(
        new, to: withIndexAxes(change.operator == .assign ? axes : graph[old].axes, of: [new]),
        at: node.span)
    else { return }
    let merged = select(holds, laid, old, at: node.span)
    scopes.replace(name.name, by: .mutable(merged))
  }

  /// Axes, and those of the index variables in force that the nodes depend on: inside an equation a
  /// `var` has a value for each of its elements.
  func withIndexAxes(_ axes: [AxisID], of nodes: [NodeID]) -> [AxisID] {
    var axes = axes
    for axis in nodes.flatMap({ graph[$0].axes })
    where indexAxes.contains(axis) && !axes.contains(axis) {
      axes.append(axis)
    }
    return axes
  }

  /// `old op value`.
  mutating func changed(
    _ old: NodeID, _ operation: AssignmentStatement.Operator, _ value: NodeID, at span: SourceSpan
  ) -> NodeID? {
    if operation == .assign { return convert(value, to: wider(old, value), at: span) }
    guard let a = number(old, at: span), let b = number(value, at: span) else { return nil }
    return elementwise(String(operation.rawValue.prefix(1)), [a, b], at: span)
  }

  /// Where the elements lie that an assignment changes, and the axes it leaves whole.
  private mutating func elements(
    _ old: NodeID, _ indices: [SubscriptExpression.Index], at span: SourceSpan
  ) -> (holds: NodeID, axes: [AxisID])? {
    let axes = ownAxes(of: old)
    guard axes.count == indices.count else {
      report(.indexCount(typeText(old), found: indices.count, expected: axes.count, at: span))
      return nil
    }
    var holds = constant(1, .boolean, at: span)
    var whole: [AxisID] = []
    for (axis, index) in zip(axes, indices) {
      guard let place = check(index, along: axis) else { return nil }
      guard case .at(let id) = place else {
        whole.append(axis)
        continue
      }
      guard graph[id].axes.allSatisfy({ indexAxes.contains($0) }) else {
        report(.assignedPlace(at: span))
        return nil
      }
      let own = node(.position(axis), axes: [axis], element: .integer, at: span)
      guard let here = elementwise("==", [own, id], at: span),
        let both = elementwise("&&", [holds, here], at: span)
      else { return nil }
      holds = both
    }
    return (holds, whole)
  }

  private mutating func select(
    _ condition: NodeID, _ yes: NodeID, _ no: NodeID, at span: SourceSpan
  ) -> NodeID {
    var axes = graph[no].axes
    for id in [yes, condition] {
      for axis in graph[id].axes where !axes.contains(axis) { axes.append(axis) }
    }
    return node(
      .select(condition: condition, whenTrue: yes, whenFalse: no), axes: axes,
      element: wider(yes, no), at: span)
  }

  private func wider(_ a: NodeID, _ b: NodeID) -> ElementType {
    graph[a].element == graph[b].element ? graph[a].element : .real
  }
}

/// Branches and loops.
extension Checker {
  /// `if c { … } else { … }` and what stands behind it.
  ///
  /// A condition that is known now picks an arm; one known at bind gives both, element by element.
  private mutating func run(_ node: IfStatement, then rest: ArraySlice<Item>) -> Flow {
    guard let condition = condition(node.condition, of: "if") else { return .failed }
    let arms = (node.body.items[...], node.otherwise.map { $0.items[...] } ?? [])
    guard branches < Self.mostBranches else {
      reportOnce(.unfoldsTooFar(at: node.span))
      return .failed
    }
    branches += 1
    defer { branches -= 1 }
    if let known = foldedValue(condition) {
      let flow = runArm(known != 0 ? arms.0 : arms.1)
      guard case .goesOn = flow else { return flow }
      return run(rest)
    }
    let before = scopes
    if returns(arms.0) || returns(arms.1) {
      let yes = runArm(arms.0, rest)
      scopes = before.takingOuter(0, from: scopes)
      let no = runArm(arms.1, rest)
      return join(condition, yes, no, at: node.span)
    }
    guard case .goesOn = runArm(arms.0) else { return .failed }
    let changed = scopes
    scopes = before.takingOuter(0, from: scopes)
    guard case .goesOn = runArm(arms.1) else { return .failed }
    for (name, first) in changed.mutables {
      guard case .mutable(let second)? = scopes[name]?.symbol, first != second else { continue }
      scopes.replace(name, by: .mutable(select(condition, first, second, at: node.span)))
    }
    return run(rest)
  }

  private mutating func join(
    _ condition: NodeID, _ yes: Flow, _ no: Flow, at span: SourceSpan
  ) -> Flow {
    switch (yes, no) {
    case (.returned(let first), .returned(let second)):
      guard first.count == second.count else {
        report(.unequalReturns(first.count, second.count, at: span))
        return .failed
      }
      let chosen = zip(first, second).compactMap { choose(condition, $0, $1, at: span) }
      return chosen.count == first.count ? .returned(chosen) : .failed
    case (.goesOn, .goesOn): return .goesOn
    case (.failed, _), (_, .failed): return .failed
    default:
      report(.emptyReturn(at: span))
      return .failed
    }
  }

  mutating func choose(
    _ condition: NodeID, _ yes: NodeID, _ no: NodeID, at span: SourceSpan
  ) -> NodeID? {
    guard let element = commonElement([yes, no], at: span),
      let (operands, axes) = broadcast([condition, yes, no], at: span)
    else { return nil }
    return node(
      .select(condition: operands[0], whenTrue: operands[1], whenFalse: operands[2]),
      axes: axes, element: element, at: span)
  }

  /// Runs statements in a scope of their own, then others in the scope around it.
  private mutating func runArm(_ items: ArraySlice<Item>, _ rest: ArraySlice<Item> = []) -> Flow {
    scopes.push()
    let flow = run(items)
    scopes.pop()
    if case .mayReturn(let condition, let values, let span) = flow, !rest.isEmpty {
      return join(condition, .returned(values), run(rest), at: span)
    }
    guard case .goesOn = flow else { return flow }
    return run(rest)
  }

  private func returns(_ items: ArraySlice<Item>) -> Bool {
    items.contains { item in
      switch item {
      case .returnValue: true
      case .conditional(let node):
        returns(node.body.items[...]) || returns(node.otherwise?.items[...] ?? [])
      case .forLoop(let node): returns(node.body.items[...])
      case .whileLoop(let node): returns(node.body.items[...])
      default: false
      }
    }
  }

  /// The condition of a statement: one that no draw decides.
  mutating func condition(_ expression: Expression, of word: String) -> NodeID? {
    guard let id = check(expression) else { return nil }
    guard graph[id].element == .boolean else {
      report(.conditionExpected(typeText(id), at: expression.span))
      return nil
    }
    guard graph[id].level == .data else {
      report(.drawCondition(word, at: expression.span))
      return nil
    }
    guard graph[id].axes.allSatisfy({ indexAxes.contains($0) }) else {
      report(.severalConditions(typeText(id), at: expression.span))
      return nil
    }
    return id
  }

  private mutating func run(_ node: ForStatement) -> Flow {
    guard let values = rounds(node.range) else { return .failed }
    guard let values else { return runRoutine(.forLoop(node)) }
    for value in values {
      guard mayUnfold(at: node.span) else { return .failed }
      scopes.push()
      scopes.declare(node.variable.name, .value(value), at: node.variable.span)
      let flow = run(node.body.items[...])
      scopes.pop()
      guard case .goesOn = flow else { return settled(flow) }
    }
    return .goesOn
  }

  /// A round that may return or not, as the data decide, cannot be unfolded.
  private mutating func settled(_ flow: Flow) -> Flow {
    guard case .mayReturn(_, _, let span) = flow else { return flow }
    report(.emptyReturn(at: span))
    return .failed
  }

  /// The values a loop's variable takes; an inner nil where they are not known before data are bound,
  /// an outer one, diagnosed, where the range has none.
  private mutating func rounds(_ range: Expression) -> [NodeID]?? {
    if case .range(let bounds) = range, bounds.lower != nil, bounds.upper != nil,
      !isDecided(bounds)
    {
      return .some(nil)
    }
    guard let axis = generatorAxis(range, variable: Identifier(name: "", span: range.span)) else {
      return nil
    }
    let element: ElementType = dimension(of: axis).map { .index($0) } ?? .integer
    guard let (first, last) = ends(of: axis) else { return .some(nil) }
    guard Double(last) - Double(first) < Double(Self.mostRounds) else {
      reportOnce(.unfoldsTooFar(at: range.span))
      return nil
    }
    return first > last
      ? [] : (first...last).map { constant(Double($0), element, at: range.span) }
  }

  /// Whether the text alone says where a range of integers begins and ends.
  private mutating func isDecided(_ bounds: RangeExpression) -> Bool {
    let count = diagnostics.count
    defer { diagnostics.removeSubrange(count...) }
    return [bounds.lower, bounds.upper].compactMap(\.self).allSatisfy { end in
      guard let id = check(end) else { return true }
      return foldedValue(id) != nil
    }
  }

  /// The first and last position of an axis, where they are known before data are bound.
  private func ends(of axis: AxisID) -> (Int, Int)? {
    func integer(_ id: NodeID) -> Int? { foldedValue(id).flatMap { Int(exactly: $0) } }
    switch graph[axis].extent {
    case .range(let lower, let upper):
      guard let lower = integer(lower), let upper = integer(upper) else { return nil }
      return (lower, upper)
    case .piece(let dimension, let lower, let upper):
      guard let size = knownSize(dimension) else { return nil }
      guard let first = lower.map({ integer($0) }) ?? 0,
        let last = upper.map({ integer($0) }) ?? size
      else { return nil }
      return (first + 1, last)
    case .dimension, .segments, .count, .fixed: return nil
    }
  }

  private mutating func run(_ node: WhileStatement) -> Flow {
    for _ in 0..<Self.mostRounds {
      guard let condition = condition(node.condition, of: "while") else { return .failed }
      guard let known = foldedValue(condition) else { return runRoutine(.whileLoop(node)) }
      if known == 0 { return .goesOn }
      let flow = runArm(node.body.items[...])
      guard case .goesOn = flow else { return settled(flow) }
    }
    reportOnce(.unfoldsTooFar(at: node.condition.span))
    return .failed
  }
}

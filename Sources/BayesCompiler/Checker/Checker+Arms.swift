import BayesGraph
import BayesSource
import BayesSyntax

/// `if` among the declarations: the data decide which of its arms is part of the model.
extension Checker {
  mutating func checkConditional(_ node: IfStatement) {
    guard let condition = check(node.condition) else { return }
    guard graph[condition].element == .boolean else {
      return report(.conditionExpected(typeText(condition), at: node.condition.span))
    }
    guard graph[condition].level == .data else {
      return report(.drawCondition("if", at: node.condition.span))
    }
    guard graph[condition].axes.isEmpty else {
      return report(.severalConditions(typeText(condition), at: node.condition.span))
    }
    let items = (node.body.items, node.otherwise?.items ?? [])
    if let known = foldedValue(condition) {
      for item in known != 0 ? items.0 : items.1 { checkInArm(item) }
      return
    }
    guard let other = elementwise("!", [condition], at: node.condition.span) else { return }
    let first = readArm(items.0, under: condition, beside: [:])
    let second = readArm(items.1, under: other, beside: first)
    merge(first, second, condition, at: node.span)
  }

  /// Elaborates the lines of an arm in a scope of their own; gives what they declare.
  ///
  /// The random quantities of the other arm are known: an equation of the same name is their other
  /// case.
  private mutating func readArm(
    _ items: [Item], under condition: NodeID, beside other: [String: Entry]
  ) -> [String: Entry] {
    let span = graph[condition].origin
    let outer = arms.last.flatMap { elementwise("&&", [$0, condition], at: span) } ?? condition
    let outerGroup = firstGroup
    firstGroup = groups.count
    arms.append(outer)
    scopes.push()
    for (name, entry) in other {
      if case .variable = entry.symbol { scopes.declare(name, entry.symbol, at: entry.span) }
    }
    for item in items { checkInArm(item) }
    for group in firstGroup..<groups.count { close(group) }
    let found = scopes.innermost.filter { _, entry in
      guard case .variable(let id) = entry.symbol else { return true }
      return graph[id].terms.contains { $0.arm == outer }
    }
    scopes.pop()
    arms.removeLast()
    firstGroup = outerGroup
    return found
  }

  private mutating func checkInArm(_ item: Item) {
    switch item {
    case .variable(let node):
      if submodel(node.distribution) != nil {
        return report(.notInArm("a use of a submodel", at: node.span))
      }
      checkVariable(node)
    case .binding(let node): checkLet(node)
    case .factor(let node): checkFactor(node)
    case .function(let node): declare(node.name, .function(node))
    case .conditional(let node): checkConditional(node)
    case .mutable(let node): report(.onlyInFunction("var", at: node.span))
    case .forLoop(let node): report(.onlyInFunction("for", at: node.span))
    case .whileLoop(let node): report(.onlyInFunction("while", at: node.span))
    case .returnValue(let node): report(.onlyInFunction("return", at: node.span))
    case .assignment(let node): report(.uselessStatement(node))
    case .report: report(.notInArm("`report`", at: item.span))
    case .dimension: report(.notInArm("`dim`", at: item.span))
    case .data: report(.notInArm("`data`", at: item.span))
    case .importFile, .model, .gate, .decide:
      report(.notInArm("this", at: item.span))
    }
  }

  /// Declares what both arms do; a value is that of the arm that holds.
  private mutating func merge(
    _ first: [String: Entry], _ second: [String: Entry], _ condition: NodeID, at span: SourceSpan
  ) {
    for name in Set(first.keys).union(second.keys).sorted() {
      guard let one = first[name] ?? second[name] else { continue }
      let identifier = Identifier(name: name, span: one.span)
      switch (first[name]?.symbol, second[name]?.symbol) {
      case (.value(let yes)?, .value(let no)?):
        guard graph[yes].axes.count == graph[no].axes.count,
          let value = choose(condition, yes, no, at: span),
          graph[value].axes.count == graph[yes].axes.count
        else {
          report(.differentArms(identifier, typeText(yes), typeText(no), at: one.span))
          declare(identifier, .invalid)
          continue
        }
        declare(identifier, .value(value))
      case (.variable(let id)?, .variable?): declare(identifier, .variable(id))
      case (.variable(let id)?, nil), (nil, .variable(let id)?):
        if graph[id].role == .param { report(.onlyInOneArm(identifier)) }
        declare(identifier, .variable(id))
      default: continue
      }
    }
  }

  /// Whether an equation is that of the other arm for a quantity that this arm has not defined.
  func isOtherCase(_ id: VariableID) -> Bool {
    guard let arm = arms.last else { return false }
    return graph[id].terms.allSatisfy { $0.arm != nil && $0.arm != arm }
  }
}

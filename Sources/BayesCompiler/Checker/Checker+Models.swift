import BayesGraph
import BayesSource
import BayesSyntax

/// A use of a submodel that is being elaborated.
struct ModelUse {
  /// What stands before the names of its parts: `a.`.
  let prefix: String
  var outcome: Outcome?

  /// The quantity a submodel returns, where its use observes or predicts it: it has the name and the
  /// role of the use.
  struct Outcome {
    let part: String
    let fullName: String
    let role: VariableDeclaration.Role
  }
}

/// Submodels: their lines take the place of their use, under names of their own.
extension Checker {
  /// The submodel behind `~`, if one stands there.
  func submodel(
    _ expression: Expression
  ) -> (model: FunctionDeclaration, call: CallExpression, name: Identifier)? {
    guard case .call(let call) = expression, let (symbol, name) = callable(call.callee),
      case .model(let model) = symbol
    else { return nil }
    return (model, call, name)
  }

  /// `param a ~ Varying(over: County, scale: 1)`.
  mutating func use(
    _ model: FunctionDeclaration, _ call: CallExpression, _ name: Identifier,
    _ declaration: VariableDeclaration, _ target: Target
  ) {
    guard isPlain(declaration, target, model),
      let outcome = outcome(of: model, declaration, target),
      mayEnter(model, name, at: call.span), let arguments = match(call, to: model),
      areWhole(arguments, of: model, at: call.span)
    else {
      if scopes.inInnermost(target.name.name) == nil { declare(target.name, .invalid) }
      return
    }
    let given = scopes.inInnermost(target.name.name)?.symbol
    let count = diagnostics.count
    uses.append(ModelUse(prefix: qualified(target.name) + ".", outcome: outcome.found))
    var observed: Symbol?
    let values = withBody(of: model, name, arguments, isModel: true) { checker in
      if let part = outcome.found?.part, let given {
        checker.scopes.declare(part, given, at: target.name.span)
      }
      let values = checker.runModel(model)
      if let part = outcome.found?.part { observed = checker.scopes.inInnermost(part)?.symbol }
      checker.keepParts(of: model)
      return values
    }
    uses.removeLast()
    locate(from: count, model, at: call.span)
    conclude(values, observed, declaration, target, call)
  }

  /// What the name of a use stands for from here on.
  private mutating func conclude(
    _ values: [NodeID]?, _ observed: Symbol?, _ declaration: VariableDeclaration, _ target: Target,
    _ call: CallExpression
  ) {
    if declaration.role == .observe, scopes.inInnermost(target.name.name) != nil { return }
    guard let values else { return declare(target.name, .invalid) }
    if declaration.role != .param { return declare(target.name, observed ?? .invalid) }
    guard let value = values.first else { return declare(target.name, .valueless) }
    guard values.count == 1 else {
      report(.severalValues(target.name.name, values.count, at: call.span))
      return declare(target.name, .invalid)
    }
    let typed = conform(value, target: target, axes: [], type: declaration.type, at: call.span)
    guard let typed else { return declare(target.name, .invalid) }
    declare(target.name, .value(typed))
    record(target.name, role: "let", type: typeText(typed), level: graph[typed].level)
  }

  /// A use has no axes and clauses of its own, and no name that is taken.
  private mutating func isPlain(
    _ declaration: VariableDeclaration, _ target: Target, _ model: FunctionDeclaration
  ) -> Bool {
    if let axis = target.axes.first {
      report(.axesOfUse(target.name, model.name.name, at: axis.span))
      return false
    }
    if let clause = declaration.clauses.first {
      report(.clauseOfUse(model.name.name, at: clause.span))
      return false
    }
    if let type = declaration.type, declaration.role != .param {
      report(.typeOfUse(model.name.name, at: type.span))
      return false
    }
    guard let known = scopes.inInnermost(target.name.name) else { return true }
    if case .invalid = known.symbol { return false }
    if declaration.role == .observe, case .value = known.symbol { return true }
    report(.redeclared(target.name, firstAt: known.span))
    return false
  }

  /// What is observed or predicted: the `param` that the submodel returns; nil, diagnosed, where it
  /// returns anything else.
  private mutating func outcome(
    of model: FunctionDeclaration, _ declaration: VariableDeclaration, _ target: Target
  ) -> (found: ModelUse.Outcome?, Void)? {
    guard declaration.role != .param else { return (nil, ()) }
    if case .returnValue(let node)? = model.body.items.last, case .name(let name)? = node.value {
      for case .variable(let part) in model.body.items
      where part.role == .param && part.targets.contains(where: { $0.name.name == name.name }) {
        return (
          ModelUse.Outcome(
            part: name.name, fullName: qualified(target.name), role: declaration.role), ()
        )
      }
    }
    report(
      .nothingToObserve(model.name, declaration.role.rawValue, at: declaration.distribution.span))
    return nil
  }

  /// Arguments of submodels are taken as they are: an array does not stand for a scalar.
  private mutating func areWhole(
    _ arguments: [BoundArgument], of model: FunctionDeclaration, at span: SourceSpan
  ) -> Bool {
    for (argument, formal) in zip(arguments, model.formals) where argument.isSpread {
      guard case .value(let id) = argument.symbol else { continue }
      report(
        .argumentType(
          formal.name.name, found: typeText(id),
          expected: graph.source.text(in: formal.type.span), at: argument.span))
      return false
    }
    return true
  }

  /// The name of a declaration in the output and in data: `a.tau` inside the use `a`.
  func qualified(_ name: Identifier) -> String {
    guard let use = uses.last else { return name.name }
    if let outcome = use.outcome, outcome.part == name.name { return outcome.fullName }
    return use.prefix + name.name
  }

  /// An equation as it counts in this use: that of the outcome has the role of the use.
  func roled(_ declaration: VariableDeclaration, _ target: Target) -> VariableDeclaration {
    guard let outcome = uses.last?.outcome, outcome.part == target.name.name,
      declaration.role == .param
    else { return declaration }
    return declaration.with(outcome.role)
  }

  /// Elaborates the lines of a submodel; gives what it returns, nothing for none, nil where there was
  /// an error.
  mutating func runModel(_ model: FunctionDeclaration) -> [NodeID]? {
    let errors = errorCount
    declareCallables(model.body.items)
    var values: [NodeID] = []
    for (place, item) in model.body.items.enumerated() {
      guard case .returnValue(let node) = item else {
        checkPart(item)
        continue
      }
      guard place == model.body.items.count - 1 else {
        report(.returnNotLast(at: node.span))
        continue
      }
      values = node.value.flatMap { checkAll($0) } ?? []
    }
    for group in firstGroup..<groups.count { close(group) }
    guard errorCount == errors else { return nil }
    guard let type = model.result else { return values }
    guard let value = values.first else {
      report(.emptyReturn(at: model.name.span))
      return nil
    }
    return result(value, of: model, type, at: type.span).map { [$0] + values.dropFirst() }
  }

  private mutating func checkPart(_ item: Item) {
    switch item {
    case .variable(let node): checkVariable(node)
    case .binding(let node): checkLet(node)
    case .report(let node): checkReport(node)
    case .factor(let node): checkFactor(node)
    case .dimension(let node): checkDimensions(node)
    case .conditional(let node): checkConditional(node)
    case .function, .returnValue: break
    case .mutable(let node): report(.onlyInFunction("var", at: node.span))
    case .forLoop(let node): report(.onlyInFunction("for", at: node.span))
    case .whileLoop(let node): report(.onlyInFunction("while", at: node.span))
    case .assignment(let node): report(.uselessStatement(node))
    case .importFile, .model, .data, .gate, .decide:
      report(.notInModel(at: item.span))
    }
  }

  var errorCount: Int { diagnostics.count { $0.severity == .error } }

  /// Remembers what a use declared, to be read as `a.tau`.
  private mutating func keepParts(of model: FunctionDeclaration) {
    let formals = Set(model.formals.map(\.name.name))
    for (name, entry) in scopes.innermost where !formals.contains(name) {
      switch entry.symbol {
      case .value, .variable, .valueless: parts[(uses.last?.prefix ?? "") + name] = entry.symbol
      default: break
      }
    }
  }

  /// The part of a use that `a.v.tau` names.
  func part(_ member: MemberExpression) -> Symbol? {
    var path = member.member.name
    var base = member.base
    while case .member(let inner) = base {
      path = inner.member.name + "." + path
      base = inner.base
    }
    guard case .name(let name) = base, scopes[name.name] != nil else { return nil }
    path = name.name + "." + path
    return parts[(uses.last?.prefix ?? "") + path] ?? parts[path]
  }

  /// Places what was found while a use was elaborated: where the lines of the submodel are wrong
  /// whatever they are used with, there; else at the use, with the line beside it.
  private mutating func locate(
    from count: Int, _ model: FunctionDeclaration, at span: SourceSpan
  ) {
    let found = diagnostics[count...]
    guard !found.isEmpty else { return }
    diagnostics.removeSubrange(count...)
    var shown = Array(found)
    if found.contains(where: { $0.severity == .error }) {
      let own = isProbing ? [] : findings(in: model, isModel: true) { _ = $0.runModel(model) }
      shown = own.isEmpty ? found.map { located($0, model, at: span) } : own
    }
    for diagnostic in shown where !diagnostics.contains(diagnostic) { report(diagnostic) }
  }

  private func located(
    _ found: Diagnostic, _ model: FunctionDeclaration, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      found.code, found.message, at: span, label: "with these arguments",
      notes: [Note("this line of `\(model.name.name)`", at: found.span)] + found.notes)
  }
}

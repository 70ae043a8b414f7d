import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Attaches an equation to its variable, which the first equation of a name declares.
  mutating func install(_ term: Term, _ declaration: VariableDeclaration, _ target: Target) {
    if term.reference.isDiscrete, term.reference.valueRank > 0, declaration.role == .param {
      report(
        .notYet(
          "a `param` of several counts together", at: target.span,
          instead: "a plate of single counts can be summed out: `param n[K] ~ Binomial(…)`"))
      declare(target.name, .invalid)
      return
    }
    if term.reference.declaration.hasAtom, declaration.role == .param {
      report(
        .notYet(
          "a `param` that may be exactly zero", at: target.span,
          instead: "a `Bernoulli` probability for the zeros, and a prior of the rest"))
      declare(target.name, .invalid)
      return
    }
    guard let id = variable(for: term, declaration, target) else { return }
    var value = valueNode(of: id)
    if let observed = graph[id].observed { value = observed }
    let read = self.read(value, along: term.axes, whole: graph[id].axes, at: target.span)
    guard var density = density(of: term, value: read, at: declaration.span) else { return }
    if let censoring = term.clauses.censoring {
      density = censored(density, censoring, term.call, value: read, at: declaration.span)
    }
    if let weight = term.clauses.weight,
      let weighted = elementwise("*", [density, weight], at: declaration.span)
    {
      density = weighted
    }
    if let condition = term.clauses.condition,
      let (operands, axes) = broadcast(
        [condition, density, constant(0, .real, at: declaration.span)], at: declaration.span)
    {
      density = node(
        .select(condition: operands[0], whenTrue: operands[1], whenFalse: operands[2]),
        axes: axes, element: .real, at: declaration.span)
    }
    graph.variables[id.index].terms.append(
      VariableTerm(
        axes: term.axes, value: read, distribution: term.call, logDensity: density,
        condition: term.clauses.condition, weight: term.clauses.weight,
        truncation: term.clauses.truncation, censoring: term.clauses.censoring,
        arm: arms.last, span: declaration.span))
    // Which arm holds is known when data are bound, and so is whether its pieces cover the name.
    if arms.isEmpty { variablePieces[id, default: []].append(term.axes) }
    noteBounds(of: term, on: id)
  }

  /// The variable an equation belongs to, declared if it is new; nil, diagnosed, where the name
  /// stands for something else.
  private mutating func variable(
    for term: Term, _ declaration: VariableDeclaration, _ target: Target
  ) -> VariableID? {
    let whole = wholeAxes(term.axes)
    guard let entry = scopes.inInnermost(target.name.name) else {
      let id = declareVariable(term, declaration, target, axes: whole)
      declare(target.name, .variable(id))
      return id
    }
    switch entry.symbol {
    case .variable(let id)
    where (isPiece(term) || isOtherCase(id))
      && graph[id].role.rawValue == declaration.role.rawValue:
      guard graph[id].axes == whole else {
        report(.pieceAxes(target.name, typeText(.real, graph[id].axes), at: target.span))
        variablePieces[id] = nil
        return nil
      }
      compareSupport(of: term, with: id, declaration)
      return id
    case .value(let id) where declaration.role == .observe:
      return observe(id, term, declaration, target, axes: whole)
    case .open where declaration.role == .observe:
      guard let id = check(.name(target.name)) else { return nil }
      return observe(id, term, declaration, target, axes: whole)
    case .invalid: return nil
    default:
      report(.redeclared(target.name, firstAt: entry.span))
      return nil
    }
  }

  /// The log density of an equation before its clauses.
  private mutating func density(of term: Term, value: NodeID, at span: SourceSpan) -> NodeID? {
    guard let own = term.reference.own else {
      return logDensityNode(term.call, value: value, at: span)
    }
    let plates = term.axes.filter { !term.call.eventAxes.contains($0) }
    return density(of: own, value: value, plates: plates, at: span)
  }

  private func isPiece(_ term: Term) -> Bool {
    term.axes.contains {
      if case .piece = graph[$0].extent { true } else { false }
    }
  }

  /// `observe` of declared data or of a data-level `let`.
  private mutating func observe(
    _ id: NodeID, _ term: Term, _ declaration: VariableDeclaration, _ target: Target,
    axes: [AxisID]
  ) -> VariableID? {
    guard graph[id].level == .data else {
      report(.observedDraw(target.name))
      return nil
    }
    guard let conformed = conform(id, to: axes, at: target.span) else { return nil }
    if let known = graph.variables.firstIndex(where: { $0.observed == conformed }) {
      return VariableID(known)
    }
    var variable = makeVariable(term, declaration, target, axes: axes)
    variable.observed = conformed
    if case .input(let input) = graph[conformed].operation { variable.input = input }
    graph.variables.append(variable)
    return VariableID(graph.variables.count - 1)
  }

  private mutating func declareVariable(
    _ term: Term, _ declaration: VariableDeclaration, _ target: Target, axes: [AxisID]
  ) -> VariableID {
    var variable = makeVariable(term, declaration, target, axes: axes)
    if declaration.role == .observe {
      graph.inputs.append(
        Input(
          name: variable.name, axes: axes, element: variable.element, lower: variable.lower,
          upper: variable.upper, constraint: variable.constraint, allowsMissing: true,
          isOptional: false, span: target.name.span))
      variable.input = InputID(graph.inputs.count - 1)
    }
    if variable.lower == nil, variable.upper == nil, variable.constraint == nil {
      addSupport(of: term, to: &variable)
      let ends = [variable.lower, variable.upper]
      variable.lower = alongWhole(variable.lower, term, of: declaration.role)
      variable.upper = alongWhole(variable.upper, term, of: declaration.role)
      // Bounds that were refused are compared with nothing.
      if ends.map({ $0 == nil }) == [variable.lower == nil, variable.upper == nil] {
        supported.insert(VariableID(graph.variables.count))
      }
    } else if let bounds = declaration.type?.bounds {
      lintBounds(of: term, at: bounds.span)
      if declaration.role == .param, let lower = variable.lower, let upper = variable.upper,
        foldedValue(lower) == foldedValue(upper)
      {
        checkInterval(lower, upper, mayBeSingle: false, at: bounds.span)
      }
    }
    graph.variables.append(variable)
    if let span = term.clauses.centringSpan {
      centringSpans[VariableID(graph.variables.count - 1)] = span
    }
    record(
      target.name, role: declaration.role.rawValue, type: typeText(variable.element, axes),
      level: .draw,
      support: variable.constraint?.rawValue
        ?? (variable.lower == nil && variable.upper == nil
          ? nil : boundsText(variable.lower, variable.upper)))
    return VariableID(graph.variables.count - 1)
  }

  private mutating func makeVariable(
    _ term: Term, _ declaration: VariableDeclaration, _ target: Target, axes: [AxisID]
  ) -> RandomVariable {
    RandomVariable(
      name: qualified(target.name),
      role: RandomVariable.Role(rawValue: declaration.role.rawValue) ?? .param,
      element: valueElement(term), axes: axes, eventRank: axes.count - term.plates,
      constraint: term.type?.constraint,
      lower: alongWhole(term.type?.lower, term, of: declaration.role),
      upper: alongWhole(term.type?.upper, term, of: declaration.role),
      initial: term.clauses.initial, centring: term.clauses.centring, span: target.name.span)
  }

  private func valueElement(_ term: Term) -> ElementType {
    if term.reference.isDiscrete, case .index? = term.type?.element {
      return term.type?.element ?? .integer
    }
    switch term.reference.declaration.value {
    case .real, .vector, .matrix: return .real
    case .integerVector: return .integer
    case .integer(let isCategory):
      // Cutpoints are one fewer than the categories they cut, which are plain Ints.
      guard isCategory, term.reference.parameters.last?.domain != .ordered,
        case .value(_, let event)? = term.call.arguments.last,
        let axis = event.first, let dimension = dimension(of: axis)
      else { return .integer }
      return .index(dimension)
    }
  }

  /// The node of a variable's value.
  mutating func valueNode(of id: VariableID) -> NodeID {
    if let known = variableNodes[id] { return known }
    let variable = graph[id]
    let value = node(
      .variable(id), axes: variable.axes, element: variable.element, at: variable.span,
      level: .draw)
    variableNodes[id] = value
    return value
  }

  /// A value over whole axes read along those of an equation.
  mutating func read(
    _ value: NodeID, along axes: [AxisID], whole: [AxisID], at span: SourceSpan
  ) -> NodeID {
    if axes == whole { return value }
    let indices = zip(axes, whole).map { own, whole -> GatherIndex in
      own == whole ? .keep : .at(indexNode(of: own, at: span))
    }
    return node(
      .gather(value, indices), axes: axes, element: graph[value].element, at: span)
  }
}

import BayesGraph
import BayesMath
import BayesSource
import BayesSyntax

/// `ode`, `findRoot` and `integrate`: the function is unfolded once, over nodes that stand for its
/// arguments.
extension Checker {
  mutating func checkSolution(_ call: CallExpression, _ form: SolverForm) -> NodeID? {
    if let comprehension = call.comprehension {
      report(.comprehensionInCall(form.name, at: comprehension.span))
      return nil
    }
    guard let (function, name) = solvedFunction(of: call, form),
      let given = solverArguments(of: call, form, function),
      let controls = controls(given, form),
      let conditions = conditions(given, form, function, at: call.span),
      mayEnter(function, name, at: call.span)
    else { return nil }
    let state = conditions.stateAxes
    let jumps = self.jumps.count
    let leaves = form.arguments.indices.map { place in
      let isState = place == form.arguments.count - 1
      return node(
        .argument, axes: isState ? state : [], element: .real,
        at: function.formals[place].name.span,
        level: .draw)
    }
    guard let further = furtherArguments(given, form, function, at: call.span) else { return nil }
    let arguments = leaves.map { BoundArgument(symbol: .value($0), span: name.span) } + further
    let results = withBody(of: function, name, arguments, isModel: false) { checker in
      checker.runBody(function).flatMap { checker.results($0, of: function, at: name.span) }
    }
    guard let results else { return nil }
    guard results.count == 1 else {
      report(.severalValues(name.name, results.count, at: name.span))
      return nil
    }
    guard let value = solvedValue(results[0], over: state, form, at: name.span) else { return nil }
    // A solution is continuous where its function is not.
    self.jumps.removeSubrange(jumps...)
    let interior = graph.interior(of: value, arguments: leaves)
    let solution = Solution(
      conditions.problem, controls: controls, stateAxes: state, arguments: leaves, value: value,
      numbers: interior.numbers)
    return place(solution, interior.changing, form, at: call.span)
  }

  /// What the function has more formals for than the solver has arguments, by their labels.
  private mutating func furtherArguments(
    _ given: [String: Expression], _ form: SolverForm, _ function: FunctionDeclaration,
    at span: SourceSpan
  ) -> [BoundArgument]? {
    var arguments: [BoundArgument] = []
    for formal in function.formals.dropFirst(form.arguments.count) {
      guard let expression = given[formal.name.name] ?? formal.defaultValue else {
        report(.missingArgument(formal.name.name, of: form.name, at: span))
        return nil
      }
      guard let symbol = bind(expression, to: formal) else { return nil }
      if case .value(let id) = symbol, ownAxes(of: id).count != rank(of: formal.type) {
        report(
          .argumentType(
            formal.name.name, found: typeText(id),
            expected: graph.source.text(in: formal.type.span), at: expression.span))
        return nil
      }
      arguments.append(BoundArgument(symbol: symbol, span: expression.span))
    }
    return arguments
  }

  /// The node of a solution, over the index variables that its operands vary along.
  private mutating func place(
    _ solution: Solution, _ changing: [NodeID], _ form: SolverForm, at span: SourceSpan
  ) -> NodeID? {
    let isNested = changing.contains {
      if case .solution = graph[$0].operation { true } else { false }
    }
    if isNested {
      report(
        .notYet(
          "a solution inside the function of another", at: span,
          instead: "add what it computes to the state of one `ode`"))
      return nil
    }
    let operands = solution.conditions + solution.numbers
    let plates = indexAxes.filter { axis in
      operands.contains { graph[$0].axes.contains(axis) }
    }
    return node(
      .solution(solution), axes: plates + solution.ownAxes, element: .real, at: span)
  }

  /// The function that a solver is given: its name, first.
  private mutating func solvedFunction(
    of call: CallExpression, _ form: SolverForm
  ) -> (function: FunctionDeclaration, name: Identifier)? {
    guard let first = call.arguments.first, first.label == nil else {
      report(.solvedFunction(form, at: first(of: call)))
      return nil
    }
    guard case .name(let name) = first.value else {
      report(.solvedFunction(form, at: first.value.span))
      return nil
    }
    switch scopes[name.name]?.symbol {
    case .function(let function)?:
      guard isSolvable(function, form) else {
        report(.solvedFunction(form, at: name.span, declaredAt: function.name.span))
        return nil
      }
      return (function, name)
    case .invalid?: return nil
    case nil where FunctionCatalog.names.contains(name.name) == false:
      report(unknown(name))
      return nil
    default:
      report(.solvedFunction(form, at: name.span))
      return nil
    }
  }

  private func first(of call: CallExpression) -> SourceSpan {
    call.arguments.first.map { $0.label?.span ?? $0.value.span } ?? call.span
  }

  /// Whether a function begins with the arguments that a solver has for it, and gives what it needs.
  private func isSolvable(_ function: FunctionDeclaration, _ form: SolverForm) -> Bool {
    let own = function.formals.prefix(form.arguments.count)
    guard own.count == form.arguments.count, let state = own.last,
      own.allSatisfy({ $0.type.name.name == "Real" }),
      own.dropLast().allSatisfy({ $0.type.dimensions.isEmpty }),
      form.hasState || state.type.dimensions.isEmpty
    else { return false }
    guard let result = function.result else { return true }
    return result.name.name == "Real" && result.dimensions.count == state.type.dimensions.count
  }

  /// The arguments after the function, by their labels: the solver's, and those the function has more.
  private mutating func solverArguments(
    of call: CallExpression, _ form: SolverForm, _ function: FunctionDeclaration
  ) -> [String: Expression]? {
    let further = function.formals.dropFirst(form.arguments.count).map(\.name.name)
    let known = form.conditions + form.settings + further
    var given: [String: Expression] = [:]
    for argument in call.arguments.dropFirst() {
      guard let label = argument.label else {
        report(.unlabelledArgument(of: form.name, labels: known, at: argument.value.span))
        return nil
      }
      guard known.contains(label.name) else {
        report(.unknownArgument(label, of: form.name, known: known))
        return nil
      }
      guard given[label.name] == nil else {
        report(.repeatedArgument(label.name, of: form.name, at: argument.value.span))
        return nil
      }
      given[label.name] = argument.value
    }
    return given
  }

  /// The value of a function, over the axes of its state.
  private mutating func solvedValue(
    _ id: NodeID, over state: [AxisID], _ form: SolverForm, at span: SourceSpan
  ) -> NodeID? {
    guard let value = number(id, at: span) else { return nil }
    let plates = graph[value].axes.filter { indexAxes.contains($0) }
    guard graph[value].axes.count - plates.count <= state.count else {
      report(.solvedFunction(form, at: span))
      return nil
    }
    return conform(value, to: plates + state, at: span)
  }
}

/// Conditions and settings.
extension Checker {
  private mutating func conditions(
    _ given: [String: Expression], _ form: SolverForm, _ function: FunctionDeclaration,
    at span: SourceSpan
  ) -> (problem: Solution.Problem, stateAxes: [AxisID])? {
    var nodes: [String: NodeID] = [:]
    for label in form.conditions {
      guard let expression = given[label] else {
        report(.missingArgument(label, of: form.name, at: span))
        return nil
      }
      guard let id = checkNumber(expression) else { return nil }
      nodes[label] = id
    }
    func rank(_ label: String) -> Int { nodes[label].map { ownAxes(of: $0).count } ?? 0 }
    for label in form.conditions {
      let wanted: Int? =
        switch label {
        case "at": 1
        case "start", "from", "to": 0
        default: nil
        }
      guard let id = nodes[label], let wanted, rank(label) != wanted else { continue }
      report(
        .argumentType(
          label, found: typeText(id), expected: wanted == 0 ? "Real" : "Real with one axis",
          at: given[label]?.span ?? span))
      return nil
    }
    switch form.name {
    case "integrate":
      guard let lower = nodes["from"], let upper = nodes["to"] else { return nil }
      return (.integral(lower: lower, upper: upper), [])
    case "findRoot":
      guard let (guess, axes) = state(nodes["guess"], given["guess"], function.formals[0])
      else { return nil }
      return (.root(guess: guess), axes)
    default:
      guard let start = nodes["start"], let times = nodes["at"],
        let along = ownAxes(of: times).first,
        let (initial, axes) = state(nodes["initial"], given["initial"], function.formals[1]),
        let method = method(given["method"])
      else { return nil }
      return (
        .differential(initial: initial, start: start, times: times, along: along, method), axes
      )
    }
  }

  /// An initial state or a guess over the axes of the function's formal: those that are declared, else
  /// its own.
  private mutating func state(
    _ id: NodeID?, _ expression: Expression?, _ formal: Formal
  ) -> (NodeID, [AxisID])? {
    guard let id, let span = expression?.span else { return nil }
    let own = ownAxes(of: id)
    let isDeclared = formal.type.dimensions.allSatisfy { dimension in
      guard case .name(let name) = dimension else { return true }
      if case .dimension? = scopes[name.name]?.symbol { return true }
      return false
    }
    guard own.count == formal.type.dimensions.count else {
      report(
        .argumentType(
          formal.name.name, found: typeText(id),
          expected: graph.source.text(in: formal.type.span), at: span))
      return nil
    }
    guard isDeclared else { return (id, own) }
    guard let axes = check(formal.type)?.axes else { return nil }
    let plates = graph[id].axes.filter { indexAxes.contains($0) }
    return conform(id, to: plates + axes, at: span).map { ($0, axes) }
  }

  /// `method: "rk45"` or `"radau"`, for which `"bdf"` stands as well.
  private mutating func method(_ expression: Expression?) -> Solution.Method? {
    guard let expression else { return .rk45 }
    if case .string(let text, _) = expression {
      if let method = Solution.Method(rawValue: text) { return method }
      if text == "bdf" { return .radau }
    }
    report(
      .solverSetting(
        "method", "is \"rk45\" or, for stiff equations, \"radau\"", at: expression.span))
    return nil
  }

  private mutating func controls(
    _ given: [String: Expression], _ form: SolverForm
  ) -> SolverControls? {
    var controls = form.controls
    // An implicit method is asked for where precision is cheap.
    if case .string(let method, _)? = given["method"], method != Solution.Method.rk45.rawValue {
      controls.relative = 1e-10
      controls.absolute = 1e-10
    }
    for label in ["rtol", "atol", "maxSteps"] {
      guard let expression = given[label] else { continue }
      guard let id = checkNumber(expression) else { return nil }
      let value = foldedValue(id)
      let isCount = label == "maxSteps"
      guard let value, value > 0, value.isFinite,
        !isCount || value == value.rounded() && value <= 1e9
      else {
        let kind = isCount ? "a whole number from 1 to 1e9" : "a positive number"
        report(.solverSetting(label, "is \(kind) that the text gives", at: expression.span))
        return nil
      }
      switch label {
      case "rtol": controls.relative = value
      case "atol": controls.absolute = value
      default: controls.maxSteps = Int(value)
      }
    }
    return controls
  }
}

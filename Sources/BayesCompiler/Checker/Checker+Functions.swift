import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// How many nodes functions and loops may unfold to.
  static let mostNodes = 500_000
  /// How deep expressions may be nested, those of inlined functions included.
  static let deepestExpressions = 1_024
  /// How deep calls of functions may be nested.
  static let deepestCalls = 128

  /// The one value of a call: the function's body with its formals bound to the arguments.
  mutating func inline(
    _ function: FunctionDeclaration, _ call: CallExpression, _ name: Identifier
  ) -> NodeID? {
    guard let values = inlineAll(function, call, name) else { return nil }
    guard values.count == 1 else {
      report(.severalValues(name.name, values.count, at: call.span))
      return nil
    }
    return values[0]
  }

  /// The values that a call returns.
  ///
  /// Arrays that stand for scalars are read at index variables, and the results are arrays along
  /// their axes: `f(x)` is `[f(x[i]) for i in Obs]`.
  mutating func inlineAll(
    _ function: FunctionDeclaration, _ call: CallExpression, _ name: Identifier
  ) -> [NodeID]? {
    guard mayEnter(function, name, at: call.span), var arguments = match(call, to: function)
    else { return nil }
    let outer = indexAxes.count
    defer { indexAxes.removeSubrange(outer...) }
    guard let axes = spread(&arguments, at: call.span) else { return nil }
    let values = withBody(of: function, name, arguments, isModel: false) { checker in
      checker.runBody(function).flatMap { checker.results($0, of: function, at: call.span) }
    }
    return values?.map { gathered($0, along: axes, at: call.span) }
  }

  /// Whether a body may take the place of a call here; false, diagnosed, where it calls itself or
  /// calls are nested too deeply.
  mutating func mayEnter(
    _ function: FunctionDeclaration, _ name: Identifier, at span: SourceSpan
  ) -> Bool {
    if let around = inlining.first(where: { $0.name == function.name }) {
      report(.recursion(name, isModel: around.isModel))
      return false
    }
    guard inlining.count < Self.deepestCalls, mayUnfold(at: span) else {
      reportOnce(.unfoldsTooFar(at: span))
      return false
    }
    called.insert(function.name.span)
    return true
  }

  /// A function or submodel that is being replaced by its body.
  struct Inlining {
    let name: Identifier
    let isModel: Bool
  }

  /// Elaborates a body: it sees its formals and what is declared around it, not what is around the
  /// call.
  mutating func withBody<Result>(
    of function: FunctionDeclaration, _ name: Identifier, _ arguments: [BoundArgument],
    isModel: Bool, _ body: (inout Checker) -> Result?
  ) -> Result? {
    inlining.append(Inlining(name: function.name, isModel: isModel))
    let around = scopes
    let home = homes[function.name.span]
    let depth = home == nil ? scopes.depth(of: name.name) ?? 0 : 0
    let outerGroup = firstGroup
    let outerRoutine = routine
    let outerNames = wideNames
    routine = nil
    if let home { scopes = modules[home].scopes } else { scopes.cut(to: depth) }
    scopes.push()
    firstGroup = groups.count
    defer {
      firstGroup = outerGroup
      routine = outerRoutine
      wideNames = outerNames
      scopes = home == nil ? around.takingOuter(depth, from: scopes) : around
      inlining.removeLast()
    }
    guard bindDimensions(function, arguments) else { return nil }
    for (formal, argument) in zip(function.formals, arguments) {
      scopes.declare(formal.name.name, argument.symbol, at: formal.name.span)
    }
    let result = body(&self)
    for group in firstGroup..<groups.count {
      if result == nil { groups[group].isClosed = true } else { close(group) }
    }
    return result
  }

  /// Counts a call or a round; false, diagnosed, where there were too many.
  mutating func mayUnfold(at span: SourceSpan) -> Bool {
    unfolded += 1
    if unfolded < Self.mostNodes, graph.nodes.count < Self.mostNodes { return true }
    reportOnce(.unfoldsTooFar(at: span))
    return false
  }

  /// What a formal stands for in a call, and where the argument is written.
  struct BoundArgument {
    var symbol: Symbol
    let span: SourceSpan
    /// Whether an array stands for each of its elements.
    var isSpread = false
    /// How many of its last axes belong to one element.
    var rank = 0
  }

  /// What each formal stands for in a call; nil, diagnosed, where they do not fit.
  mutating func match(
    _ call: CallExpression, to function: FunctionDeclaration, formals: ArraySlice<Formal>? = nil
  ) -> [BoundArgument]? {
    let formals = formals ?? function.formals[...]
    if let comprehension = call.comprehension {
      report(.comprehensionInCall(function.name.name, at: comprehension.span))
      return nil
    }
    guard let given = arguments(of: call, by: formals, of: function) else { return nil }
    var bound: [BoundArgument] = []
    for formal in formals {
      guard let expression = given[formal.name.name] ?? formal.defaultValue else {
        report(.missingArgument(formal.name.name, of: function.name.name, at: call.span))
        return nil
      }
      guard let symbol = bind(expression, to: formal) else { return nil }
      var argument = BoundArgument(symbol: symbol, span: expression.span)
      if case .value(let id) = symbol {
        argument.isSpread = rank(of: formal.type) == 0 && !ownAxes(of: id).isEmpty
      }
      bound.append(argument)
    }
    return bound
  }

  private mutating func arguments(
    of call: CallExpression, by formals: ArraySlice<Formal>, of function: FunctionDeclaration
  ) -> [String: Expression]? {
    let formals = formals.map(\.name.name)
    var given: [String: Expression] = [:]
    var position = 0
    for argument in call.arguments {
      let name: String
      if let label = argument.label {
        guard formals.contains(label.name) else {
          report(.unknownArgument(label, of: function.name.name, known: formals))
          return nil
        }
        name = label.name
      } else {
        guard position < formals.count else {
          report(
            .argumentCount(
              function.name.name, found: call.arguments.count, expected: formals.count,
              at: call.span))
          return nil
        }
        name = formals[position]
        position += 1
      }
      guard given[name] == nil else {
        report(.repeatedArgument(name, of: function.name.name, at: argument.value.span))
        return nil
      }
      given[name] = argument.value
    }
    return given
  }

  mutating func bind(_ expression: Expression, to formal: Formal) -> Symbol? {
    if formal.type.name.name == "Dim" {
      guard case .name(let name) = expression else {
        report(.pieceExpected(at: expression.span))
        return nil
      }
      return dimensionNamed(name).map { .dimension($0) }
    }
    guard let id = check(expression) else { return nil }
    let element = graph[id].element
    let fits =
      switch formal.type.name.name {
      case "Real": element == .real || element == .integer
      case "Int": element == .integer
      case "Bool": element == .boolean
      default:
        if case .index(let own) = element {
          graph[own].name == formal.type.name.name
        } else {
          Self.structuredTypes[formal.type.name.name] != nil && element == .real
        }
      }
    let rank = rank(of: formal.type)
    guard fits, rank == 0 || rank == ownAxes(of: id).count else {
      report(
        .argumentType(
          formal.name.name, found: typeText(id),
          expected: graph.source.text(in: formal.type.span), at: expression.span))
      return nil
    }
    return .value(id)
  }

  /// The axes of a value seen from the equation it stands in: index variables pick one element.
  func ownAxes(of id: NodeID) -> [AxisID] {
    graph[id].axes.filter { !indexAxes.contains($0) }
  }

  func rank(of type: TypeExpression) -> Int {
    let isSquare = Self.structuredTypes[type.name.name]?.isSquare ?? false
    return isSquare ? 2 : type.dimensions.count
  }

  /// Binds dimension names of the signature that the file does not declare to the dimensions of the
  /// arguments; names that are declared must be those of the arguments.
  mutating func bindDimensions(
    _ function: FunctionDeclaration, _ arguments: [BoundArgument]
  ) -> Bool {
    for (formal, argument) in zip(function.formals, arguments) {
      if formal.type.name.name == "Dim" {
        scopes.declare(formal.name.name, argument.symbol, at: formal.name.span)
        continue
      }
      guard case .value(let id) = argument.symbol else { continue }
      for (wanted, axis) in zip(formal.type.dimensions, ownAxes(of: id)) {
        guard case .name(let name) = wanted, let own = dimension(of: axis) else { continue }
        switch scopes[name.name]?.symbol {
        case nil: scopes.declare(name.name, .dimension(own), at: name.span)
        case .dimension(let known)? where known == own: continue
        default:
          report(
            .argumentType(
              formal.name.name, found: typeText(id),
              expected: graph.source.text(in: formal.type.span), at: argument.span))
          return false
        }
      }
    }
    return true
  }

  /// The returned values, checked against the type behind `->`.
  mutating func results(
    _ values: [NodeID], of function: FunctionDeclaration, at span: SourceSpan
  ) -> [NodeID]? {
    guard let type = function.result else { return values }
    guard values.count == 1 else {
      report(
        .returnType(
          function.name.name, found: "\(values.count) values",
          expected: graph.source.text(in: type.span), at: type.span))
      return nil
    }
    return result(values[0], of: function, type, at: span).map { [$0] }
  }

  /// The returned value, checked against the type behind `->`.
  mutating func result(
    _ id: NodeID, of function: FunctionDeclaration, _ type: TypeExpression, at span: SourceSpan
  ) -> NodeID? {
    let element = graph[id].element
    let fits =
      switch type.name.name {
      case "Real": element != .boolean
      case "Int": element == .integer
      case "Bool": element == .boolean
      default: true
      }
    guard fits, rank(of: type) == ownAxes(of: id).count else {
      report(
        .returnType(
          function.name.name, found: typeText(id),
          expected: graph.source.text(in: type.span), at: type.span))
      return nil
    }
    guard type.name.name == "Real", element != .real else { return id }
    return number(id, at: span).map {
      node(.relabel($0), axes: graph[$0].axes, element: .real, at: span)
    }
  }
}

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

  /// Replaces a call by the function's body, its formals bound to the arguments.
  ///
  /// The body sees its formals and what is declared around the function, not what is around the call.
  mutating func inline(
    _ function: FunctionDeclaration, _ call: CallExpression, _ name: Identifier
  ) -> NodeID? {
    guard !inlining.contains(function.name.name) else {
      report(.recursion(name))
      return nil
    }
    guard inlining.count < Self.deepestCalls, mayUnfold(at: call.span) else {
      reportOnce(.unfoldsTooFar(at: call.span))
      return nil
    }
    called.insert(function.name.span)
    guard let arguments = match(call, to: function) else { return nil }
    inlining.append(function.name.name)
    let around = scopes
    let depth = scopes.depth(of: name.name) ?? 0
    scopes.cut(to: depth)
    scopes.push()
    defer {
      scopes = around.takingOuter(depth, from: scopes)
      inlining.removeLast()
    }
    guard bindDimensions(function, arguments) else { return nil }
    for (formal, argument) in zip(function.formals, arguments) {
      scopes.declare(formal.name.name, argument.symbol, at: formal.name.span)
    }
    guard let value = runBody(function) else { return nil }
    return result(value, of: function, at: call.span)
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
    let symbol: Symbol
    let span: SourceSpan
  }

  /// What each formal stands for in a call; nil, diagnosed, where they do not fit.
  private mutating func match(
    _ call: CallExpression, to function: FunctionDeclaration
  ) -> [BoundArgument]? {
    if let comprehension = call.comprehension {
      report(.comprehensionInCall(function.name.name, at: comprehension.span))
      return nil
    }
    guard let given = arguments(of: call, byFormalOf: function) else { return nil }
    var bound: [BoundArgument] = []
    for formal in function.formals {
      guard let expression = given[formal.name.name] ?? formal.defaultValue else {
        report(.missingArgument(formal.name.name, of: function.name.name, at: call.span))
        return nil
      }
      guard let symbol = bind(expression, to: formal) else { return nil }
      bound.append(BoundArgument(symbol: symbol, span: expression.span))
    }
    return bound
  }

  private mutating func arguments(
    of call: CallExpression, byFormalOf function: FunctionDeclaration
  ) -> [String: Expression]? {
    let formals = function.formals.map(\.name.name)
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

  private mutating func bind(_ expression: Expression, to formal: Formal) -> Symbol? {
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
    guard fits, rank(of: formal.type) == ownAxes(of: id).count else {
      report(
        .argumentType(
          formal.name.name, found: typeText(id),
          expected: graph.source.text(in: formal.type.span), at: expression.span))
      return nil
    }
    return .value(id)
  }

  /// The axes of a value seen from the equation it stands in: index variables pick one element.
  private func ownAxes(of id: NodeID) -> [AxisID] {
    graph[id].axes.filter { !indexAxes.contains($0) }
  }

  private func rank(of type: TypeExpression) -> Int {
    let isSquare = Self.structuredTypes[type.name.name]?.isSquare ?? false
    return isSquare ? 2 : type.dimensions.count
  }

  /// Binds dimension names of the signature that the file does not declare to the dimensions of the
  /// arguments; names that are declared must be those of the arguments.
  private mutating func bindDimensions(
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

  /// The returned value, checked against the type behind `->`.
  private mutating func result(
    _ id: NodeID, of function: FunctionDeclaration, at span: SourceSpan
  ) -> NodeID? {
    guard let type = function.result else { return id }
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

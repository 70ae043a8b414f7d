import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Replaces a call by the function's body, its formals bound to the arguments.
  mutating func inline(
    _ function: FunctionDeclaration, _ call: CallExpression, _ name: Identifier
  ) -> NodeID? {
    guard !inlining.contains(function.name.name) else {
      report(.recursion(name))
      return nil
    }
    guard let arguments = match(call, to: function) else { return nil }
    inlining.append(function.name.name)
    scopes.push()
    defer {
      scopes.pop()
      inlining.removeLast()
    }
    for (formal, symbol) in zip(function.formals, arguments) {
      scopes.declare(formal.name.name, symbol, at: formal.name.span)
    }
    return runBody(function)
  }

  /// What each formal stands for in a call; nil, diagnosed, where they do not fit.
  private mutating func match(
    _ call: CallExpression, to function: FunctionDeclaration
  ) -> [Symbol]? {
    var given: [String: Expression] = [:]
    var position = 0
    for argument in call.arguments {
      if let label = argument.label {
        guard function.formals.contains(where: { $0.name.name == label.name }) else {
          report(
            .unknownArgument(
              label, of: function.name.name, known: function.formals.map(\.name.name)))
          return nil
        }
        given[label.name] = argument.value
      } else if position < function.formals.count {
        given[function.formals[position].name.name] = argument.value
        position += 1
      } else {
        report(
          .argumentCount(
            function.name.name, found: call.arguments.count, expected: function.formals.count,
            at: call.span))
        return nil
      }
    }
    var symbols: [Symbol] = []
    for formal in function.formals {
      guard let expression = given[formal.name.name] ?? formal.defaultValue else {
        report(.missingArgument(formal.name.name, of: function.name.name, at: call.span))
        return nil
      }
      guard let symbol = bind(expression, to: formal) else { return nil }
      symbols.append(symbol)
    }
    return symbols
  }

  private mutating func bind(_ expression: Expression, to formal: Formal) -> Symbol? {
    if formal.type.name.name == "Dim" {
      guard case .name(let name) = expression,
        case .dimension(let dimension)? = scopes[name.name]?.symbol
      else {
        report(.pieceExpected(at: expression.span))
        return nil
      }
      return .dimension(dimension)
    }
    guard let id = check(expression) else { return nil }
    let element = graph[id].element
    let fits =
      switch formal.type.name.name {
      case "Real": element == .real || element == .integer
      case "Int": element == .integer
      case "Bool": element == .boolean
      default: true
      }
    guard fits, formal.type.dimensions.count == graph[id].axes.count else {
      report(
        .argumentType(
          formal.name.name, found: typeText(id),
          expected: graph.source.text(in: formal.type.span), at: expression.span))
      return nil
    }
    return .value(id)
  }

  private mutating func runBody(_ function: FunctionDeclaration) -> NodeID? {
    for item in function.body.items {
      switch item {
      case .binding(let binding): checkLet(binding)
      case .returnValue(let statement):
        guard let value = statement.value else {
          report(.emptyReturn(at: statement.span))
          return nil
        }
        return check(value)
      case .function(let inner): declare(inner.name, .function(inner))
      case .mutable(let node): return later("`var` in a function", node.span)
      case .forLoop(let node): return later("`for` in a function", node.span)
      case .whileLoop(let node): return later("`while` in a function", node.span)
      case .conditional(let node): return later("`if` in a function", node.span)
      case .assignment(let node): return later("an assignment in a function", node.span)
      case .importFile, .unit, .model, .dimension, .data, .variable, .report, .factor, .gate,
        .decide:
        report(.notInFunction(at: item.span))
        return nil
      }
    }
    report(.emptyReturn(at: function.name.span))
    return nil
  }

  private mutating func later(_ what: String, _ span: SourceSpan) -> NodeID? {
    report(.notYet(what, at: span))
    return nil
  }
}

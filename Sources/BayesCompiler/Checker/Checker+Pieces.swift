import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// The axis of a piece of a dimension: `Time`, `Time.first`, `Time.dropFirst(2)`.
  ///
  /// A whole dimension under no name is the dimension's own axis; under an index variable's name, and
  /// any part of a dimension, it is an axis of its own.
  mutating func pieceAxis(_ expression: Expression, variable: Identifier?) -> AxisID? {
    if case .name(let name) = expression {
      guard let dimension = dimensionNamed(name) else { return nil }
      guard let variable else { return axis(of: dimension) }
      return newAxis(variable.name, .piece(dimension, lower: nil, upper: nil))
    }
    guard let (base, member, arguments) = memberCall(expression) else {
      report(.pieceExpected(at: expression.span))
      return nil
    }
    guard let dimension = dimensionNamed(base) else { return nil }
    guard let bounds = pieceBounds(member, arguments, of: dimension) else { return nil }
    let ends = [bounds.lower, bounds.upper].compactMap(\.self)
    guard ends.allSatisfy({ graph[$0].axes.isEmpty }) else {
      report(.movingBounds(at: expression.span))
      return nil
    }
    return newAxis(
      variable?.name ?? graph[dimension].name,
      .piece(dimension, lower: bounds.lower, upper: bounds.upper), at: expression.span)
  }

  mutating func dimensionNamed(_ name: Identifier) -> DimensionID? {
    switch scopes[name.name]?.symbol {
    case .dimension(let dimension)?: return dimension
    case .invalid?: return nil
    case nil:
      report(.unknownDimension(name, names: dimensionNames))
      return nil
    case .value(let id)?:
      let isCount = graph[id].element == .integer && graph[id].axes.isEmpty
      report(
        .notADimension(
          name, names: dimensionNames, isCount: isCount && graph[id].level == .data))
      return nil
    default:
      report(.notADimension(name, names: dimensionNames))
      return nil
    }
  }

  func memberCall(
    _ expression: Expression
  ) -> (base: Identifier, member: Identifier, arguments: [Argument])? {
    var expression = expression
    var arguments: [Argument] = []
    if case .call(let call) = expression {
      expression = call.callee
      arguments = call.arguments
    }
    guard case .member(let member) = expression, case .name(let base) = member.base else {
      return nil
    }
    return (base, member.member, arguments)
  }

  mutating func pieceBounds(
    _ member: Identifier, _ arguments: [Argument], of dimension: DimensionID
  ) -> (lower: NodeID?, upper: NodeID?)? {
    let span = member.span
    if let fault = pieceFault(member, arguments) {
      report(fault)
      return nil
    }
    let size = node(.size(axis(of: dimension)), axes: [], element: .integer, at: span)
    var count = constant(1, at: span)
    if let argument = arguments.first {
      guard let given = dataBound(argument.value) else { return nil }
      if let value = foldedValue(given), value < 0 {
        report(.negativeCount(value, at: argument.value.span))
        return nil
      }
      count = given
      if argument.label?.name == "upTo" {
        count = elementwise("-", [given, constant(1, at: span)], at: span) ?? given
      }
    }
    switch member.name {
    case "first" where arguments.isEmpty: return (nil, constant(1, at: span))
    case "last" where arguments.isEmpty:
      return (elementwise("-", [size, count], at: span), nil)
    case "dropFirst": return (count, nil)
    case "dropLast": return (nil, elementwise("-", [size, count], at: span))
    case "prefix": return (nil, count)
    case "suffix": return (elementwise("-", [size, count], at: span), nil)
    default:
      report(.unknownPiece(member))
      return nil
    }
  }

  /// What is wrong with the arguments of a piece: at most one, `upTo:` of `prefix` alone with a label.
  private func pieceFault(_ member: Identifier, _ arguments: [Argument]) -> Diagnostic? {
    if arguments.count > 1 {
      return .argumentCount(
        member.name, found: arguments.count, expected: 1, at: arguments[1].value.span)
    }
    guard let label = arguments.first?.label, label.name != "upTo" || member.name != "prefix" else {
      return nil
    }
    return .unknownArgument(label, of: member.name, known: member.name == "prefix" ? ["upTo"] : [])
  }

  /// The node of an index variable that runs along an axis.
  mutating func indexNode(of axis: AxisID, at span: SourceSpan) -> NodeID {
    let element: ElementType = dimension(of: axis).map { .index($0) } ?? .integer
    return node(.position(axis), axes: [axis], element: element, at: span)
  }

  /// The axis of a comprehension's variable: a dimension, a piece of one, or integers `a...b`.
  mutating func generatorAxis(_ range: Expression, variable: Identifier) -> AxisID? {
    guard case .range(let bounds) = range else { return pieceAxis(range, variable: variable) }
    guard let first = bounds.lower, let last = bounds.upper else {
      report(.openDimension(at: bounds.span))
      return nil
    }
    guard let lower = dataInteger(first), var upper = dataInteger(last) else { return nil }
    if !bounds.isClosed {
      upper = elementwise("-", [upper, constant(1, at: bounds.span)], at: bounds.span) ?? upper
    }
    return newAxis(variable.name, .range(lower: lower, upper: upper), at: bounds.span)
  }
}

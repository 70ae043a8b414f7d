import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  mutating func checkDimensions(_ node: DimensionDeclaration) {
    for specification in node.specifications { checkDimension(specification) }
  }

  private mutating func checkDimension(_ node: DimensionSpecification) {
    for attribute in node.attributes where attribute.kind == .stream {
      report(
        .notYet(
          "a `stream` dimension", at: attribute.span, instead: "bind all its data at once"))
    }
    var dimension = Dimension(name: node.name.name, size: .inferred, span: node.span)
    dimension.isOrdered = node.attributes.contains { $0.kind == .ordered }
    dimension.isCircular = node.attributes.contains { $0.kind == .circular }
    if let parent = node.parent {
      switch scopes[parent.name]?.symbol {
      case .dimension(let id)?: dimension.parent = id
      case .invalid?: break
      default: report(.notADimension(parent, names: dimensionNames))
      }
    }
    if let value = node.value { setSize(of: &dimension, to: value) }
    if let origin = node.origin, let first = dataInteger(origin) { dimension.firstCode = first }
    graph.dimensions.append(dimension)
    let id = DimensionID(graph.dimensions.count - 1)
    declare(node.name, .dimension(id))
    record(node.name, role: "dim", type: sizeText(dimension), level: .data)
  }

  private mutating func setSize(of dimension: inout Dimension, to value: Expression) {
    switch value {
    case .list(let list) where list.comprehension == nil:
      setLabels(of: &dimension, to: list)
    case .name(let name) where scopes[name.name] == nil && uses.isEmpty:
      // A name that stands alone and is not declared declares itself as data.
      let input = declareInput(name, axes: [], element: .integer)
      dimension.size = .expression(input)
    case .range(let range):
      guard let lower = range.lower.flatMap({ dataInteger($0) }),
        let upper = range.upper.flatMap({ dataInteger($0) })
      else {
        if range.lower == nil || range.upper == nil { report(.openDimension(at: range.span)) }
        return
      }
      dimension.firstValue = lower
      dimension.size = .expression(
        extent(from: lower, to: upper, isClosed: range.isClosed, at: range.span))
    default:
      guard let id = check(value) else { return }
      if let parent = dimension.parent, !graph[id].axes.isEmpty {
        if let size = raggedSize(id, of: parent, at: value.span) {
          dimension.size = .expression(size)
        }
      } else if let size = dataInteger(id, at: value.span) {
        dimension.size = .expression(size)
      }
    }
  }

  private mutating func setLabels(of dimension: inout Dimension, to list: ListExpression) {
    var labels: [String] = []
    for element in list.elements {
      guard case .string(let label, let span) = element else {
        report(.labelExpected(at: element.span))
        return
      }
      if labels.contains(label) {
        report(.repeatedLabel(label, at: span))
        return
      }
      labels.append(label)
    }
    dimension.size = .labels(labels)
  }

  /// `upper - lower + 1`, or one less for a half-open range.
  mutating func extent(
    from lower: NodeID, to upper: NodeID, isClosed: Bool, at span: SourceSpan
  ) -> NodeID {
    if let a = constantValue(lower), let b = constantValue(upper) {
      return constant(max(b - a + (isClosed ? 1 : 0), 0), at: span)
    }
    let difference = elementwise("-", [upper, lower], at: span) ?? upper
    guard isClosed else { return difference }
    return elementwise("+", [difference, constant(1, at: span)], at: span) ?? difference
  }

  /// A data-level Int without axes; nil, diagnosed, where the expression is none.
  mutating func dataInteger(_ expression: Expression) -> NodeID? {
    guard let id = check(expression) else { return nil }
    return dataInteger(id, at: expression.span)
  }

  private mutating func dataInteger(_ id: NodeID, at span: SourceSpan) -> NodeID? {
    if graph[id].level == .data, movesWithIndex(id) {
      report(.movingBounds(at: span))
      return nil
    }
    guard let bound = dataBound(id, at: span) else { return nil }
    guard graph[bound].axes.isEmpty else {
      report(.integerExpected(typeText(id), at: span))
      return nil
    }
    return bound
  }

  /// Whether a node has one value for each position of index variables in force.
  func movesWithIndex(_ id: NodeID) -> Bool {
    !graph[id].axes.isEmpty && graph[id].axes.allSatisfy { indexAxes.contains($0) }
  }

  /// A data-level Int, for each position along any axes.
  mutating func dataBound(_ expression: Expression) -> NodeID? {
    guard let id = check(expression) else { return nil }
    return dataBound(id, at: expression.span)
  }

  private mutating func dataBound(_ id: NodeID, at span: SourceSpan) -> NodeID? {
    guard graph[id].level == .data else {
      report(.dataLevelExpected("a size", at: span))
      return nil
    }
    if changes(id) {
      report(.movingBounds("a bound that changes from round to round", at: span))
      return nil
    }
    guard graph[id].element == .integer || isWidening(graph[id].element) else {
      report(.integerExpected(typeText(id), at: span))
      return nil
    }
    return widen(id, at: span)
  }

  private func isWidening(_ element: ElementType) -> Bool {
    if case .index = element { true } else { false }
  }

  var dimensionNames: [String] { graph.dimensions.map(\.name) }

  private func sizeText(_ dimension: Dimension) -> String {
    switch dimension.size {
    case .labels(let labels): "[\(labels.map { "\"\($0)\"" }.joined(separator: ", "))]"
    case .expression(let size): constantValue(size).map { String(Int($0)) } ?? "from an expression"
    case .inferred: "from data"
    }
  }

  /// Notes a declaration for `dump --after types`.
  mutating func record(
    _ name: Identifier, role: String, type: String, level: Level, support: String? = nil
  ) {
    // What a function declares inside is nobody's name outside.
    guard inlining.allSatisfy(\.isModel) else { return }
    declarations.append(
      CheckedProgram.Declaration(
        name: qualified(name), role: role, type: type, level: level, support: support,
        span: name.span))
  }
}

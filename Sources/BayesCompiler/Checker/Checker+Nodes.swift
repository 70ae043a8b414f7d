import BayesGraph
import BayesSource

extension Checker {
  /// A new node whose level is the highest of its operands, or `level`.
  mutating func node(
    _ operation: Operation, axes: [AxisID], element: ElementType, at span: SourceSpan,
    level: Level = .data
  ) -> NodeID {
    let level = operation.operands.reduce(level) { max($0, graph[$1].level) }
    known.append(fold(operation, axes: axes))
    return graph.append(
      Node(operation, axes: axes, element: element, level: level, origin: span))
  }

  mutating func constant(
    _ value: Double, _ element: ElementType = .integer, at span: SourceSpan
  ) -> NodeID {
    let key = ConstantKey(value: value.bitPattern, element: element)
    if let known = constants[key] { return known }
    let id = node(.constant(value), axes: [], element: element, at: span)
    constants[key] = id
    return id
  }

  /// The number a node is, if it is a constant.
  func constantValue(_ id: NodeID) -> Double? {
    if case .constant(let value) = graph[id].operation { return value }
    return nil
  }

  mutating func newAxis(
    _ name: String, _ extent: AxisExtent, at span: SourceSpan? = nil
  ) -> AxisID {
    graph.axes.append(Axis(name: name, extent: extent, span: span))
    return AxisID(graph.axes.count - 1)
  }

  /// The axis of a whole dimension; copy 1 is the second time a value carries it.
  mutating func axis(of dimension: DimensionID, copy: Int = 0) -> AxisID {
    let key = DimensionAxisKey(dimension: dimension, copy: copy)
    if let known = dimensionAxes[key] { return known }
    let axis = newAxis(graph[dimension].name, .dimension(dimension, copy: copy))
    dimensionAxes[key] = axis
    return axis
  }

  /// The dimension an axis runs over, whole or in part.
  func dimension(of axis: AxisID) -> DimensionID? {
    switch graph[axis].extent {
    case .dimension(let dimension, _), .piece(let dimension, _, _): dimension
    case .range, .segments, .count, .fixed: nil
    }
  }

  func isAnonymous(_ axis: AxisID) -> Bool {
    switch graph[axis].extent {
    case .count, .fixed: !settledAxes.contains(axis)
    case .segments: graph[axis].name.isEmpty
    case .dimension, .piece, .range: false
    }
  }

  /// Remembers a result whose axes stand in the order of reading: no operand has them all, or the
  /// one that has them is such a result itself.
  mutating func noteOrder(of result: NodeID, from operands: [NodeID]) {
    let axes = graph[result].axes
    let whole = operands.first { graph[$0].axes.count == axes.count }
    if axes.count > 1, whole.map({ mixedOrder.contains($0) }) ?? true { mixedOrder.insert(result) }
  }

  mutating func elementwise(
    _ name: String, _ operands: [NodeID], at span: SourceSpan
  ) -> NodeID? {
    guard let function = FunctionCatalog.elementwise(named: name, arguments: operands.count) else {
      return nil
    }
    return elementwise(function, operands, at: span)
  }

  /// Applies a scalar function over the union of the operands' axes.
  mutating func elementwise(
    _ function: any ElementwiseFunction.Type, _ operands: [NodeID], at span: SourceSpan
  ) -> NodeID? {
    guard let (operands, axes) = broadcast(operands, at: span) else { return nil }
    let declaration = FunctionCatalog.declaration(of: function)
    let isWhole = operands.allSatisfy { graph[$0].element != .real }
    let element: ElementType =
      switch declaration.result {
      case .real: .real
      case .boolean: .boolean
      case .integer: .integer
      case .numeric: isWhole ? .integer : .real
      }
    let result = node(.elementwise(function, operands), axes: axes, element: element, at: span)
    noteOrder(of: result, from: operands)
    return result
  }
}

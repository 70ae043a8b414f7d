import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// A reduction of a node over some of its axes.
  ///
  /// Segments whose owners stay are reduced one by one: those of the index variables in force, and with
  /// `perSegment` all.
  mutating func reduce(
    _ function: any LaneFunction.Type, _ id: NodeID, over axes: [AxisID], at span: SourceSpan,
    perSegment: Bool = false
  ) -> NodeID? {
    guard var id = masked(id, over: axes, for: function, at: span) else { return nil }
    var over = axes
    func stays(_ owner: AxisID) -> Bool {
      if over.contains(owner) { return owners(of: owner)?.contains(where: stays) ?? false }
      return perSegment || indexAxes.contains(owner)
    }
    let ragged = over.filter { owners(of: $0)?.contains(where: stays) ?? false }
    guard ragged.isEmpty || over.count == 1 || Self.mayBeNested(function) else {
      report(.severalSegments(FunctionCatalog.declaration(of: function).name, at: span))
      return nil
    }
    for axis in ragged.sorted(by: { $0.index > $1.index }) where graph[id].axes.contains(axis) {
      let owners = owners(of: axis) ?? []
      let leaving = owners.filter { !over.contains($0) && !stays($0) }
      over += leaving
      over.removeAll { $0 == axis }
      id = lane(
        function, id, over: [axis], axes: graph[id].axes.flatMap { $0 == axis ? owners : [$0] },
        at: span)
    }
    over = over.filter { graph[id].axes.contains($0) }
    if ragged.isEmpty || !over.isEmpty {
      id = lane(
        function, id, over: over, axes: graph[id].axes.filter { !over.contains($0) }, at: span)
    }
    return normalizeCopies(id, at: span)
  }

  private mutating func lane(
    _ function: any LaneFunction.Type, _ id: NodeID, over: [AxisID], axes: [AxisID],
    at span: SourceSpan
  ) -> NodeID {
    let element: ElementType =
      switch FunctionCatalog.declaration(of: function).result {
      case .real: .real
      case .boolean: .boolean
      case .integer: .integer
      case .numeric: graph[id].element == .real ? .real : .integer
      }
    return node(
      .lane(function, [id], over: over, result: []), axes: axes, element: element, at: span)
  }

  /// Whether a reduction of reductions is that of all elements.
  private static func mayBeNested(_ function: any LaneFunction.Type) -> Bool {
    !["mean", "variance", "sd"].contains(FunctionCatalog.declaration(of: function).name)
  }

  /// A value whose elements that a piece along the steps of a recurrence lacks are passed over.
  private mutating func masked(
    _ id: NodeID, over axes: [AxisID], for function: any LaneFunction.Type, at span: SourceSpan
  ) -> NodeID? {
    var id = id
    for axis in axes {
      guard let mask = masks[axis] else { continue }
      let name = FunctionCatalog.declaration(of: function).name
      guard let chosen = select(id, where: mask, for: name, at: span) else { return nil }
      id = chosen
    }
    return id
  }

  /// A value with a reduction's neutral one where a condition is false.
  mutating func mask(
    _ body: NodeID, by condition: Expression, for function: String
  ) -> NodeID? {
    guard let holds = check(condition) else { return nil }
    guard graph[holds].element == .boolean else {
      report(.conditionExpected(typeText(holds), at: condition.span))
      return nil
    }
    return select(body, where: holds, for: function, at: condition.span)
  }

  private mutating func select(
    _ body: NodeID, where holds: NodeID, for function: String, at span: SourceSpan
  ) -> NodeID? {
    let neutral: [String: Double] = [
      "sum": 0, "prod": 1, "min": .infinity, "max": -.infinity, "logSumExp": -.infinity, "any": 0,
      "all": 1,
    ]
    guard let value = neutral[function] else {
      report(.filteredReduction(function, at: span))
      return nil
    }
    let other = constant(value, graph[body].element, at: span)
    guard let (operands, axes) = broadcast([holds, body, other], at: span) else { return nil }
    return node(
      .select(condition: operands[0], whenTrue: operands[1], whenFalse: operands[2]), axes: axes,
      element: graph[body].element, at: span)
  }
}

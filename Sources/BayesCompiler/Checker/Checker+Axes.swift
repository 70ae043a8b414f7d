import BayesGraph
import BayesSource

extension Checker {
  /// The operands, anonymous axes matched, and the union of their axes: if one operand has them all,
  /// in its order; else the left one's, then the new ones of those to its right.
  mutating func broadcast(
    _ operands: [NodeID], at span: SourceSpan
  ) -> (operands: [NodeID], axes: [AxisID])? {
    let operands = spread(matchAnonymous(operands, at: span), at: span)
    if let clash = segmentClash(operands) {
      report(.unrelatedAxes(clash.0, clash.1, in: self, at: span))
      return nil
    }
    if let clash = squareClash(operands) {
      report(.vectorAgainstMatrix(clash.vector, clash.matrix, in: self, at: span))
      return nil
    }
    if let clash = indexClash(operands) {
      report(.bareArrayInEquation(clash.bare, clash.index, in: self, at: span))
      return nil
    }
    if let clash = sizeClash(operands) {
      report(.unrelatedAxes(clash.0, clash.1, in: self, at: span))
      return nil
    }
    var union: [AxisID] = []
    for operand in operands {
      for axis in graph[operand].axes where !union.contains(axis) { union.append(axis) }
    }
    for operand in operands where graph[operand].axes.count == union.count {
      return (operands, graph[operand].axes)
    }
    return (operands, union)
  }

  /// Anonymous axes of later operands take the identity of the first operand's, place by place; that
  /// their lengths agree is checked when data are bound.
  private mutating func matchAnonymous(_ operands: [NodeID], at span: SourceSpan) -> [NodeID] {
    guard let first = operands.first(where: { graph[$0].axes.contains(where: isAnonymous) }) else {
      return operands
    }
    let models = graph[first].axes.filter(isAnonymous)
    return operands.map { operand in
      let axes = graph[operand].axes
      let own = axes.filter(isAnonymous)
      guard operand != first, !own.isEmpty, own != models, own.count <= models.count,
        zip(own, models).allSatisfy({ owners(of: $0) == owners(of: $1) })
      else { return operand }
      var renaming: [AxisID: AxisID] = [:]
      for (axis, model) in zip(own, models) {
        renaming[axis] = model
        graph.axisEqualities.append(AxisEquality(first: model, second: axis, span: span))
      }
      return relabel(operand, axes.map { renaming[$0] ?? $0 }, at: span)
    }
  }

  private func squareClash(_ operands: [NodeID]) -> (vector: NodeID, matrix: NodeID)? {
    for matrix in operands {
      let dimensions = graph[matrix].axes.compactMap(wholeDimension)
      let twice = Set(dimensions.filter { d in dimensions.count { $0 == d } > 1 })
      if twice.isEmpty { continue }
      for vector in operands where vector != matrix {
        let own = graph[vector].axes.compactMap(wholeDimension)
        if own.contains(where: { d in twice.contains(d) && own.count { $0 == d } == 1 }) {
          return (vector, matrix)
        }
      }
    }
    return nil
  }

  private func wholeDimension(_ axis: AxisID) -> DimensionID? {
    if case .dimension(let dimension, _) = graph[axis].extent { dimension } else { nil }
  }

  /// A whole array along a dimension beside a value along an index variable of that dimension.
  private func indexClash(_ operands: [NodeID]) -> (bare: NodeID, index: AxisID)? {
    let indices = indexAxes.filter { index in
      operands.contains { graph[$0].axes.contains { $0 == index || isOwned($0, by: index) } }
    }
    for index in indices {
      guard let own = dimension(of: index) else { continue }
      for operand in operands {
        let isBare = graph[operand].axes.contains {
          if case .dimension(own, _) = graph[$0].extent { true } else { false }
        }
        if isBare { return (operand, index) }
      }
    }
    return nil
  }

  /// Two operands of which each has an axis of its own, without any relation, are suspicious only
  /// where one of them is anonymous: it may have been meant for the other's.
  private func sizeClash(_ operands: [NodeID]) -> (NodeID, NodeID)? {
    for operand in operands where graph[operand].axes.contains(where: isAnonymous) {
      for other in operands where !graph[other].axes.contains(where: isAnonymous) {
        let isNew = graph[other].axes.contains { !graph[operand].axes.contains($0) }
        if isNew { return (other, operand) }
      }
    }
    return nil
  }

  /// The same elements under other axes, place by place.
  mutating func relabel(_ id: NodeID, _ axes: [AxisID], at span: SourceSpan) -> NodeID {
    if graph[id].axes == axes { return id }
    return node(.relabel(id), axes: axes, element: graph[id].element, at: span)
  }

  /// The same value over `axes`, a superset of its own in any order.
  mutating func arrange(_ id: NodeID, _ axes: [AxisID], at span: SourceSpan) -> NodeID {
    if graph[id].axes == axes { return id }
    return node(.arrange(id), axes: axes, element: graph[id].element, at: span)
  }

  /// A dimension that occurs once has copy 0, a second time copy 1, in order.
  mutating func normalizeCopies(_ id: NodeID, at span: SourceSpan) -> NodeID {
    var seen: [DimensionID: Int] = [:]
    let axes = graph[id].axes.map { own -> AxisID in
      guard case .dimension(let dimension, _) = graph[own].extent else { return own }
      let copy = seen[dimension, default: 0]
      seen[dimension] = copy + 1
      return axis(of: dimension, copy: copy)
    }
    return relabel(id, axes, at: span)
  }

  /// The value laid out over declared axes: named axes by name, anonymous ones in order into the
  /// places left; nil, diagnosed, where it does not fit.
  mutating func conform(
    _ id: NodeID, to target: [AxisID], at span: SourceSpan
  ) -> NodeID? {
    var axes = graph[id].axes
    var free = target.filter { !axes.contains($0) }
    for (place, axis) in axes.enumerated()
    where isAnonymous(axis) && owners(of: axis) == nil && !target.contains(axis) {
      guard !free.isEmpty else {
        report(.doesNotFit(id, target, in: self, at: span))
        return nil
      }
      let named = free.removeFirst()
      graph.axisEqualities.append(AxisEquality(first: named, second: axis, span: span))
      axes[place] = named
    }
    guard axes.allSatisfy({ target.contains($0) }) else {
      report(.doesNotFit(id, target, in: self, at: span))
      return nil
    }
    return arrange(relabel(id, axes, at: span), target, at: span)
  }

  /// A type as a reader writes it: `Real[Obs, Pred]`.
  func typeText(_ id: NodeID) -> String { typeText(graph[id].element, graph[id].axes) }

  func typeText(_ element: ElementType, _ axes: [AxisID]) -> String {
    let name =
      switch element {
      case .real: "Real"
      case .integer: "Int"
      case .boolean: "Bool"
      case .index(let dimension): graph[dimension].name
      }
    return axes.isEmpty ? name : "\(name)[\(axes.map(axisText).joined(separator: ", "))]"
  }

  func axisText(_ axis: AxisID) -> String {
    switch graph[axis].extent {
    case .fixed(let length): "\(length)"
    case .count: "_"
    case .segments: graph[axis].name.isEmpty ? "_" : graph[axis].name
    case .dimension, .piece, .range: graph[axis].name
    }
  }
}

import BayesGraph
import BayesSource

extension Checker {
  /// `a @ b`: sums over the last axis of `a` that `b` has too, matched with `b`'s first such axis.
  ///
  /// The result has what remains of `a`, then what remains of `b`; other shared axes are matched by
  /// name.
  mutating func contract(
    _ a: NodeID, _ b: NodeID, operatorSpan: SourceSpan, at span: SourceSpan
  ) -> NodeID? {
    guard let (left, right) = contractedAxes(a, b) else {
      report(.nothingToContract(typeText(a), typeText(b), at: operatorSpan, in: span))
      return nil
    }
    if left != right, isAnonymous(left) || isAnonymous(right) {
      graph.axisEqualities.append(AxisEquality(first: left, second: right, span: span))
    }
    // Only the contracted axis is shared by identity where one side carries its dimension twice.
    var renaming: [AxisID: AxisID] = [right: left]
    if isCarriedTwice(left, by: a) || isCarriedTwice(right, by: b) {
      for axis in graph[b].axes where axis != right && sameKind(axis, left) {
        renaming[axis] = freshCopy(of: axis)
      }
    }
    let second = relabel(b, graph[b].axes.map { renaming[$0] ?? $0 }, at: span)
    var axes = graph[a].axes.filter { $0 != left }
    for axis in graph[second].axes where axis != left && !axes.contains(axis) { axes.append(axis) }
    let element: ElementType =
      graph[a].element == .integer && graph[b].element == .integer ? .integer : .real
    let product = node(.contract(a, second, over: left), axes: axes, element: element, at: span)
    return normalizeCopies(product, at: span)
  }

  private func isCarriedTwice(_ axis: AxisID, by id: NodeID) -> Bool {
    graph[id].axes.count { sameKind($0, axis) } > 1
  }

  private func contractedAxes(_ a: NodeID, _ b: NodeID) -> (AxisID, AxisID)? {
    for left in graph[a].axes.reversed() {
      if let right = graph[b].axes.first(where: { sameKind($0, left) }) { return (left, right) }
    }
    // A single anonymous axis fits the only axis of the other side.
    if let left = graph[a].axes.last, let right = graph[b].axes.first,
      isAnonymous(left) || isAnonymous(right)
    {
      return (left, right)
    }
    return nil
  }

  /// Whether two axes run over the same thing: the same axis, or the same whole dimension.
  private func sameKind(_ a: AxisID, _ b: AxisID) -> Bool {
    if a == b { return true }
    guard case .dimension(let first, _) = graph[a].extent,
      case .dimension(let second, _) = graph[b].extent
    else { return false }
    return first == second
  }

  private mutating func freshCopy(of axis: AxisID) -> AxisID {
    guard case .dimension(let dimension, _) = graph[axis].extent else { return axis }
    return self.axis(of: dimension, copy: 2)
  }

  /// `transpose(m)`: the two axes exchanged; a dimension carried twice is turned over.
  mutating func transpose(_ id: NodeID, at span: SourceSpan) -> NodeID? {
    let axes = graph[id].axes
    guard axes.count == 2 else {
      report(.matrixExpected(typeText(id), at: span))
      return nil
    }
    let turned = arrange(id, [axes[1], axes[0]], at: span)
    return normalizeCopies(turned, at: span)
  }
}

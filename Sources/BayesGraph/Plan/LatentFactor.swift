/// A term of the log density that depends on discrete latents, in which their states stand for them.
struct LatentFactor {
  /// A latent that the term reads.
  struct Slot {
    var variable: VariableID
    /// The axis of its states in the term.
    var axis: AxisID
    /// Per row of the term the flat position of the element read.
    var places: [Int32]
  }

  /// Its log density, over rows (or fewer, where some are alike) and the axes of states.
  var node: NodeID
  /// The axes it had before states took the place of latents.
  var rows: [AxisID]
  var slots: [Slot]

  func slots(of variable: VariableID) -> [Slot] { slots.filter { $0.variable == variable } }
}

extension BoundModel {
  func layout(_ axes: [AxisID]) -> Layout {
    Layout(axes: axes, shape: axes.map { lengths[$0.index] })
  }

  /// A node of real numbers that draws decide.
  mutating func append(
    _ operation: Operation, axes: [AxisID], like other: NodeID
  ) -> NodeID {
    append(
      Node(operation, axes: axes, element: .real, level: .draw, origin: graph[other].origin))
  }

  mutating func sum(_ nodes: [NodeID], axes order: [AxisID]) -> NodeID {
    var total = nodes[0]
    for node in nodes.dropFirst() {
      let all = Set(graph[total].axes + graph[node].axes)
      total = append(
        .elementwise(Add.self, [total, node]), axes: order.filter(all.contains), like: node)
    }
    return total
  }

  /// A value over all of some axes.
  mutating func arranged(_ node: NodeID, _ axes: [AxisID]) -> NodeID {
    graph[node].axes == axes ? node : append(.arrange(node), axes: axes, like: node)
  }

  /// A term added up for each element of a plate, given which element each row goes to.
  mutating func reduced(
    _ factor: LatentFactor, by places: [Int32], onto plates: [AxisID]
  ) -> NodeID {
    let rows = layout(factor.rows)
    let states = graph[factor.node].axes.filter { !factor.rows.contains($0) }
    let isProjection =
      plates.allSatisfy(factor.rows.contains)
      && zip(places, rows.positions(of: layout(plates))).allSatisfy { Int($0) == $1 }
    guard !isProjection else {
      return summed(factor.node, over: factor.rows.filter { !plates.contains($0) })
    }
    let whole = arranged(factor.node, factor.rows + states)
    return append(
      .segmentSum(whole, over: factor.rows, places: places, into: plates), axes: plates + states,
      like: factor.node)
  }

  /// The sum over axes, of which a value that lacks one has equal elements.
  private mutating func summed(_ node: NodeID, over axes: [AxisID]) -> NodeID {
    let own = axes.filter(graph[node].axes.contains)
    let equal = axes.reduce(1) { own.contains($1) ? $0 : $0 * lengths[$1.index] }
    var total = node
    if !own.isEmpty {
      total = append(
        .lane(Sum.self, [node], over: own, result: []),
        axes: graph[node].axes.filter { !own.contains($0) }, like: node)
    }
    guard equal != 1 else { return total }
    let number = append(
      Node(
        .constant(Double(equal)), axes: [], element: .real, level: .data,
        origin: graph[node].origin))
    return append(
      .elementwise(Multiply.self, [total, number]), axes: graph[total].axes, like: node)
  }
}

/// How many rows of data the members of a plate have, as the array that reads most of them tells.
struct DataRows {
  let smallest: Int
  let median: Double
  let largest: Int

  /// Nil where nothing reads the plate row by row.
  init?(of id: VariableID, in model: BoundModel) {
    let plate = Layout(model.graph[id].axes, in: model)
    guard plate.count > 0 else { return nil }
    let own = Set(model.graph[id].terms.map(\.logDensity.index))
    var most: [Int] = []
    for (index, node) in model.graph.nodes.enumerated() where !own.contains(index) {
      guard let counts = Self.counts(of: node, reading: id, plate, in: model) else { continue }
      if most.isEmpty || counts.reduce(0, +) > most.reduce(0, +) { most = counts }
    }
    guard !most.isEmpty else { return nil }
    let sorted = most.sorted()
    let middle = sorted.count / 2
    smallest = sorted[0]
    largest = sorted[sorted.count - 1]
    median =
      sorted.count.isMultiple(of: 2)
      ? Double(sorted[middle - 1] + sorted[middle]) / 2 : Double(sorted[middle])
  }

  /// Per member how many elements of a node read it; nil where the node does not read the plate.
  private static func counts(
    of node: Node, reading id: VariableID, _ plate: Layout, in model: BoundModel
  ) -> [Int]? {
    func isPlate(_ operand: NodeID) -> Bool {
      if case .variable(id) = model.graph[operand].operation { true } else { false }
    }
    guard node.operation.operands.contains(where: isPlate) else { return nil }
    let rows = Layout(node.axes, in: model)
    guard case .gather(let source, let indices) = node.operation, isPlate(source) else {
      return Array(repeating: rows.count / plate.count, count: plate.count)
    }
    var members = [Int](repeating: 0, count: rows.count)
    for (axis, (index, stride)) in zip(plate.axes, zip(indices, plate.strides)) {
      let position: [Int]
      switch index {
      case .keep: position = rows.positions(of: Layout([axis], in: model))
      case .at(let id):
        guard let table = model.tables[id.index] else { return nil }
        position = rows.positions(of: Layout(model.graph[id].axes, in: model))
          .map { Int(exactly: table.values[$0]) ?? 0 }.map { $0 - 1 }
      }
      let length = model.lengths[axis.index]
      for row in members.indices where members[row] >= 0 {
        let isThere = position[row] >= 0 && position[row] < length
        members[row] = isThere ? members[row] + stride * position[row] : -1
      }
    }
    var counts = [Int](repeating: 0, count: plate.count)
    for member in members where counts.indices.contains(member) { counts[member] += 1 }
    return counts
  }

  /// As a line of the plan has it.
  var text: String {
    let number = median == median.rounded() ? String(Int(median)) : String(median)
    let noun = median == 1 ? "row" : "rows"
    return smallest == largest
      ? "\(number) \(noun) of data a member"
      : "half of the members have at most \(number) \(noun) of data"
  }
}

extension Layout {
  fileprivate init(_ axes: [AxisID], in model: BoundModel) {
    self.init(axes: axes, shape: axes.map { model.lengths[$0.index] })
  }
}

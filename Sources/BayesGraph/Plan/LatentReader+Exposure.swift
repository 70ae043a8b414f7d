import BayesSource

/// Brings indices to the latents they reach: `m[i]` of `let m[D] = mu[z]` is `mu[z[i]]`.
extension LatentReader {
  /// The same values, computed without an index into anything that depends on a latent but the latent.
  mutating func exposed(_ root: NodeID) throws(Diagnostic) -> NodeID {
    var map: [NodeID: NodeID] = [:]
    for id in allDependent(of: root) {
      let node = model.graph[id]
      if isRead(id) { continue }
      let operation = node.operation.mapped { map[$0] ?? $0 }
      if case .gather(let source, let indices) = operation, isDependent[source.index] {
        map[id] = try pushed(indices, to: source, like: node)
        continue
      }
      switch operation {
      case .assemble, .recurrence, .carried, .routine, .slot:
        throw .coupled(
          latent(behind: id),
          "it is read by an array that is put together from pieces or computed "
            + "step by step", at: node.origin)
      case .matrix, .solution, .argument:
        throw .coupled(
          latent(behind: id), "a function of whole arrays or a solver reads it", at: node.origin)
      default: break
      }
      guard operation.operands != node.operation.operands else { continue }
      map[id] = append(operation, axes: node.axes, like: node)
    }
    return map[root] ?? root
  }

  private func allDependent(of root: NodeID) -> [NodeID] {
    var seen: Set<NodeID> = [root]
    var pending = [root]
    while let next = pending.popLast() {
      if isRead(next) { continue }
      for operand in model.graph[next].operation.operands
      where isDependent[operand.index] && seen.insert(operand).inserted {
        pending.append(operand)
      }
    }
    return seen.sorted { $0.index < $1.index }
  }

  private mutating func append(
    _ operation: Operation, axes: [AxisID], like node: Node
  ) -> NodeID {
    var node = node
    node.operation = operation
    node.axes = axes
    let id = model.append(node)
    updateDependence()
    return id
  }

  /// Some latent that a node depends on.
  private func latent(behind node: NodeID) -> RandomVariable {
    var pending = [node]
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      if case .variable(let id) = model.graph[next].operation { return model.graph[id] }
      pending += model.graph.operands(of: next).filter {
        isDependent[$0.index] && seen.insert($0).inserted
      }
    }
    return model.graph.variables[0]
  }

  /// Elements of a value at positions along some of its axes.
  private mutating func pushed(
    _ indices: [GatherIndex], to source: NodeID, like node: Node
  ) throws(Diagnostic) -> NodeID {
    let own = model.graph[source]
    let places = Dictionary(zip(own.axes, indices), uniquingKeysWith: { first, _ in first })
    switch own.operation {
    case .variable:
      return append(.gather(source, indices), axes: axes(indices, of: own.axes), like: own)
    case .elementwise(let function, let operands):
      let parts = try operands.map { operand throws(Diagnostic) in
        try pushed(places, into: operand)
      }
      return append(
        .elementwise(function, parts), axes: union(parts, like: axes(indices, of: own.axes)),
        like: own)
    case .select(let condition, let yes, let no):
      let parts = try [condition, yes, no].map { operand throws(Diagnostic) in
        try pushed(places, into: operand)
      }
      return append(
        .select(condition: parts[0], whenTrue: parts[1], whenFalse: parts[2]),
        axes: union(parts, like: axes(indices, of: own.axes)), like: own)
    case .gather(let base, let inner):
      var composed: [GatherIndex] = []
      for (axis, index) in zip(model.graph[base].axes, inner) {
        switch index {
        case .keep: composed.append(places[axis] ?? .keep)
        case .at(let place): composed.append(.at(try pushed(places, into: place)))
        }
      }
      return append(
        .gather(base, composed), axes: axes(composed, of: model.graph[base].axes), like: own)
    case .relabel(let operand):
      let inner = try pushed(indices, to: operand, like: model.graph[operand])
      let renamed = Dictionary(
        zip(model.graph[operand].axes, own.axes), uniquingKeysWith: { first, _ in first })
      let kept = Set(zip(model.graph[operand].axes, indices).filter { $0.1 == .keep }.map(\.0))
      let axes = model.graph[inner].axes.map { kept.contains($0) ? renamed[$0] ?? $0 : $0 }
      return append(.relabel(inner), axes: axes, like: own)
    case .arrange(let operand):
      let inner = try pushed(places, into: operand)
      return append(.arrange(inner), axes: axes(indices, of: own.axes), like: own)
    default:
      throw .coupled(
        latent(behind: source), "an index is taken into a value computed from it", at: node.origin)
    }
  }

  /// The same for one of the operands, which may lack axes.
  private mutating func pushed(
    _ places: [AxisID: GatherIndex], into operand: NodeID
  ) throws(Diagnostic) -> NodeID {
    let own = model.graph[operand]
    let indices = own.axes.map { places[$0] ?? .keep }
    guard indices.contains(where: { $0 != .keep }) else { return operand }
    if isDependent[operand.index] { return try pushed(indices, to: operand, like: own) }
    return append(.gather(operand, indices), axes: axes(indices, of: own.axes), like: own)
  }

  /// The axes of elements at positions: in place of an indexed axis those of its index.
  private func axes(_ indices: [GatherIndex], of source: [AxisID]) -> [AxisID] {
    var axes: [AxisID] = []
    for (axis, index) in zip(source, indices) {
      let own =
        switch index {
        case .keep: [axis]
        case .at(let id): model.graph[id].axes
        }
      axes += own.filter { !axes.contains($0) }
    }
    return axes
  }

  private func union(_ parts: [NodeID], like order: [AxisID]) -> [AxisID] {
    let all = Set(parts.flatMap { model.graph[$0].axes })
    return order.filter(all.contains)
  }
}

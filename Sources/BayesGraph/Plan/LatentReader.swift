import BayesSource

/// Finds which elements of discrete latents the terms of a log density read, and puts states in their
/// place.
struct LatentReader {
  /// A node that reads a latent.
  struct Read {
    let node: NodeID
    /// Per row of the term the flat position of the element read.
    let places: [Int32]
  }

  /// A term of the log density.
  struct Term {
    let root: NodeID
    let rows: [AxisID]
    let span: SourceSpan
    /// The latents it reads, in order of declaration.
    let reads: [(variable: VariableID, reads: [Read])]
  }

  var model: BoundModel
  /// The axes of states, by latent.
  let axes: [VariableID: AxisID]
  /// Per node whether it depends on a latent.
  var isDependent: [Bool] = []
  private var states: [AxisID: NodeID] = [:]

  init(_ model: BoundModel, _ axes: [VariableID: AxisID]) throws(Diagnostic) {
    self.model = model
    self.axes = axes
    updateDependence()
  }

  /// Extends `isDependent` to nodes that are new.
  mutating func updateDependence() {
    for index in isDependent.count..<model.graph.nodes.count {
      let id = NodeID(index)
      if case .variable(let variable) = model.graph[id].operation {
        isDependent.append(axes[variable] != nil)
      } else {
        isDependent.append(model.graph.operands(of: id).contains { isDependent[$0.index] })
      }
    }
  }

  /// Takes the terms that depend on latents out of the density.
  mutating func takeRoots() -> [NodeID] {
    var roots: [NodeID] = []
    for index in model.graph.variables.indices where model.graph.variables[index].role != .predict {
      for place in model.graph.variables[index].terms.indices {
        let node = model.graph.variables[index].terms[place].logDensity
        guard isDependent[node.index] else { continue }
        model.graph.variables[index].terms[place].isSummed = true
        roots.append(node)
      }
    }
    let written = model.graph.factors
    model.graph.factors = []
    for factor in written {
      guard isDependent[factor.node.index] else {
        model.graph.factors.append(factor)
        continue
      }
      for part in parts(of: factor.node, times: nil) {
        if isDependent[part.index] {
          roots.append(part)
        } else {
          model.graph.factors.append(Factor(node: part, span: factor.span))
        }
      }
    }
    return roots
  }

  /// The terms of a sum: each is a factor of its own.
  private mutating func parts(of node: NodeID, times number: NodeID?) -> [NodeID] {
    let whole = model.graph[node]
    switch whole.operation {
    case .elementwise(let function, let operands)
    where function == Add.self || function == Subtract.self:
      guard operands.allSatisfy({ model.graph[$0].axes == whole.axes }) else { break }
      let second = function == Subtract.self ? negated(number, like: node) : number
      return parts(of: operands[0], times: number) + parts(of: operands[1], times: second)
    case .elementwise(let function, let operands) where function == Negate.self:
      return parts(of: operands[0], times: negated(number, like: node))
    case .lane(let function, let operands, let over, _)
    where function == Sum.self && whole.axes.isEmpty:
      return parts(of: arranged(operands[0], over), times: number)
    case .relabel(let operand) where model.graph[operand].axes == whole.axes:
      return parts(of: operand, times: number)
    default: break
    }
    guard let number else { return [node] }
    let product = model.append(
      .elementwise(Multiply.self, [node, number]), axes: whole.axes, like: node)
    updateDependence()
    return [product]
  }

  private mutating func arranged(_ node: NodeID, _ axes: [AxisID]) -> NodeID {
    guard !axes.allSatisfy(model.graph[node].axes.contains) else { return node }
    let result = model.append(.arrange(node), axes: axes, like: node)
    updateDependence()
    return result
  }

  private mutating func negated(_ number: NodeID?, like node: NodeID) -> NodeID {
    var value = -1.0
    if let number, case .constant(let old) = model.graph[number].operation { value = -old }
    let result = model.append(
      Node(
        .constant(value), axes: [], element: .real, level: .data, origin: model.graph[node].origin))
    updateDependence()
    return result
  }

  /// Which elements a term reads.
  mutating func read(_ root: NodeID) throws(Diagnostic) -> Term {
    let exposed = try exposed(root)
    let rows = model.graph[exposed].axes
    let layout = model.layout(rows)
    var found: [VariableID: [Read]] = [:]
    let nodes = dependentNodes(of: exposed)
    let mixed = mixedAxes(of: nodes)
    for node in nodes {
      guard let (variable, places) = try elements(readBy: node) else { continue }
      let own = model.graph[node].axes
      guard own.allSatisfy({ rows.contains($0) && !mixed.contains($0) }) else {
        throw .coupled(
          model.graph[variable], "a term reads many of its elements together",
          at: model.graph[root].origin)
      }
      let spread = layout.positions(of: model.layout(own)).map { places[$0] }
      found[variable, default: []].append(Read(node: node, places: spread))
    }
    let reads = found.sorted { $0.key.index < $1.key.index }.map {
      (variable: $0.key, reads: $0.value)
    }
    return Term(root: exposed, rows: rows, span: model.graph[root].origin, reads: reads)
  }

  /// The axes along which an element of a result, such as that of a running sum, depends on many elements.
  private func mixedAxes(of nodes: [NodeID]) -> Set<AxisID> {
    var mixed: Set<AxisID> = []
    for node in nodes {
      if case .lane(_, _, let over, let result) = model.graph[node].operation, !result.isEmpty {
        mixed.formUnion(over)
      }
    }
    return mixed
  }

  /// The dependent nodes that a node is computed from, itself included, in order; what a read reads is
  /// not among them.
  private func dependentNodes(of root: NodeID) -> [NodeID] {
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

  /// Whether a node is a latent, or elements of one.
  func isRead(_ node: NodeID) -> Bool {
    switch model.graph[node].operation {
    case .variable: return true
    case .gather(let source, _):
      if case .variable(let variable) = model.graph[source].operation {
        return axes[variable] != nil
      }
      return false
    default: return false
    }
  }

  /// The latent that a node reads, and per element of the node the flat position of the latent's.
  private func elements(
    readBy node: NodeID
  ) throws(Diagnostic) -> (variable: VariableID, places: [Int32])? {
    switch model.graph[node].operation {
    case .variable(let variable):
      return (variable, (0..<Int32(model.count(of: model.graph[node].axes))).map { $0 })
    case .gather(let source, let indices):
      guard case .variable(let variable) = model.graph[source].operation, axes[variable] != nil
      else { return nil }
      return (variable, try places(node, source, indices, of: model.graph[variable]))
    default: return nil
    }
  }

  private func places(
    _ node: NodeID, _ source: NodeID, _ indices: [GatherIndex], of variable: RandomVariable
  ) throws(Diagnostic) -> [Int32] {
    let result = model.layout(model.graph[node].axes)
    let own = model.layout(model.graph[source].axes)
    var places = [Int32](repeating: 0, count: result.count)
    for (k, index) in indices.enumerated() {
      let stride = Int32(own.strides[k])
      switch index {
      case .keep:
        let single = model.layout([own.axes[k]])
        for (flat, place) in result.positions(of: single).enumerated() {
          places[flat] += Int32(place) * stride
        }
      case .at(let id):
        guard !isDependent[id.index], let values = model.known(id) else {
          throw .coupled(
            variable, "which of its elements is read depends on a draw",
            at: model.graph[node].origin)
        }
        let spread = result.positions(of: model.layout(model.graph[id].axes))
        for flat in places.indices {
          let position = Int32(max(min(values[spread[flat]], Double(own.shape[k])), 1))
          places[flat] += (position - 1) * stride
        }
      }
    }
    return places
  }

  /// A term with states in place of the latents it reads: per read the axis of the states.
  mutating func substituted(_ root: NodeID, _ chosen: [NodeID: AxisID]) -> NodeID {
    var map: [NodeID: NodeID] = [:]
    for id in dependentNodes(of: root) {
      if let axis = chosen[id] {
        map[id] = state(along: axis, like: id)
        continue
      }
      let old = model.graph[id]
      let operation = old.operation.mapped { map[$0] ?? $0 }
      let operands = operation.operands
      var node = old
      node.operation = operation
      node.axes = axes(of: old, reading: operands)
      node.level = operands.reduce(.data) { max($0, model.graph[$1].level) }
      map[id] = model.append(node)
      updateDependence()
    }
    return map[root] ?? root
  }

  private mutating func state(along axis: AxisID, like node: NodeID) -> NodeID {
    if let known = states[axis] { return known }
    let old = model.graph[node]
    let state = model.append(
      Node(.position(axis), axes: [axis], element: old.element, level: .data, origin: old.origin))
    states[axis] = state
    updateDependence()
    return state
  }

  /// The axes of a node whose operands have lost those of latents and gained those of states.
  private func axes(of old: Node, reading operands: [NodeID]) -> [AxisID] {
    let before = old.operation.operands.flatMap { model.graph[$0].axes }
    let after = operands.flatMap { model.graph[$0].axes }
    let lost = Set(before).subtracting(after)
    let gained = Set(after).subtracting(before).sorted { $0.index < $1.index }
    if case .relabel(let operand) = old.operation {
      return zip(model.graph[operand].axes, old.axes).filter { !lost.contains($0.0) }.map(\.1)
        + gained
    }
    return old.axes.filter { !lost.contains($0) } + gained
  }
}

extension BoundModel {
  /// The elements of a node that the data decide.
  func known(_ id: NodeID) -> [Double]? {
    if let table = tables[id.index] { return table.values }
    guard graph[id].level == .data else { return nil }
    var evaluator = ReferenceEvaluator<Double>(
      graph: graph, lengths: lengths, offsets: offsets,
      inputs: Array(repeating: nil, count: graph.inputs.count),
      variables: observations.map { $0?.values.values })
    evaluator.values = tables.map { $0?.values }
    return evaluator.evaluate(id)
  }
}

import BayesGraph

extension GraphLowering {
  /// The states of a recurrence, step by step.
  ///
  /// What does not depend on carried states is computed as whole vectors before; a step reads its
  /// elements of them.
  mutating func run(_ id: RecurrenceID) -> [ID] {
    if let known = recurrences[id.index] { return known }
    let recurrence = graph[id]
    let dependent = carriedDependent(id)
    prepare(recurrence, dependent)
    carried[id.index] = recurrence.states.map { state in
      tracer.graph.constant(0)
    }
    var slices = recurrence.states.map { _ in [Int: ID]() }
    let length =
      recurrence.states.first.map { lengths[$0.axes[$0.stepAxis].index] } ?? 0
    for step in 0..<length {
      for (index, state) in recurrence.states.enumerated() {
        for piece in state.pieces {
          guard let slice = runStep(step, piece, state, slices, id, dependent) else { continue }
          slices[index][step] = slice
        }
      }
    }
    let finished = recurrence.states.enumerated().map { index, state in
      whole(slices[index], state, length: length)
    }
    recurrences[id.index] = finished
    return finished
  }

  /// Nodes that read carried states, directly or not.
  private func carriedDependent(_ id: RecurrenceID) -> [Bool] {
    var dependent = [Bool](repeating: false, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      if case .carried(id, _) = node.operation {
        dependent[index] = true
      } else {
        dependent[index] = node.operation.operands.contains { dependent[$0.index] }
      }
    }
    return dependent
  }

  private mutating func prepare(_ recurrence: Recurrence, _ dependent: [Bool]) {
    var pending = recurrence.states.flatMap { $0.pieces.map(\.node) }
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if dependent[next.index] {
        pending += graph[next].operation.operands
      } else {
        _ = value(next)
      }
    }
  }

  /// One step of one piece: the nodes that read carried states, with the step's axis one element long.
  private mutating func runStep(
    _ step: Int, _ piece: Piece, _ state: Recurrence.State, _ slices: [[Int: ID]],
    _ id: RecurrenceID, _ dependent: [Bool]
  ) -> ID? {
    let axis = piece.axes[state.stepAxis]
    let start = offsets[axis.index] - offsets[state.axes[state.stepAxis].index]
    guard step >= start, step < start + lengths[axis.index] else { return nil }
    var inner = StepLowering(
      lowering: self, axis: axis, element: step - start, slices: slices, recurrence: id,
      dependent: dependent)
    return inner.value(piece.node)
  }

  /// The slices of all steps as one array over the state's axes.
  private mutating func whole(
    _ slices: [Int: ID], _ state: Recurrence.State, length: Int
  ) -> ID {
    let rest = layout(state.axes.enumerated().filter { $0.offset != state.stepAxis }.map(\.element))
    let parts = (0..<length).map { step in
      tracer.graph.broadcast(slices[step] ?? tracer.graph.constant(.nan), to: rest.count)
    }
    return interleave(
      parts, inner: layout([state.axes[state.stepAxis]]), outer: rest, result: layout(state.axes))
  }
}

/// Lowers the nodes of a recurrence at one step.
private struct StepLowering {
  typealias ID = NumericGraph.ID

  var lowering: GraphLowering
  let axis: AxisID
  let element: Int
  let slices: [[Int: ID]]
  let recurrence: RecurrenceID
  let dependent: [Bool]
  var values: [NodeID: ID] = [:]

  init(
    lowering: GraphLowering, axis: AxisID, element: Int, slices: [[Int: ID]],
    recurrence: RecurrenceID, dependent: [Bool]
  ) {
    self.lowering = lowering
    self.axis = axis
    self.element = element
    self.slices = slices
    self.recurrence = recurrence
    self.dependent = dependent
    self.lowering.lengths[axis.index] = 1
    self.lowering.offsets[axis.index] += element
    for index in dependent.indices where dependent[index] { self.lowering.values[index] = nil }
  }

  mutating func value(_ id: NodeID) -> ID {
    prepare(id)
    return lowering.value(id)
  }

  /// Gives the lowering the slices of what was computed before: whole vectors along the step's axis,
  /// and the carried elements that gathers read.
  private mutating func prepare(_ root: NodeID) {
    var pending = [root]
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      let node = lowering.graph[next]
      guard dependent[next.index] else {
        if node.axes.contains(axis) { slice(next) }
        continue
      }
      if case .gather(let source, let indices) = node.operation,
        case .carried(recurrence, let state) = lowering.graph[source].operation
      {
        for case .at(let index) in indices {
          if lowering.graph[index].axes.contains(axis) { slice(index) }
        }
        readCarried(next, indices, state: state)
      } else {
        pending += node.operation.operands
      }
    }
  }

  /// Replaces a whole vector by its elements at this step.
  private mutating func slice(_ id: NodeID) {
    var outer = lowering
    outer.lengths[axis.index] = lowering.model.lengths[axis.index]
    let own = outer.layout(id)
    let narrow = lowering.layout(id)
    let whole = outer.value(id)
    let places = own.axes.firstIndex(of: axis).map { place in
      narrow.positions(of: own).map { $0 + element * own.strides[place] }
    }
    guard let places else { return }
    lowering.values[id.index] = lowering.part(whole, places)
  }

  /// A carried array read at earlier steps.
  private mutating func readCarried(_ id: NodeID, _ indices: [GatherIndex], state: Int) {
    let own = lowering.graph[recurrence].states[state]
    guard case .at(let index) = indices[own.stepAxis],
      let position = lowering.tracer.graph.elements(lowering.value(index))?.first
    else {
      lowering.tracer.unsupported = "a recurrence that reads a whole array of its own"
      lowering.values[id.index] = lowering.tracer.graph.constant(.nan)
      return
    }
    let step = position.isFinite ? Int(position) - 1 : -1
    let slice = slices[state][step] ?? lowering.tracer.graph.constant(.nan)
    let rest = own.axes.enumerated().filter { $0.offset != own.stepAxis }.map(\.element)
    let restIndices = indices.enumerated().filter { $0.offset != own.stepAxis }.map(\.element)
    let result = lowering.layout(id)
    let source = lowering.layout(rest)
    let strides = source.strides
    var places = [Int](repeating: 0, count: result.count)
    for (k, index) in restIndices.enumerated() {
      let read: [Int]
      switch index {
      case .keep: read = result.positions(of: lowering.layout([rest[k]]))
      case .at(let node):
        let elements = lowering.tracer.graph.elements(lowering.value(node)) ?? [1]
        let spread = result.positions(of: lowering.layout(node))
        read = spread.map { Int(elements.count == 1 ? elements[0] : elements[$0]) - 1 }
      }
      for (flat, place) in read.enumerated() {
        places[flat] += min(max(place, 0), max(source.shape[k] - 1, 0)) * strides[k]
      }
    }
    lowering.values[id.index] = lowering.part(slice, places)
  }
}

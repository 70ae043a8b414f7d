import BayesMath

/// A routine that goes on too long, and the node that asked for it.
package struct EndlessRoutine: Sendable, Hashable {
  package let node: NodeID
  package let routine: RoutineID
}

/// What a routine's nodes have to do with its steps.
struct RoutineNodes {
  /// Those that change with the slots or from place to place.
  let changing: Set<NodeID>
  /// Those that are worked out whatever the elements of a conditional say.
  let certain: Set<NodeID>
}

/// A routine on its way.
private struct RoutineRun {
  let id: RoutineID
  /// The node that asked for it.
  let node: NodeID
  let nodes: RoutineNodes
  /// Changing nodes that have a value now.
  var touched: [NodeID] = []
  var isStopped = false
}

extension ReferenceEvaluator {
  /// How many steps all routines together may take.
  static var mostSteps: Int { 500_000 }

  /// What a slot of a routine holds at its end, at each place of the index variables around it; NaN
  /// from where it reads outside an array or does not end, which is noted.
  mutating func run(_ node: NodeID, _ id: RoutineID, slot: Int) -> [S] {
    let routine = graph[id]
    let result = layout(node)
    let places = layout(routine.around)
    let starts = places.positions(of: result)
    let within = layout(routine.slots[slot].axes).positions(of: result)
    var run = RoutineRun(id: id, node: node, nodes: nodes(of: id))
    let outer = (lengths: lengths, offsets: offsets, slots: slots[id.index])
    // What may be known of these nodes over whole axes is put aside.
    let aside = run.nodes.changing.map { (node: $0, elements: values[$0.index]) }
    for (node, _) in aside { values[node.index] = nil }
    var output = [S](repeating: .constant(.nan), count: result.count)
    for place in 0..<places.count where !run.isStopped {
      var rest = place
      for (axis, length) in zip(places.axes, places.shape).reversed() {
        lengths[axis.index] = 1
        offsets[axis.index] = outer.offsets[axis.index] + rest % length
        rest /= length
      }
      start(routine, &run)
      if !run.isStopped {
        for (value, position) in zip(slots[id.index][slot], within) {
          output[starts[place] + position] = value
        }
      }
    }
    (lengths, offsets, slots[id.index]) = outer
    for (node, elements) in aside { values[node.index] = elements }
    return output
  }

  private mutating func start(_ routine: Routine, _ run: inout RoutineRun) {
    slots[run.id.index] = routine.slots.map { _ in [] }
    for (place, slot) in routine.slots.enumerated() {
      if let initial = slot.initial { slots[run.id.index][place] = value(of: initial, &run) }
    }
    _ = perform(routine.steps, &run)
  }

  /// Performs steps; false where the routine ends among them.
  private mutating func perform(_ steps: [Routine.Step], _ run: inout RoutineRun) -> Bool {
    for step in steps {
      guard !run.isStopped, perform(step, &run) else { return false }
    }
    return !run.isStopped
  }

  private mutating func perform(_ step: Routine.Step, _ run: inout RoutineRun) -> Bool {
    guard spend(&run) else { return false }
    switch step {
    case .set(let slot, let indices, let node):
      let elements = value(of: node, &run)
      if indices.isEmpty {
        slots[run.id.index][slot] = elements
      } else {
        write(elements, to: slot, at: indices, &run)
      }
    case .count(let slot, let from, let through, let steps):
      let ends = [from, through].map { number($0, &run) }
      var next = ends[0]
      while next <= ends[1] {
        guard spend(&run) else { return false }
        slots[run.id.index][slot] = [.constant(next)]
        guard perform(steps, &run) else { return false }
        next += 1
      }
    case .loop(let condition, let steps):
      while holds(condition, &run) {
        guard spend(&run), perform(steps, &run) else { return false }
      }
    case .branch(let condition, let steps, let others):
      return perform(holds(condition, &run) ? steps : others, &run)
    case .leave: return false
    }
    return true
  }

  /// Counts a step; false, noted, where there were too many.
  private mutating func spend(_ run: inout RoutineRun) -> Bool {
    stepsLeft -= 1
    if stepsLeft >= 0 { return true }
    if !run.isStopped { endless.append(EndlessRoutine(node: run.node, routine: run.id)) }
    run.isStopped = true
    return false
  }

  private mutating func number(_ node: NodeID, _ run: inout RoutineRun) -> Double {
    value(of: node, &run).first.map(referenceValue) ?? .nan
  }

  private mutating func holds(_ node: NodeID, _ run: inout RoutineRun) -> Bool {
    let value = number(node, &run)
    return !run.isStopped && value != 0 && !value.isNaN
  }

  /// Sets the elements of a slot that are picked.
  private mutating func write(
    _ elements: [S], to slot: Int, at indices: [GatherIndex], _ run: inout RoutineRun
  ) {
    let whole = layout(graph[run.id].slots[slot].axes)
    let strides = whole.strides
    var start = 0
    var kept: [AxisID] = []
    for (place, index) in indices.enumerated() {
      guard case .at(let node) = index else {
        kept.append(whole.axes[place])
        continue
      }
      let position = number(node, &run)
      guard position >= 1, position <= Double(whole.shape[place]), position == position.rounded()
      else {
        if !run.isStopped {
          faults.append(
            IndexFault(
              node: node, axis: place, value: position, length: whole.shape[place], element: 0,
              within: run.node))
        }
        run.isStopped = true
        return
      }
      start += (Int(position) - 1) * strides[place]
    }
    for (element, position) in zip(elements, layout(kept).positions(of: whole)) {
      slots[run.id.index][slot][start + position] = element
    }
  }
}

/// The nodes of steps.
extension ReferenceEvaluator {
  /// The elements of a node as the slots are now; only that side of `&&`, `||` and `? :` is worked out
  /// that matters, where they are single.
  private mutating func value(of id: NodeID, _ run: inout RoutineRun) -> [S] {
    let before = faults.count
    var pending = [id]
    while let next = pending.last {
      guard values[next.index] == nil else {
        pending.removeLast()
        continue
      }
      let missing = missing(for: next, run)
      pending += missing
      guard missing.isEmpty else { continue }
      values[next.index] = shortCut(next) ?? compute(next)
      if run.nodes.changing.contains(next) { run.touched.append(next) }
    }
    let elements = values[id.index] ?? []
    for node in run.touched { values[node.index] = nil }
    run.touched.removeAll(keepingCapacity: true)
    noteFaults(since: before, &run)
    return elements
  }

  /// Faults that matter stop the routine.
  private mutating func noteFaults(since before: Int, _ run: inout RoutineRun) {
    guard faults.count > before else { return }
    let real = faults[before...].filter {
      $0.within != nil || run.nodes.certain.contains($0.node)
    }
    faults.removeSubrange(before...)
    if let first = real.first {
      faults.append(first.within(run.node))
      run.isStopped = true
    }
  }

  /// The operands whose values a node still needs.
  private func missing(for id: NodeID, _ run: RoutineRun) -> [NodeID] {
    let operation = graph[id].operation
    if case .routine(_, _, let reads) = operation {
      // One inside this one asks for what it needs itself, but for what changes here.
      return reads.filter { run.nodes.changing.contains($0) && values[$0.index] == nil }
    }
    let needed = decisive(operation, of: id) ?? operation.operands
    return needed.filter { values[$0.index] == nil }
  }

  /// Of `&&`, `||` and `? :` of single values, the operands that matter as far as it is known.
  private func decisive(_ operation: Operation, of id: NodeID) -> [NodeID]? {
    guard let (first, rest) = deciding(operation), layout(id).count == 1 else { return nil }
    guard let known = values[first.index]?.first.map(referenceValue) else { return [first] }
    return [first] + [rest(known != 0)].compactMap(\.self)
  }

  /// The operand that decides first, and what else is needed where it holds or not.
  private func deciding(
    _ operation: Operation
  ) -> (first: NodeID, rest: (Bool) -> NodeID?)? {
    switch operation {
    case .select(let condition, let yes, let no): return (condition, { $0 ? yes : no })
    case .elementwise(let function, let operands) where operands.count == 2:
      if ObjectIdentifier(function) == ObjectIdentifier(And.self) {
        return (operands[0], { $0 ? operands[1] : nil })
      }
      if ObjectIdentifier(function) == ObjectIdentifier(Or.self) {
        return (operands[0], { $0 ? nil : operands[1] })
      }
      return nil
    default: return nil
    }
  }

  /// The value of a node that one operand decides.
  private func shortCut(_ id: NodeID) -> [S]? {
    guard let (first, rest) = deciding(graph[id].operation), layout(id).count == 1,
      let known = values[first.index]?.first.map(referenceValue)
    else { return nil }
    return rest(known != 0).flatMap { values[$0.index] } ?? values[first.index]
  }

  private mutating func nodes(of id: RoutineID) -> RoutineNodes {
    if let known = routineNodes[id] { return known }
    let nodes = RoutineNodes(changing: changing(of: id), certain: certain(of: id))
    routineNodes[id] = nodes
    return nodes
  }

  private func changing(of id: RoutineID) -> Set<NodeID> {
    let routine = graph[id]
    var reached = Set(routine.nodes)
    var pending = Array(reached)
    while let next = pending.popLast() {
      pending += graph.operands(of: next).filter { reached.insert($0).inserted }
    }
    var changing: Set<NodeID> = []
    // Operands stand before what reads them.
    for node in reached.sorted(by: { $0.index < $1.index }) {
      let isSlot = if case .slot(id, _) = graph[node].operation { true } else { false }
      let axes = graph[node].axes + graph[node].operation.ownAxes
      if isSlot || axes.contains(where: { routine.around.contains($0) })
        || graph.operands(of: node).contains(where: { changing.contains($0) })
      {
        changing.insert(node)
      }
    }
    return changing
  }

  private func certain(of id: RoutineID) -> Set<NodeID> {
    let routine = graph[id]
    var certain = Set(routine.nodes)
    var pending = Array(certain)
    while let next = pending.popLast() {
      var operands = graph[next].operation.operands
      if case .select(let condition, _, _) = graph[next].operation,
        !graph[next].axes.allSatisfy({ routine.around.contains($0) })
      {
        operands = [condition]
      }
      pending += operands.filter { certain.insert($0).inserted }
    }
    return certain
  }
}

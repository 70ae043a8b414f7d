package import BayesSource

/// A loop of a function whose rounds the data decide.
///
/// It is run by the reference evaluator when data are bound, once for each place of the index variables
/// around it: what it changes are slots, and its steps read them as they are then.
package struct Routine: Sendable {
  /// A `var`, or a value that is named inside.
  package struct Slot: Sendable {
    package var axes: [AxisID]
    package var element: ElementType
    /// What it holds at first; nil where a step sets it before it is read.
    package var initial: NodeID?

    package init(axes: [AxisID], element: ElementType, initial: NodeID?) {
      self.axes = axes
      self.element = element
      self.initial = initial
    }
  }

  package indirect enum Step: Sendable {
    /// The value of a slot, or of the elements of it that are picked.
    case set(slot: Int, at: [GatherIndex], to: NodeID)
    /// A slot counts from one Int through another.
    case count(slot: Int, from: NodeID, through: NodeID, [Step])
    /// As long as a condition holds.
    case loop(while: NodeID, [Step])
    case branch(NodeID, [Step], otherwise: [Step])
    /// The end of the routine.
    case leave
  }

  package var slots: [Slot] = []
  package var steps: [Step] = []
  /// The index variables around it on which it depends: it has a value for each of their places.
  package var around: [AxisID] = []
  package var span: SourceSpan

  package init(span: SourceSpan) { self.span = span }

  /// The nodes that its steps and slots read.
  package var nodes: [NodeID] { slots.compactMap(\.initial) + steps.flatMap(\.nodes) }
}

extension Routine.Step {
  /// The nodes it reads, those of the steps inside it included.
  package var nodes: [NodeID] {
    switch self {
    case .set(_, let indices, let node): indices.compactMap(\.node) + [node]
    case .count(_, let from, let through, let steps): [from, through] + steps.flatMap(\.nodes)
    case .loop(let condition, let steps): [condition] + steps.flatMap(\.nodes)
    case .branch(let condition, let steps, let others):
      [condition] + (steps + others).flatMap(\.nodes)
    case .leave: []
    }
  }

  func mapped(_ map: (NodeID) -> NodeID) -> Routine.Step {
    switch self {
    case .set(let slot, let indices, let node):
      .set(slot: slot, at: indices.map { $0.mapped(map) }, to: map(node))
    case .count(let slot, let from, let through, let steps):
      .count(
        slot: slot, from: map(from), through: map(through), steps.map { $0.mapped(map) })
    case .loop(let condition, let steps):
      .loop(while: map(condition), steps.map { $0.mapped(map) })
    case .branch(let condition, let steps, let others):
      .branch(
        map(condition), steps.map { $0.mapped(map) }, otherwise: others.map { $0.mapped(map) })
    case .leave: .leave
    }
  }
}

extension Routine {
  func mapped(_ map: (NodeID) -> NodeID) -> Routine {
    var routine = self
    for slot in slots.indices { routine.slots[slot].initial = slots[slot].initial.map(map) }
    routine.steps = steps.map { $0.mapped(map) }
    return routine
  }
}

extension GatherIndex {
  /// The node that says the position, where one is picked.
  package var node: NodeID? {
    if case .at(let node) = self { node } else { nil }
  }
}

import BayesGraph
import BayesSource

/// What the elements of a recurrence are.
///
/// A state that is read before all its equations are known has the element of those above; where a
/// later one makes Reals of Ints, what was computed from it is Real too.
extension Checker {
  /// The element of two equations of one name; nil where they cannot be of one.
  static func common(_ a: ElementType, _ b: ElementType) -> ElementType? {
    if a == b { return a }
    let numbers: [ElementType] = [.real, .integer]
    return numbers.contains(a) && numbers.contains(b) ? .real : nil
  }

  mutating func widenCarried(of group: PieceGroup) {
    let before = graph.nodes[group.firstNode...].map(\.element)
    var changed: Set<NodeID> = []
    for (state, carried) in group.carried {
      guard let element = group.states[state].element, element != graph[carried].element else {
        continue
      }
      graph.nodes[carried.index].element = element
      changed.insert(carried)
    }
    guard !changed.isEmpty else { return }
    for index in group.firstNode..<graph.nodes.count
    where before[index - group.firstNode] == .integer {
      let isWider = widened(graph.nodes[index].operation).contains {
        changed.contains($0) && graph[$0].element == .real
      }
      guard isWider else { continue }
      graph.nodes[index].element = .real
      changed.insert(NodeID(index))
    }
    for node in graph.nodes[group.firstNode...] {
      guard case .gather(_, let indices) = node.operation else { continue }
      for case .at(let place) in indices where changed.contains(place) {
        reportOnce(.indexExpected(typeText(place), axis: "", at: node.origin))
      }
    }
  }

  /// The operands whose element the result takes over.
  private func widened(_ operation: Operation) -> [NodeID] {
    switch operation {
    case .relabel(let operand), .arrange(let operand), .gather(let operand, _): return [operand]
    case .select(_, let yes, let no): return [yes, no]
    case .stack(let operands): return operands
    case .elementwise(let function, let operands):
      return FunctionCatalog.declaration(of: function).result == .numeric ? operands : []
    case .lane(let function, let operands, _, _):
      return FunctionCatalog.declaration(of: function).result == .numeric ? operands : []
    default: return []
    }
  }
}

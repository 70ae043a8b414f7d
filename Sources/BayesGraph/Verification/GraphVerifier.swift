/// The one gate of the graph: what every later stage takes for granted.
package enum GraphVerifier {
  /// What is wrong with a graph, a sentence each; nothing for a valid one.
  package static func faults(in graph: ModelGraph) -> [String] {
    var check = GraphCheck(graph: graph)
    for index in graph.nodes.indices { check.node(NodeID(index)) }
    for recurrence in graph.recurrences { check.recurrence(recurrence) }
    for variable in graph.variables {
      check.axes(variable.axes, of: "variable \(variable.name)")
      for term in variable.terms { check.exists(term.logDensity, in: variable.name) }
    }
    for factor in graph.factors { check.exists(factor.node, in: "a factor") }
    for report in graph.reports { check.exists(report.node, in: "report \(report.name)") }
    return check.faults
  }
}

private struct GraphCheck {
  let graph: ModelGraph
  var faults: [String] = []

  mutating func exists(_ id: NodeID, in place: String) {
    if !graph.nodes.indices.contains(id.index) {
      faults.append("\(place) reads node \(id.index), which does not exist")
    }
  }

  mutating func axes(_ axes: [AxisID], of place: String) {
    for axis in axes where !graph.axes.indices.contains(axis.index) {
      faults.append("\(place) has axis \(axis.index), which does not exist")
    }
  }

  mutating func node(_ id: NodeID) {
    let node = graph[id]
    let place = "node \(id.index)"
    axes(node.axes, of: place)
    var isSound = true
    for operand in node.operation.operands {
      if operand.index >= id.index || operand.index < 0 {
        faults.append("\(place) reads node \(operand.index), which does not stand before it")
        isSound = false
      } else if node.level == .data, graph[operand].level > .data {
        faults.append("\(place) is known from the data but reads node \(operand.index), a draw")
      }
    }
    if isSound { shape(node, place) }
  }

  private mutating func shape(_ node: Node, _ place: String) {
    switch node.operation {
    case .input(let id) where !graph.inputs.indices.contains(id.index):
      faults.append("\(place) reads an input that does not exist")
    case .variable(let id) where !graph.variables.indices.contains(id.index):
      faults.append("\(place) reads a variable that does not exist")
    case .carried(let id, let state), .recurrence(let id, let state):
      let isThere =
        graph.recurrences.indices.contains(id.index)
        && graph.recurrences[id.index].states.indices.contains(state)
      if !isThere { faults.append("\(place) reads a recurrence that does not exist") }
    case .slot(let id, let slot), .routine(let id, let slot, _):
      let isThere =
        graph.routines.indices.contains(id.index)
        && graph.routines[id.index].slots.indices.contains(slot)
        && graph.routines[id.index].nodes.allSatisfy { graph.nodes.indices.contains($0.index) }
      if !isThere { faults.append("\(place) reads a routine that does not exist") }
    case .elementwise, .select, .arrange:
      for operand in node.operation.operands {
        for axis in graph[operand].axes where !node.axes.contains(axis) {
          faults.append("\(place) lacks axis \(axis.index) of its operand \(operand.index)")
        }
      }
    case .gather(let source, let indices) where indices.count != graph[source].axes.count:
      faults.append(
        "\(place) has \(indices.count) indices for \(graph[source].axes.count) axes")
    case .contract(let a, let b, let axis):
      if !graph[a].axes.contains(axis) || !graph[b].axes.contains(axis) {
        faults.append("\(place) contracts axis \(axis.index), which its operands do not share")
      }
    case .relabel(let operand) where graph[operand].axes.count != node.axes.count:
      faults.append("\(place) gives \(graph[operand].axes.count) axes \(node.axes.count) names")
    default: break
    }
  }

  mutating func recurrence(_ recurrence: Recurrence) {
    for state in recurrence.states {
      axes(state.axes, of: state.name)
      if !state.axes.indices.contains(state.stepAxis) {
        faults.append("\(state.name) is stepped along an axis it does not have")
      }
      for piece in state.pieces {
        exists(piece.node, in: state.name)
        if piece.axes.count != state.axes.count {
          faults.append("a piece of \(state.name) has \(piece.axes.count) axes")
        }
      }
    }
  }
}

import BayesGraph
import BayesMath

/// Sums over the states of discrete latents.
extension GraphLowering {
  /// As many states as this are computed one by one, as vectors of their own.
  private static let fewStates = 16

  /// Sums by places that are known.
  mutating func segmentSum(
    _ operand: NodeID, over: [AxisID], _ places: [Int32], into: [AxisID], result: Layout
  ) -> ID {
    let own = layout(operand)
    let along = own.positions(of: layout(over))
    let target = layout(into).positions(of: result)
    let rest = layout(own.axes.filter { !over.contains($0) })
    let start = rest.positions(of: result)
    let row = own.positions(of: rest)
    let index = (0..<own.count).map { cell in
      Int32(start[row[cell]] + target[Int(places[along[cell]])])
    }
    let id = tracer.graph.broadcast(value(operand), to: own.count)
    return result.count == 1
      ? tracer.graph.sum(id, over: own.count)
      : tracer.graph.scatterAdd(id, index, count: result.count)
  }

  /// log Σ exp over states: a few of them as vectors of their own, in which a state is a number.
  mutating func sumOut(_ operand: NodeID, over axis: AxisID, result: Layout) -> ID {
    let count = lengths[axis.index]
    if count <= Self.fewStates {
      return tracer.graph.logSumExp(
        slices(of: operand, along: axis).map { align($0, slice(operand, axis), to: result) })
    }
    let shape = ChainShape(chains: result.count, steps: 1, states: count, isVarying: false)
    guard result.count > 0 else { return tracer.graph.constant(0) }
    return tracer.graph.chain(
      shape, emission: columns(of: operand, along: [axis], rows: result),
      transition: tracer.graph.constant(0))
  }

  /// The layout of a node for one state.
  private func slice(_ node: NodeID, _ axis: AxisID) -> Layout {
    let axes = graph[node].axes
    return Layout(axes: axes, shape: axes.map { $0 == axis ? 1 : lengths[$0.index] })
  }

  /// A node's values state by state.
  mutating func slices(of node: NodeID, along axis: AxisID) -> [ID] {
    let count = lengths[axis.index]
    let dependent = nodes(along: axis)
    let aside = dependent.map { values[$0] }
    var slices: [ID] = []
    lengths[axis.index] = 1
    for _ in 0..<count {
      for index in dependent { values[index] = nil }
      slices.append(value(node))
      offsets[axis.index] += 1
    }
    offsets[axis.index] -= count
    lengths[axis.index] = count
    for (index, known) in zip(dependent, aside) { values[index] = known }
    return slices
  }

  /// The nodes that change along an axis.
  private func nodes(along axis: AxisID) -> [Int] {
    var changes = [Bool](repeating: false, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      changes[index] =
        node.axes.contains(axis) || node.operation.operands.contains { changes[$0.index] }
    }
    return changes.indices.filter { changes[$0] }
  }

  /// A Markov chain, its emissions state by state, its transitions pair by pair of states.
  mutating func chain(_ chain: ChainSum, result: Layout) -> ID {
    let states = lengths[chain.state.index]
    let steps = layout(result.axes + [chain.step])
    let isVarying = graph[chain.transition].axes.contains(chain.step)
    let shape = ChainShape(
      chains: result.count, steps: lengths[chain.step.index], states: states,
      isVarying: isVarying)
    guard shape.steps > 0, shape.chains > 0 else { return tracer.graph.constant(0) }
    let emission = columns(of: chain.emission, along: [chain.state], rows: steps)
    let one = layout([])
    let transition = columns(
      of: chain.transition, along: [chain.previous, chain.state], rows: isVarying ? steps : one)
    return tracer.graph.chain(shape, emission: emission, transition: transition)
  }

  /// For each state, or each pair of states, the elements over `rows`, one state after the other.
  private mutating func columns(of node: NodeID, along axes: [AxisID], rows: Layout) -> ID {
    let outer = layout(axes)
    let own = layout(node)
    if let axis = axes.first, axes.count == 1, outer.count <= Self.fewStates, rows.count > 1 {
      let parts = slices(of: node, along: axis).map { part in
        tracer.graph.broadcast(align(part, slice(node, axis), to: rows), to: rows.count)
      }
      return tracer.graph.concatenate(parts)
    }
    let id = value(node)
    let whole = layout(axes + rows.axes)
    return part(id, whole.positions(of: own))
  }
}

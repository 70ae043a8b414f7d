import BayesData
import BayesSource

extension Binder {
  /// What is observed of each variable.
  mutating func observe() -> [Observation?] {
    graph.variables.indices.map { index in
      let variable = graph.variables[index]
      if options.ignoresObserved, variable.role == .observe { return nil }
      let shape = variable.axes.map { evaluator.lengths[$0.index] }
      if let node = variable.observed {
        return Observation(
          values: Tensor(shape: shape, values: evaluator.evaluate(node)), latentCells: [])
      }
      if let input = variable.input, let values = evaluator.inputs[input.index] {
        return Observation(
          values: Tensor(shape: shape, values: values), latentCells: missing[input.index])
      }
      if variable.role == .param, options.conditioned.contains(variable.name) {
        return condition(variable, shape: shape)
      }
      return nil
    }
  }

  private mutating func condition(_ variable: RandomVariable, shape: [Int]) -> Observation? {
    guard let value = data[variable.name] else { return nil }
    guard value.shape == shape, case .numbers(let numbers, let nulls, _) = value.cells,
      nulls.isEmpty, numbers.allSatisfy(\.isFinite)
    else {
      report(.cannotCondition(variable, value, shape: shape))
      return nil
    }
    if let kind = variable.constraint,
      let fault = StructureCheck.fault(numbers, shape: shape, kind)
    {
      report(.brokenParam(variable, kind, fault.reason, value.place(ofCell: fault.cell)))
      return nil
    }
    remarks.append("\(variable.name) is conditioned on its data")
    return Observation(values: Tensor(shape: shape, values: numbers), latentCells: [])
  }

  /// The bound model: levels anew with what is observed, tables for every data-level node that the
  /// rest reads.
  mutating func fold(_ observations: [Observation?]) -> BoundModel? {
    var bound = graph
    setLevels(of: &bound, observations)
    for (index, observation) in observations.enumerated() {
      guard let observation, observation.latentCells.isEmpty else { continue }
      evaluator.variables[index] = observation.values.values
    }
    let (frontier, unguarded) = frontier(of: bound)
    var tables = [Tensor?](repeating: nil, count: graph.nodes.count)
    for node in frontier {
      let shape = graph[node].axes.map { evaluator.lengths[$0.index] }
      tables[node.index] = Tensor(shape: shape, values: evaluator.evaluate(node))
    }
    checkIndices(bound, tables, unguarded)
    checkSolutions(bound, unguarded)
    for fault in evaluator.faults where unguarded.contains(fault.within ?? fault.node) {
      report(.indexOutside(fault, in: graph))
      break
    }
    for endless in evaluator.endless where unguarded.contains(endless.node) {
      report(.endless(graph[endless.routine].span))
      break
    }
    guard isFine else { return nil }
    checkCensoring(observations)
    guard isFine else { return nil }
    checkSupports(bound, observations)
    guard isFine else { return nil }
    checkArguments(bound, unguarded)
    guard isFine else { return nil }
    checkIntervals(bound, observations)
    checkLimits(bound, observations)
    checkTotals(bound, observations)
    guard isFine else { return nil }
    return BoundModel(
      graph: bound, lengths: evaluator.lengths, offsets: evaluator.offsets,
      segments: evaluator.segments, tables: tables, labels: labels, observations: observations,
      remarks: remarks,
      dataDigest: DataDigest.of(graph, evaluator.inputs, observations))
  }

  /// A node is at data level if all it reads is; an observed variable without missing cells is.
  private func setLevels(of bound: inout ModelGraph, _ observations: [Observation?]) {
    for (index, node) in bound.nodes.enumerated() {
      var level = Level.data
      switch node.operation {
      case .variable(let variable):
        let isKnown = observations[variable.index]?.latentCells.isEmpty ?? false
        level = isKnown ? .data : .draw
      case .statistic: level = .posterior
      case .carried, .recurrence, .argument, .summary: level = node.level
      default: level = node.operation.operands.reduce(.data) { max($0, bound[$1].level) }
      }
      bound.nodes[index].level = level
    }
  }

  /// The data-level nodes read by others, from what the density and the reports need; and the nodes
  /// reached without passing the branches of a conditional.
  private func frontier(of bound: ModelGraph) -> (frontier: [NodeID], unguarded: Set<NodeID>) {
    var unguarded: Set<NodeID> = []
    var pending = bound.roots
    var frontier: Set<NodeID> = []
    while let next = pending.popLast() {
      guard unguarded.insert(next).inserted else { continue }
      if bound[next].level == .data { frontier.insert(next) }
      if case .select(let condition, _, _) = bound[next].operation {
        pending.append(condition)
      } else {
        pending += bound.operands(of: next)
      }
    }
    var reached: Set<NodeID> = []
    pending = bound.roots
    while let next = pending.popLast() {
      guard reached.insert(next).inserted else { continue }
      if bound[next].level == .data {
        frontier.insert(next)
      } else {
        pending += bound.operands(of: next)
      }
    }
    // Only what draw-level nodes or roots read is kept as a table.
    let kept = frontier.filter { reached.contains($0) }
    return (kept.sorted { $0.index < $1.index }, unguarded)
  }

  /// Data-level indices of draw-level arrays.
  private mutating func checkIndices(
    _ bound: ModelGraph, _ tables: [Tensor?], _ unguarded: Set<NodeID>
  ) {
    for (index, node) in bound.nodes.enumerated() where node.level > .data {
      guard case .gather(let source, let indices) = node.operation,
        unguarded.contains(NodeID(index))
      else { continue }
      for (axis, place) in indices.enumerated() {
        guard case .at(let id) = place, let table = tables[id.index] else { continue }
        let length = evaluator.lengths[bound[source].axes[axis].index]
        let wrong = table.values.firstIndex { !($0 >= 1 && $0 <= Double(length)) }
        if let wrong {
          report(
            .indexOutside(
              IndexFault(
                node: NodeID(index), axis: axis, value: table.values[wrong], length: length,
                element: wrong), in: graph))
          return
        }
      }
    }
  }
}

extension ModelGraph {
  /// What a fit needs: densities, factors, reports, bounds and the arguments of all distributions.
  package var roots: [NodeID] {
    var roots = factors.map(\.node) + reports.map(\.node) + judgementRoots
    for variable in variables {
      roots += [variable.lower, variable.upper, variable.initial].compactMap(\.self)
      for term in variable.terms {
        if variable.role != .predict { roots.append(term.logDensity) }
        roots += term.distribution.operands
        roots += [term.condition, term.weight].compactMap(\.self)
      }
    }
    return roots
  }
}

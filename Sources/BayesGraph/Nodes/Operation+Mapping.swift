extension Operation {
  /// The same operation reading other nodes.
  package func mapped(_ map: (NodeID) -> NodeID) -> Operation {
    switch self {
    case .constant, .input, .variable, .position, .segment, .size, .carried, .recurrence, .argument,
      .slot, .summary, .statistic:
      self
    case .routine(let routine, let slot, let reads):
      .routine(routine, slot: slot, reads: reads.map(map))
    case .solution(let solution): .solution(solution.mapped(map))
    case .elementwise(let function, let nodes): .elementwise(function, nodes.map(map))
    case .select(let condition, let whenTrue, let whenFalse):
      .select(condition: map(condition), whenTrue: map(whenTrue), whenFalse: map(whenFalse))
    case .lane(let function, let nodes, let over, let result):
      .lane(function, nodes.map(map), over: over, result: result)
    case .matrix(let function, let operands, let result):
      .matrix(
        function, operands.map { MatrixOperand(node: map($0.node), axes: $0.axes) },
        result: result)
    case .contract(let a, let b, let axis): .contract(map(a), map(b), over: axis)
    case .gather(let source, let indices):
      .gather(map(source), indices.map { $0.mapped(map) })
    case .relabel(let node): .relabel(map(node))
    case .arrange(let node): .arrange(map(node))
    case .stack(let nodes): .stack(nodes.map(map))
    case .assemble(let pieces): .assemble(pieces.map { $0.mapped(map) })
    case .logDensity(let call, let value): .logDensity(call.mapped(map), value: map(value))
    case .logProbability(let call, let lower, let upper):
      .logProbability(call.mapped(map), lower: lower.map(map), upper: upper.map(map))
    case .segmentSum(let node, let over, let places, let into):
      .segmentSum(map(node), over: over, places: places, into: into)
    case .sumOut(let node, let axis): .sumOut(map(node), over: axis)
    case .chain(let chain): .chain(chain.mapped(map))
    }
  }
}

extension GatherIndex {
  func mapped(_ map: (NodeID) -> NodeID) -> GatherIndex {
    switch self {
    case .keep: .keep
    case .at(let node): .at(map(node))
    }
  }
}

extension Piece {
  func mapped(_ map: (NodeID) -> NodeID) -> Piece { Piece(node: map(node), axes: axes) }
}

extension Truncation {
  func mapped(_ map: (NodeID) -> NodeID) -> Truncation {
    Truncation(lower: lower.map(map), upper: upper.map(map))
  }
}

extension Censoring {
  func mapped(_ map: (NodeID) -> NodeID) -> Censoring {
    Censoring(left: left.map(map), right: right.map(map), interval: interval.map(map))
  }
}

extension DistributionCall {
  /// The same call with arguments read from other nodes.
  package func mapped(_ map: (NodeID) -> NodeID) -> DistributionCall {
    var call = self
    call.arguments = arguments.map { argument in
      switch argument {
      case .value(let node, let event): .value(map(node), event: event)
      case .range(let lower, let upper): .range(lower: lower.map(map), upper: upper.map(map))
      case .components(let calls): .components(calls.map { $0.mapped(map) })
      case .family(let call, let axis): .family(call.mapped(map), over: axis)
      }
    }
    call.truncation = truncation?.mapped(map)
    return call
  }
}

extension ModelGraph {
  /// Lets every reference outside `nodes` read other nodes.
  package mutating func mapReferences(_ map: (NodeID) -> NodeID) {
    for index in inputs.indices {
      inputs[index].lower = inputs[index].lower.map(map)
      inputs[index].upper = inputs[index].upper.map(map)
      inputs[index].defaultValue = inputs[index].defaultValue.map(map)
    }
    for index in variables.indices { variables[index].mapNodes(map) }
    for index in factors.indices { factors[index].node = map(factors[index].node) }
    for index in reports.indices { reports[index].node = map(reports[index].node) }
    for index in statistics.indices {
      statistics[index].node = map(statistics[index].node)
      statistics[index].probability = statistics[index].probability.map(map)
    }
    for index in gates.indices { gates[index].condition = map(gates[index].condition) }
    for index in decisions.indices {
      for action in decisions[index].actions.indices {
        decisions[index].actions[action].utility = map(decisions[index].actions[action].utility)
      }
    }
    for index in recurrences.indices {
      for state in recurrences[index].states.indices {
        recurrences[index].states[state].pieces = recurrences[index].states[state].pieces.map {
          $0.mapped(map)
        }
      }
    }
    for index in routines.indices { routines[index] = routines[index].mapped(map) }
    for index in dimensions.indices {
      dimensions[index].firstCode = dimensions[index].firstCode.map(map)
      dimensions[index].firstValue = dimensions[index].firstValue.map(map)
      if case .expression(let node) = dimensions[index].size {
        dimensions[index].size = .expression(map(node))
      }
    }
    for index in axes.indices { axes[index].extent = axes[index].extent.mapped(map) }
  }
}

extension AxisExtent {
  func mapped(_ map: (NodeID) -> NodeID) -> AxisExtent {
    switch self {
    case .dimension, .fixed: self
    case .piece(let dimension, let lower, let upper):
      .piece(dimension, lower: lower.map(map), upper: upper.map(map))
    case .range(let lower, let upper): .range(lower: map(lower), upper: map(upper))
    case .segments(let owners, let lengths): .segments(of: owners, lengths: map(lengths))
    case .count(let node): .count(map(node))
    }
  }
}

extension RandomVariable {
  mutating func mapNodes(_ map: (NodeID) -> NodeID) {
    lower = lower.map(map)
    upper = upper.map(map)
    observed = observed.map(map)
    initial = initial.map(map)
    terms = terms.map { term in
      var term = term
      term.value = map(term.value)
      term.distribution = term.distribution.mapped(map)
      term.logDensity = map(term.logDensity)
      term.condition = term.condition.map(map)
      term.weight = term.weight.map(map)
      term.arm = term.arm.map(map)
      term.truncation = term.truncation?.mapped(map)
      term.censoring = term.censoring?.mapped(map)
      return term
    }
  }
}

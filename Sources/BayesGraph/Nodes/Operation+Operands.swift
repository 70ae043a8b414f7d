extension Operation {
  /// The nodes this operation reads; a recurrence's pieces and a solution's function are reached through
  /// the graph.
  package var operands: [NodeID] {
    switch self {
    case .constant, .input, .variable, .position, .segment, .size, .carried, .recurrence, .argument,
      .slot, .summary, .statistic:
      []
    case .routine(_, _, let reads): reads
    case .solution(let solution): solution.operands
    case .elementwise(_, let nodes), .lane(_, let nodes, _, _), .stack(let nodes): nodes
    case .select(let condition, let whenTrue, let whenFalse): [condition, whenTrue, whenFalse]
    case .matrix(_, let operands, _): operands.map(\.node)
    case .contract(let a, let b, _): [a, b]
    case .gather(let source, let indices):
      [source]
        + indices.compactMap { index in
          if case .at(let node) = index { node } else { nil }
        }
    case .relabel(let node), .arrange(let node), .segmentSum(let node, _, _, _),
      .sumOut(let node, _):
      [node]
    case .chain(let chain): [chain.emission, chain.transition]
    case .assemble(let pieces): pieces.map(\.node)
    case .logDensity(let call, let value): [value] + call.operands
    case .logProbability(let call, let lower, let upper):
      [lower, upper].compactMap(\.self) + call.operands
    }
  }
}

extension DistributionCall {
  /// The nodes of all arguments and truncation bounds, those of components included.
  package var operands: [NodeID] {
    var nodes: [NodeID] = []
    for argument in arguments {
      switch argument {
      case .value(let node, _): nodes.append(node)
      case .range(let lower, let upper): nodes += [lower, upper].compactMap(\.self)
      case .components(let calls): nodes += calls.flatMap(\.operands)
      case .family(let call, _): nodes += call.operands
      }
    }
    if let truncation { nodes += [truncation.lower, truncation.upper].compactMap(\.self) }
    return nodes
  }
}

extension ModelGraph {
  /// The nodes a node reads, those of a recurrence's pieces and of a solution's function included.
  package func operands(of id: NodeID) -> [NodeID] {
    switch self[id].operation {
    case .recurrence(let recurrence, _):
      return self[recurrence].states.flatMap { $0.pieces.map(\.node) }
    case .solution(let solution): return solution.operands + [solution.value]
    default: return self[id].operation.operands
    }
  }

  /// Appends a node and returns its place.
  package mutating func append(_ node: Node) -> NodeID {
    nodes.append(node)
    return NodeID(nodes.count - 1)
  }
}

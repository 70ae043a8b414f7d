import BayesGraph
import BayesSource

extension Checker {
  /// What is legal and probably not meant.
  mutating func lint() {
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return }
    lintJumps()
    lintCentring()
    let used = usedNodes(
      from: graph.factors.map(\.node) + graph.reports.map(\.node) + sizeNodes
        + graph.judgementRoots)
    var read: Set<InputID> = []
    var moved: Set<VariableID> = []
    for (index, node) in graph.nodes.enumerated() where used[index] {
      if case .input(let input) = node.operation { read.insert(input) }
      if case .variable(let variable) = node.operation { moved.insert(variable) }
    }
    for variable in graph.variables { if let input = variable.input { read.insert(input) } }
    for (index, input) in graph.inputs.enumerated() where !read.contains(InputID(index)) {
      report(.unusedData(input.name, at: input.span))
    }
    for (index, variable) in graph.variables.enumerated()
    where variable.role == .param && !moved.contains(VariableID(index)) {
      report(.unusedParam(variable.name, at: variable.span))
    }
  }

  /// Warns of `with noncentered` where no location and scale can be taken out.
  private mutating func lintCentring() {
    for (id, span) in centringSpans.sorted(by: { $0.key.index < $1.key.index }) {
      let variable = graph[id]
      guard variable.centring == .noncentered else { continue }
      if variable.role != .param || Centring.family(of: variable) == nil {
        report(.noncentredInVain(variable.name, at: span))
      }
    }
  }

  /// Warns of conditions by which the log density jumps.
  private mutating func lintJumps() {
    guard !jumps.isEmpty else { return }
    let used = usedNodes(from: graph.factors.map(\.node))
    for (node, condition, span) in jumps where used[node.index] && moves(condition) {
      let isSaid = diagnostics.contains { diagnostic in
        diagnostic.span.map { $0.start >= span.start && $0.end <= span.end } ?? false
      }
      if !isSaid { report(.discontinuity(at: span)) }
    }
  }

  /// Whether a quantity that a sampler moves decides a node; discrete latents are summed out.
  private func moves(_ node: NodeID) -> Bool {
    var pending = [node]
    var seen: Set<NodeID> = [node]
    while let next = pending.popLast() {
      if case .variable(let id) = graph[next].operation {
        let isSummed = graph[id].role == .param && graph[id].isDiscrete
        if !isSummed { return true }
      }
      pending += graph.operands(of: next).filter { seen.insert($0).inserted }
    }
    return false
  }

  /// What decides sizes, codes, pieces and bounds.
  private var sizeNodes: [NodeID] {
    var nodes: [NodeID] = []
    for dimension in graph.dimensions {
      if case .expression(let size) = dimension.size { nodes.append(size) }
      nodes += [dimension.firstCode, dimension.firstValue].compactMap(\.self)
    }
    for axis in graph.axes {
      switch axis.extent {
      case .piece(_, let lower, let upper): nodes += [lower, upper].compactMap(\.self)
      case .range(let lower, let upper): nodes += [lower, upper]
      case .count(let length), .segments(_, let length): nodes.append(length)
      case .dimension, .fixed: break
      }
    }
    for input in graph.inputs {
      nodes += [input.lower, input.upper, input.defaultValue].compactMap(\.self)
    }
    return nodes
  }

  /// Nodes that reach the log density of a quantity, or one of `roots`.
  private func usedNodes(from roots: [NodeID]) -> [Bool] {
    var used = [Bool](repeating: false, count: graph.nodes.count)
    var pending = roots
    for variable in graph.variables {
      pending += [variable.lower, variable.upper, variable.observed].compactMap(\.self)
      for term in variable.terms {
        pending += term.distribution.operands
        if term.distribution.isOwn { pending.append(term.logDensity) }
        pending += [term.weight, term.condition].compactMap(\.self)
        if let censoring = term.censoring {
          pending += [censoring.left, censoring.right, censoring.interval].compactMap(\.self)
        }
      }
    }
    while let next = pending.popLast() {
      guard !used[next.index] else { continue }
      used[next.index] = true
      pending += graph.operands(of: next)
    }
    return used
  }
}

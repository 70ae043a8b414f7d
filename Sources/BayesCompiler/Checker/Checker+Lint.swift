import BayesGraph
import BayesSource

extension Checker {
  /// What is legal and probably not meant.
  mutating func lint() {
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return }
    lintJumps()
    let used = usedNodes(from: graph.factors.map(\.node) + graph.reports.map(\.node))
    var read: Set<InputID> = []
    var moved: Set<VariableID> = []
    for (index, node) in graph.nodes.enumerated() where used[index] {
      if case .input(let input) = node.operation { read.insert(input) }
      if case .variable(let variable) = node.operation { moved.insert(variable) }
    }
    for variable in graph.variables { if let input = variable.input { read.insert(input) } }
    for (index, input) in graph.inputs.enumerated() where !read.contains(InputID(index)) {
      let isSize = graph.axes.contains {
        if case .dimension = $0.extent { input.axes.isEmpty } else { false }
      }
      if !isSize { report(.unusedData(input.name, at: input.span)) }
    }
    for (index, variable) in graph.variables.enumerated()
    where variable.role == .param && !moved.contains(VariableID(index)) {
      report(.unusedParam(variable.name, at: variable.span))
    }
  }

  /// Warns of conditions by which the log density jumps.
  private mutating func lintJumps() {
    guard !jumps.isEmpty else { return }
    let used = usedNodes(from: graph.factors.map(\.node))
    for (node, condition) in jumps where used[node.index] {
      let isSaid = diagnostics.contains { diagnostic in
        diagnostic.span.map { $0.start >= condition.start && $0.end <= condition.end } ?? false
      }
      if !isSaid { report(.discontinuity(at: condition)) }
    }
  }

  /// Nodes that reach the log density of a quantity, or one of `roots`.
  private func usedNodes(from roots: [NodeID]) -> [Bool] {
    var used = [Bool](repeating: false, count: graph.nodes.count)
    var pending = roots
    for variable in graph.variables {
      pending += [variable.lower, variable.upper, variable.observed].compactMap(\.self)
      for term in variable.terms {
        pending += term.distribution.operands
        pending += [term.weight, term.condition].compactMap(\.self)
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

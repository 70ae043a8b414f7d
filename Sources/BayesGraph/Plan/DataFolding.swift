/// Reports what was computed once, when data were bound: no gradient pays for it again.
package enum DataFolding: Rewrite {
  package static let name = "folding"

  package static func apply(to model: BoundModel) -> RewriteResult {
    var result = RewriteResult(model: model)
    let folded = model.graph.nodes.indices.filter { index in
      if case .constant = model.graph.nodes[index].operation { return false }
      if case .input = model.graph.nodes[index].operation { return false }
      return model.tables[index] != nil
    }
    guard !folded.isEmpty else { return result }
    let cells = folded.reduce(0) { $0 + (model.tables[$1]?.values.count ?? 0) }
    let noun = folded.count == 1 ? "expression" : "expressions"
    result.steps.append(
      PlanStep(
        rewrite: name, subject: nil, applied: true,
        reason:
          "\(folded.count) \(noun) of the data, computed once (\(cells) numbers)"))
    return result
  }
}

extension BoundModel {
  /// What data made of the graph as text: sizes, labels, tables of what depends on data only, and what
  /// is observed; long tables by their first numbers.
  package func dump() -> String {
    var lines = ["digest \(dataDigest)"] + remarks.map { "remark \($0)" }
    for (axis, length) in zip(graph.axes, lengths) {
      guard case .dimension(let dimension, copy: 0) = axis.extent else { continue }
      let known = labels[dimension.index].map { " = \(shown($0.map { "\"\($0)\"" }))" } ?? ""
      lines.append("dim \(graph[dimension].name): \(length)\(known)")
    }
    for (index, table) in tables.enumerated() {
      guard let table else { continue }
      lines.append("%\(index) = \(text(table))")
    }
    for (variable, observation) in zip(graph.variables, observations) {
      guard let observation else { continue }
      let latent = observation.latentCells
      let missing = latent.isEmpty ? "" : ", latent at \(shown(latent.map { "\($0 + 1)" }))"
      lines.append("observed \(variable.name) = \(text(observation.values))\(missing)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func text(_ tensor: Tensor) -> String {
    let shape = tensor.shape.map(String.init).joined(separator: " x ")
    let values = tensor.values.map(\.description)
    return tensor.shape.isEmpty ? values.joined() : "(\(shape)) \(shown(values))"
  }

  private func shown(_ elements: [String]) -> String {
    let rest = elements.count > 8 ? ", … \(elements.count - 8) more" : ""
    return "[\(elements.prefix(8).joined(separator: ", "))\(rest)]"
  }
}

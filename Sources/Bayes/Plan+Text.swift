package import BayesGraph

extension Plan {
  /// What `bayes plan` prints: data taken, quantities and how each is inferred, rewrites with reasons.
  package var text: String {
    var lines: [String] = []
    for remark in model.remarks { lines.append("data: \(remark)") }
    for (index, variable) in model.graph.variables.enumerated() {
      let name = name(of: VariableID(index))
      let count = model.count(of: variable.axes)
      switch (variable.role, model.observations[index]) {
      case (.param, nil): break
      case (.param, _): lines.append("\(name): conditioned on its data")
      case (.observe, let observation?):
        let latent = observation.latentCells.count
        let missing = latent == 0 ? "" : ", \(latent) missing cells sampled"
        lines.append("\(name): observed, \(count) values\(missing)")
      case (.observe, nil): lines.append("\(name): not observed")
      case (.predict, _): lines.append("\(name): predicted, \(count) values")
      }
    }
    for quantity in sampled {
      let name = name(of: quantity.variable)
      let way = steps.last {
        $0.rewrite == Centring.name && $0.subject == model.graph[quantity.variable].name
          || $0.subject == name
      }
      let how = way.map { ", \($0.reason)" } ?? ""
      lines.append("\(name): sampled, \(quantity.count) coordinates\(how)")
    }
    for step in steps where step.subject == nil { lines.append("\(step.rewrite): \(step.reason)") }
    let total = sampled.reduce(0) { $0 + $1.count }
    lines.append("\(total) free dimensions, by NUTS")
    return lines.joined(separator: "\n") + "\n"
  }
}

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
        let missing = latent == 0 ? "" : ", \(latent.of("missing cell")) sampled"
        lines.append("\(name): observed, \(count.of("value"))\(missing)")
      case (.observe, nil): lines.append("\(name): not observed")
      case (.predict, _): lines.append("\(name): drawn for each draw, \(count.of("value"))")
      }
    }
    for step in steps where step.rewrite == Enumeration.name {
      lines.append("\(step.subject ?? ""): \(step.reason)")
    }
    for quantity in sampled {
      let name = name(of: quantity.variable)
      let way = steps.last {
        $0.rewrite == Centring.name && $0.subject == model.graph[quantity.variable].name
          || $0.subject == name
      }
      let how = way.map { ", \($0.reason)" } ?? ""
      lines.append("\(name): sampled, \(quantity.count.of("coordinate"))\(how)")
    }
    for step in steps where step.subject == nil { lines.append("\(step.rewrite): \(step.reason)") }
    let total = sampled.reduce(0) { $0 + $1.count }
    lines.append("\(total.of("free dimension")), by NUTS")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Int {
  /// The number with its noun: "1 value", "2 values".
  fileprivate func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

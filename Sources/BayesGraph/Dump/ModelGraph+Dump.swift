import BayesDistributions

extension ModelGraph {
  /// The graph as text: dimensions, inputs, nodes in order as `%7: type = operation`, then what the log
  /// density sums and what is reported.
  package func dump() -> String {
    var lines = dimensions.map(text)
    lines += inputs.map(text)
    lines += nodes.indices.map { "%\($0): \(text(type: nodes[$0])) = \(text(nodes[$0].operation))" }
    for (index, recurrence) in recurrences.enumerated() {
      lines.append("recurrence \(index) along \(self[recurrence.dimension].name)")
      lines += recurrence.states.map { "  \($0.name)\(text($0.axes)) = \(text($0.pieces))" }
    }
    for variable in variables { lines += text(variable) }
    lines += factors.map { "factor %\($0.node.index)" }
    lines += reports.map { "report \($0.name)\(text($0.axes)) = %\($0.node.index)" }
    lines += gates.map { "gate \($0.name) %\($0.condition.index)" }
    lines += decisions.map { decision in
      let actions = decision.actions.map { "\($0.name) %\($0.utility.index)" }
      return "decide \(decision.name) \(decision.isMaximized ? "maximize" : "minimize") "
        + actions.joined(separator: ", ")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func text(_ dimension: Dimension) -> String {
    let flags = [
      dimension.isOrdered ? " ordered" : "", dimension.isCircular ? " circular" : "",
      dimension.isStream ? " stream" : "",
    ].joined()
    let size =
      switch dimension.size {
      case .expression(let node): "%\(node.index)"
      case .labels(let labels): "[\(labels.map { "\"\($0)\"" }.joined(separator: ", "))]"
      case .inferred: "inferred"
      }
    let parent = dimension.parent.map { " of \(self[$0].name)" } ?? ""
    return "dim \(dimension.name)\(parent)\(flags) = \(size)"
  }

  private func text(_ input: Input) -> String {
    var text = "input \(input.name): \(text(input.element))\(text(input.axes))"
    if let constraint = input.constraint { text += " \(constraint.rawValue)" }
    text += bounds(input.lower, input.upper)
    if let value = input.defaultValue { text += " default %\(value.index)" }
    return text + (input.allowsMissing ? " or missing" : "")
  }

  private func text(_ variable: RandomVariable) -> [String] {
    let event = variable.eventRank > 0 ? " event \(variable.eventRank)" : ""
    let constraint = variable.constraint.map { " \($0.rawValue)" } ?? ""
    let start = variable.initial.map { " init %\($0.index)" } ?? ""
    let head =
      "\(variable.role.rawValue) \(variable.name): \(text(variable.element))\(text(variable.axes))"
      + event + constraint + bounds(variable.lower, variable.upper) + start
    return [head]
      + variable.terms.map { term in
        let condition = term.condition.map { " where %\($0.index)" } ?? ""
        let weight = term.weight.map { " weight %\($0.index)" } ?? ""
        return "  \(text(term.axes)) ~ \(text(term.distribution)): %\(term.logDensity.index)"
          + condition + weight + (term.censoring.map(text) ?? "")
      }
  }

  private func text(_ censoring: Censoring) -> String {
    let ends = [
      ("left", censoring.left), ("right", censoring.right), ("interval", censoring.interval),
    ]
    return " censored"
      + ends.map { kind, node in node.map { " \(kind) %\($0.index)" } ?? "" }.joined()
  }

  private func bounds(_ lower: NodeID?, _ upper: NodeID?) -> String {
    guard lower != nil || upper != nil else { return "" }
    return " in \(lower.map { "%\($0.index)" } ?? "")...\(upper.map { "%\($0.index)" } ?? "")"
  }

  private func text(type node: Node) -> String {
    let level =
      switch node.level {
      case .data: "data "
      case .draw: ""
      case .posterior: "posterior "
      }
    return "\(level)\(text(node.element))\(text(node.axes))"
  }

  private func text(_ element: ElementType) -> String {
    switch element {
    case .real: "Real"
    case .integer: "Int"
    case .boolean: "Bool"
    case .index(let dimension): self[dimension].name
    }
  }

  private func text(_ axes: [AxisID]) -> String {
    axes.isEmpty ? "" : "[\(axes.map(name).joined(separator: ", "))]"
  }

  /// An axis by its name; index variables and anonymous axes by their place too, for several may have
  /// the same.
  private func name(_ axis: AxisID) -> String {
    switch self[axis].extent {
    case .dimension(let dimension, let copy):
      self[dimension].name + String(repeating: "'", count: copy)
    case .fixed(let length): "\(length)#\(axis.index)"
    case .piece, .range, .segments, .count: "\(self[axis].name)#\(axis.index)"
    }
  }
}

extension ModelGraph {
  private func text(_ operation: Operation) -> String {
    switch operation {
    case .constant(let number): "\(number)"
    case .input(let input): self[input].name
    case .variable(let variable): self[variable].name
    case .position(let axis): "position \(name(axis))"
    case .segment(let axis, let owner): "segment \(name(axis)) along \(name(owner))"
    case .size(let axis): "size \(name(axis))"
    case .elementwise(let function, let nodes):
      "\(FunctionCatalog.declaration(of: function).name)(\(text(nodes)))"
    case .select(let condition, let whenTrue, let whenFalse):
      "select(\(text([condition, whenTrue, whenFalse])))"
    case .lane(let function, let nodes, let over, _):
      "\(FunctionCatalog.declaration(of: function).name)(\(text(nodes))) over \(text(over))"
    case .matrix(let function, let operands, _):
      "\(FunctionCatalog.declaration(of: function).name)(\(text(operands.map(\.node))))"
    case .contract(let a, let b, let over): "contract(\(text([a, b]))) over \(name(over))"
    case .gather(let source, let indices):
      "%\(source.index)[\(indices.map(text).joined(separator: ", "))]"
    case .relabel(let node): "relabel %\(node.index)"
    case .arrange(let node): "arrange %\(node.index)"
    case .stack(let nodes): "stack(\(text(nodes)))"
    case .assemble(let pieces): "assemble \(text(pieces))"
    case .statistic(let id):
      "\(self[id].kind.rawValue)(%\(self[id].node.index)"
        + (self[id].probability.map { ", %\($0.index)" } ?? "") + ")"
    case .carried(let recurrence, let state):
      "carried \(self[recurrence].states[state].name)"
    case .recurrence(let recurrence, let state):
      "recurrence \(recurrence.index) \(self[recurrence].states[state].name)"
    case .slot(let routine, let slot): "slot \(routine.index).\(slot)"
    case .routine(let routine, let slot, let reads):
      "routine \(routine.index).\(slot)(\(text(reads)))"
    case .argument: "argument"
    case .solution(let solution):
      "\(solution.name)(%\(solution.value.index) of \(text(solution.arguments)); "
        + "\(text(solution.conditions)))"
    case .logDensity(let call, let value): "logDensity(%\(value.index) ~ \(text(call)))"
    case .logProbability(let call, let lower, let upper):
      "logProbability(\(text(call))\(bounds(lower, upper)))"
    case .summary(let summary, let variable): "\(summary.rawValue)(\(self[variable].name))"
    case .segmentSum(let node, let over, _, let into):
      "segmentSum(%\(node.index)) over \(text(over)) into \(text(into))"
    case .sumOut(let node, let axis): "sumOut(%\(node.index)) over \(name(axis))"
    case .chain(let chain):
      "chain(%\(chain.emission.index), %\(chain.transition.index)) along \(name(chain.step))"
    }
  }

  private func text(_ index: GatherIndex) -> String {
    switch index {
    case .keep: "all"
    case .at(let node): "%\(node.index)"
    }
  }

  private func text(_ pieces: [Piece]) -> String {
    "{" + pieces.map { "\(text($0.axes)): %\($0.node.index)" }.joined(separator: "; ") + "}"
  }

  private func text(_ nodes: [NodeID]) -> String {
    nodes.map { "%\($0.index)" }.joined(separator: ", ")
  }

  private func text(_ call: DistributionCall) -> String {
    let declaration = DistributionCatalog.declaration(of: call.distribution)
    let parameters = declaration.forms[call.form].parameters
    let arguments = zip(parameters, call.arguments).map { parameter, argument in
      switch argument {
      case .value(let node, _): "\(parameter.name): %\(node.index)"
      case .range(let lower, let upper):
        "\(lower.map { "%\($0.index)" } ?? "")...\(upper.map { "%\($0.index)" } ?? "")"
      case .components(let calls): calls.map(text).joined(separator: " | ")
      case .family(let call, let axis): "\(text(call)) over \(name(axis))"
      }
    }
    let truncation = call.truncation.map { " truncated" + bounds($0.lower, $0.upper) } ?? ""
    return "\(declaration.name)(\(arguments.joined(separator: ", ")))\(truncation)"
  }
}

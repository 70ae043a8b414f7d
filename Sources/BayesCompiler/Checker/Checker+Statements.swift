import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  mutating func checkFactor(_ statement: FactorStatement) {
    guard let id = checkNumber(statement.value) else { return }
    let zero = constant(0, .real, at: statement.span)
    let node = arms.last.flatMap { choose($0, id, zero, at: statement.span) } ?? id
    graph.factors.append(Factor(node: node, span: statement.span))
  }

  mutating func checkReport(_ declaration: ReportDeclaration) {
    guard let value = declaration.value else {
      for target in declaration.targets { reportExisting(target) }
      return
    }
    guard declaration.targets.count == 1, let target = declaration.targets.first else {
      report(.defaultForSeveral(at: value.span))
      return
    }
    scopes.push()
    let outer = indexAxes.count
    let id = targetAxes(target).flatMap { axes -> NodeID? in
      guard let id = check(value) else { return nil }
      return conform(id, target: target, axes: axes, type: declaration.type, at: value.span)
    }
    scopes.pop()
    indexAxes.removeSubrange(outer...)
    guard let id else {
      declare(target.name, .invalid)
      return
    }
    declare(target.name, .value(id))
    save(target.name, id)
  }

  private mutating func reportExisting(_ target: Target) {
    guard let id = check(.name(target.name)) else { return }
    save(target.name, id)
  }

  private mutating func save(_ name: Identifier, _ id: NodeID) {
    let full = qualified(name)
    if let known = graph.reports.first(where: { $0.name == full }) {
      report(.savedTwice(name, firstAt: known.span))
      return
    }
    graph.reports.append(
      Report(name: full, node: id, axes: graph[id].axes, span: name.span))
    record(name, role: "report", type: typeText(id), level: graph[id].level)
  }
}

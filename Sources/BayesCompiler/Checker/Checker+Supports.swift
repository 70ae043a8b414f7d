import BayesDistributions
import BayesGraph
import BayesSource

extension Checker {
  /// Constrains a variable without a bounded type to where its prior lives.
  mutating func addSupport(of term: Term, to variable: inout RandomVariable) {
    let arguments = term.call.arguments
    let span = term.reference.span
    switch term.reference.declaration.support {
    case .real, .angle, .declared, .counts, .categories, .integers, .binary: break
    case .positive, .nonNegative: variable.lower = constant(0, .real, at: span)
    case .unitInterval:
      variable.lower = constant(0, .real, at: span)
      variable.upper = constant(1, .real, at: span)
    case .interval(let lower, let upper):
      variable.lower = lower.flatMap { scalar(arguments, $0) }
      variable.upper = upper.flatMap { scalar(arguments, $0) }
    case .range(let place):
      if let place, arguments.indices.contains(place),
        case .range(let lower, let upper) = arguments[place]
      {
        variable.lower = lower
        variable.upper = upper
      } else if case .range(let lower, let upper)? = arguments.first {
        variable.lower = lower
        variable.upper = upper
      }
    case .simplex: variable.constraint = .simplex
    case .choleskyCorrelation: variable.constraint = .choleskyCorrelation
    }
    if let truncation = term.clauses.truncation {
      variable.lower = tighter(variable.lower, truncation.lower, "max", at: span)
      variable.upper = tighter(variable.upper, truncation.upper, "min", at: span)
    }
    variable.lower = variable.lower.map { alongWhole($0, term) }
    variable.upper = variable.upper.map { alongWhole($0, term) }
  }

  private func scalar(_ arguments: [DistributionArgument], _ place: Int) -> NodeID? {
    guard arguments.indices.contains(place), case .value(let id, _) = arguments[place] else {
      return nil
    }
    return id
  }

  private mutating func tighter(
    _ own: NodeID?, _ other: NodeID?, _ choice: String, at span: SourceSpan
  ) -> NodeID? {
    guard let own, let other else { return own ?? other }
    if own == other { return own }
    if let a = constantValue(own), let b = constantValue(other) {
      return constant(choice == "max" ? max(a, b) : min(a, b), .real, at: span)
    }
    return elementwise(choice, [own, other], at: span) ?? other
  }

  /// A bound over an equation's axes, relabelled to those of the whole variable.
  private mutating func alongWhole(_ id: NodeID, _ term: Term) -> NodeID {
    let whole = wholeAxes(term.axes)
    let renaming = Dictionary(zip(term.axes, whole), uniquingKeysWith: { first, _ in first })
    return relabel(id, graph[id].axes.map { renaming[$0] ?? $0 }, at: graph[id].origin)
  }
}

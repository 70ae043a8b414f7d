import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Constrains a variable without a bounded type to where its prior lives.
  mutating func addSupport(of term: Term, to variable: inout RandomVariable) {
    let arguments = term.call.arguments
    let span = term.reference.span
    switch term.reference.declaration.support {
    case .real, .angle, .declared, .counts, .positiveCounts, .categories, .integers, .binary: break
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
    case .correlation: variable.constraint = .correlation
    case .covariance: variable.constraint = .covariance
    case .choleskyCorrelation: variable.constraint = .choleskyCorrelation
    case .choleskyCovariance: variable.constraint = .choleskyCovariance
    case .sumToZero: variable.constraint = .sumToZero
    }
    if let truncation = term.clauses.truncation, !term.reference.isDiscrete {
      variable.lower = tighter(variable.lower, truncation.lower, "max", at: span)
      variable.upper = tighter(variable.upper, truncation.upper, "min", at: span)
    }
  }

  /// Refuses a further equation of a parameter that lives elsewhere than the first: one quantity has
  /// one support.
  mutating func compareSupport(
    of term: Term, with id: VariableID, _ declaration: VariableDeclaration
  ) {
    let known = graph[id]
    guard known.role == .param, supported.contains(id) || declaration.type?.bounds != nil else {
      return
    }
    var own = known
    (own.lower, own.upper, own.constraint) = (
      term.type?.lower, term.type?.upper, term.type?.constraint
    )
    if own.lower == nil, own.upper == nil, own.constraint == nil { addSupport(of: term, to: &own) }
    guard isSame(own.lower, known.lower), isSame(own.upper, known.upper),
      own.constraint == known.constraint
    else {
      report(
        .differentSupports(known.name, at: term.reference.span, first: known.terms.first?.span))
      return
    }
  }

  private func isSame(_ a: NodeID?, _ b: NodeID?) -> Bool {
    guard let a, let b else { return a == b }
    if a == b { return true }
    if let first = foldedValue(a), let second = foldedValue(b) { return first == second }
    return graph.source.text(in: graph[a].origin) == graph.source.text(in: graph[b].origin)
  }

  private func scalar(_ arguments: [DistributionArgument], _ place: Int) -> NodeID? {
    guard arguments.indices.contains(place), case .value(let id, _) = arguments[place] else {
      return nil
    }
    return id
  }

  mutating func tighter(
    _ own: NodeID?, _ other: NodeID?, _ choice: String, at span: SourceSpan
  ) -> NodeID? {
    guard let own, let other else { return own ?? other }
    if own == other { return own }
    if let a = constantValue(own), let b = constantValue(other) {
      return constant(choice == "max" ? max(a, b) : min(a, b), .real, at: span)
    }
    return elementwise(choice, [own, other], at: span) ?? other
  }
}

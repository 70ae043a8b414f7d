import BayesDistributions
import BayesGraph
import BayesSource

extension Checker {
  /// Warns where the bounds of a type do not go with the distribution behind `~`.
  mutating func lintBounds(of term: Term, at span: SourceSpan) {
    guard let type = term.type, type.constraint == nil, term.clauses.truncation == nil,
      let (low, high) = naturalBounds(of: term)
    else { return }
    let lower = type.lower.map { foldedValue($0) } ?? -.infinity
    let upper = type.upper.map { foldedValue($0) } ?? .infinity
    if let lower, lower < low {
      return report(.beyondSupport(term.reference.name, at: span))
    }
    if let upper, upper > high {
      return report(.beyondSupport(term.reference.name, at: span))
    }
    let cuts = (lower ?? .infinity) > low || (upper ?? -.infinity) < high
    let bounds = [type.lower, type.upper].compactMap(\.self)
    let isMoving = (bounds + term.call.operands).contains { graph[$0].level > .data }
    guard cuts, isMoving else { return }
    report(.bareBounds(graph.source.text(in: span), at: span))
  }

  /// The interval on which a distribution of reals has a density; nil where it says otherwise.
  private func naturalBounds(of term: Term) -> (Double, Double)? {
    switch term.reference.declaration.support {
    case .real: return (-.infinity, .infinity)
    case .positive, .nonNegative: return (0, .infinity)
    case .unitInterval: return (0, 1)
    case .interval, .range, .angle, .declared, .counts, .positiveCounts, .categories, .integers,
      .binary, .simplex, .correlation, .covariance, .choleskyCorrelation, .choleskyCovariance,
      .sumToZero:
      return nil
    }
  }
}

import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

/// The bounds of a truncation as they are written; of several on one side the narrowest holds.
struct WrittenBounds {
  var lower: [Expression] = []
  var upper: [Expression] = []
  var span: SourceSpan?
}

/// Distributions that stand around another: `Truncated(D, lower: a)`, `ZeroInflated(p, D)`,
/// `Hurdle(p, D)`.
extension Checker {
  mutating func truncated(_ call: CallExpression) -> DistributionReference? {
    let labels = ["lower", "upper"]
    var given: [String: Expression] = [:]
    for (place, argument) in call.arguments.dropFirst().enumerated() {
      if let label = argument.label, !labels.contains(label.name) {
        report(.unknownArgument(label, of: "Truncated", known: labels))
        return nil
      }
      given[argument.label?.name ?? labels[min(place, 1)]] = argument.value
    }
    guard let inner = call.arguments.first, inner.label == nil, call.comprehension == nil,
      !given.isEmpty, given.count == call.arguments.count - 1
    else {
      report(
        .callShape(
          "Truncated(D, lower: a, upper: b)", "D is a distribution; either bound may be left out",
          at: call.span))
      return nil
    }
    guard var reference = component(inner.value) else { return nil }
    guard reference.declaration.capabilities.contains(.cdf) else {
      report(.noCDF(reference.name, at: inner.value.span))
      return nil
    }
    for name in labels {
      guard let end = given[name] else { continue }
      if name == "lower" {
        reference.bounds.lower.append(end)
      } else {
        reference.bounds.upper.append(end)
      }
    }
    reference.bounds.span = call.span
    return reference
  }

  mutating func zeroInflated(_ call: CallExpression) -> DistributionReference? {
    guard let (zero, base) = wrapped(call, "ZeroInflated", "inflation") else { return nil }
    // Where zero has no probability but the one it is given here, inflating it is a hurdle.
    let outer: any Distribution.Type = base.isDiscrete ? ZeroInflated.self : Hurdle.self
    return around(base, outer, zero, at: call.span)
  }

  mutating func hurdle(_ call: CallExpression) -> DistributionReference? {
    guard let (zero, written) = wrapped(call, "Hurdle", "zero") else { return nil }
    var base = written
    if base.isDiscrete {
      guard base.declaration.capabilities.contains(.cdf) else {
        report(.noCDF(base.name, at: base.span))
        return nil
      }
      base.bounds.lower.append(hidden(constant(1, at: call.span), at: call.span))
      base.bounds.span = base.bounds.span ?? base.span
    }
    return around(base, Hurdle.self, zero, at: call.span)
  }

  /// The probability and the distribution of numbers that a wrapper of two arguments has.
  private mutating func wrapped(
    _ call: CallExpression, _ name: String, _ label: String
  ) -> (zero: Expression, base: DistributionReference)? {
    let labels = call.arguments.map { $0.label?.name ?? label }
    guard call.arguments.count == 2, call.comprehension == nil, labels == [label, label],
      call.arguments[1].label == nil
    else {
      report(.callShape("\(name)(\(label), D)", "D is a distribution", at: call.span))
      return nil
    }
    guard let base = component(call.arguments[1].value) else { return nil }
    let isDeclared = if case .declared = base.declaration.support { true } else { false }
    guard base.valueRank == 0, !isDeclared, !base.declaration.hasAtom else {
      report(
        .callShape(
          "\(name)(\(label), D)", "D is a distribution of single numbers, and no mixture",
          at: call.arguments[1].value.span))
      return nil
    }
    return (call.arguments[0].value, base)
  }

  /// A point of mass at zero beside another distribution.
  private mutating func around(
    _ base: DistributionReference, _ outer: any Distribution.Type, _ zero: Expression,
    at span: SourceSpan
  ) -> DistributionReference {
    let point = DistributionReference(
      distribution: Delta.self, declaration: Delta.declaration, form: 0,
      arguments: [hidden(constant(0, at: span), at: span)], span: span)
    return DistributionReference(
      distribution: outer, declaration: outer.declaration, form: 0, arguments: [zero], span: span,
      components: [point, base])
  }

  /// Bounds as nodes over the plates: nil, diagnosed, where they do not fit, and `.some(nil)` where
  /// there are none.
  mutating func truncation(
    by bounds: WrittenBounds, plates: [AxisID], of reference: DistributionReference
  ) -> Truncation?? {
    guard let span = bounds.span else { return .some(nil) }
    var whole: Truncation? = Truncation(lower: nil, upper: nil)
    for (end, isLower) in bounds.lower.map({ ($0, true) }) + bounds.upper.map({ ($0, false) }) {
      guard let id = truncationEnd(end, plates: plates, of: reference) else { return nil }
      let side = Truncation(lower: isLower ? id : nil, upper: isLower ? nil : id)
      whole = narrower(whole, side, at: span)
    }
    checkInterval(whole?.lower, whole?.upper, mayBeSingle: reference.isDiscrete, at: span)
    return .some(whole)
  }

  /// An end of a truncation; counts jump from one to the next, so theirs must be known.
  private mutating func truncationEnd(
    _ expression: Expression, plates: [AxisID], of reference: DistributionReference
  ) -> NodeID? {
    guard let id = checkNumber(expression) else { return nil }
    guard !reference.isDiscrete || graph[id].level == .data else {
      report(.dataLevelExpected("the end of a truncated count", at: expression.span))
      return nil
    }
    return fit(id, plates: plates, event: [], at: expression.span)
  }

  /// What lies within both.
  mutating func narrower(
    _ one: Truncation?, _ other: Truncation?, at span: SourceSpan
  ) -> Truncation? {
    guard let one, let other else { return one ?? other }
    return Truncation(
      lower: tighter(one.lower, other.lower, "max", at: span),
      upper: tighter(one.upper, other.upper, "min", at: span))
  }
}

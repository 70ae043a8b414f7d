import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// `GP(kernel: k, at: x, jitter: j)` as the multivariate normal distribution that it is.
  ///
  /// `mean: m` moves it from zero. `GP(kernel: k, at: xNew, given: f, from: x)` is the distribution at new
  /// points given the values at others (Rasmussen and Williams 2006, equations 2.22 to 2.24).
  mutating func gaussianProcess(_ call: CallExpression) -> DistributionReference? {
    let known = ["kernel", "at", "jitter", "mean", "given", "from"]
    var given: [String: Expression] = [:]
    for (place, argument) in call.arguments.enumerated() {
      let name = argument.label?.name ?? (place < 2 ? known[place] : "")
      if let label = argument.label, !known.contains(label.name) {
        report(.unknownArgument(label, of: "GP", known: known))
        return nil
      }
      given[name] = argument.value
    }
    let isWhole = given.count == call.arguments.count && given[""] == nil
    guard isWhole, let written = given["kernel"], let at = given["at"],
      (given["given"] == nil) == (given["from"] == nil)
    else {
      report(
        .callShape(
          "GP(kernel: k, at: x)",
          "with `jitter:`, `mean:`, and `given: f, from: x` for values at new points",
          at: call.span))
      return nil
    }
    guard let kernel = kernel(written), let x = checkNumber(at) else { return nil }
    var numbers: [String: NodeID] = [:]
    for name in ["jitter", "mean", "given", "from"] {
      guard let expression = given[name] else { continue }
      guard let id = checkNumber(expression) else { return nil }
      numbers[name] = id
    }
    guard
      var covariance = covariance(
        kernel, at: x, and: nil, jitter: numbers["jitter"], span: call.span)
    else { return nil }
    let axis = freeAxes(of: x)[0]
    var mean =
      numbers["mean"] ?? arrange(constant(0, .real, at: call.span), [axis], at: call.span)
    if let values = numbers["given"], let points = numbers["from"] {
      guard
        let parts = conditional(
          kernel, at: x, given: values, from: points, jitter: numbers["jitter"], span: call.span),
        let moved = elementwise("+", [mean, parts.mean], at: call.span),
        let rest = elementwise("-", [covariance, parts.explained], at: call.span)
      else { return nil }
      (mean, covariance) = (moved, rest)
    }
    return DistributionReference(
      distribution: MultiNormal.self, declaration: MultiNormal.declaration, form: 0,
      arguments: [hidden(mean, at: call.span), hidden(covariance, at: call.span)],
      span: call.span)
  }

  /// With L the factor of the covariance of the known points and V = inverse(L) K: V'inverse(L) f and V'V.
  private mutating func conditional(
    _ kernel: Kernel, at x: NodeID, given values: NodeID, from points: NodeID, jitter: NodeID?,
    span: SourceSpan
  ) -> (mean: NodeID, explained: NodeID)? {
    let spans = [span, span]
    guard
      let own = covariance(kernel, at: points, and: nil, jitter: jitter, span: span),
      let cross = covariance(kernel, at: points, and: x, jitter: nil, span: span),
      let factor = matrix(Cholesky.self, [own], at: [span], whole: span),
      let solved = matrix(SolveLowerMatrix.self, [factor, cross], at: spans, whole: span),
      let scores = matrix(SolveLowerVector.self, [factor, values], at: spans, whole: span),
      let explained = matrix(CrossProduct.self, [solved], at: [span], whole: span)
    else { return nil }
    let axis = freeAxes(of: points)[0]
    return (contract(solved, scores, over: axis, at: span), explained)
  }
}

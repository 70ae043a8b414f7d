import BayesDistributions
import BayesSource

/// About arguments and bounds that the data decide.
extension Diagnostic {
  static func outsideSupport(
    _ variable: RandomVariable, _ extent: ValueExtent, _ call: DistributionCall,
    _ support: String, _ place: String
  ) -> Diagnostic {
    let name = call.distribution.declaration.name
    return Diagnostic(
      .outsideSupportCode,
      "\(place) is \(extent.text), but \(name)\(call.truncation == nil ? "" : ", truncated,") gives \(support)",
      at: variable.span, label: "declared here",
      notes: variable.terms.count > 1 ? [Note("its distribution there", at: call.span)] : [])
  }

  static func argumentOutside(
    _ parameter: DistributionParameter, _ value: Double, at coordinates: [Int],
    of call: DistributionCall, _ node: NodeID, _ origin: String?, in graph: ModelGraph
  ) -> Diagnostic {
    let subject = "the argument `\(parameter.name)` of \(call.distribution.declaration.name)"
    return Diagnostic(
      .argumentValueCode,
      "\(subject) is \(whole(value))\(placeText(coordinates)); it must be \(parameter.domain.text)",
      at: place(of: node, in: call, graph), notes: origin.map { [Note("from \($0)")] } ?? [])
  }

  static func argumentBroken(
    _ parameter: DistributionParameter, _ reason: String, of call: DistributionCall,
    _ node: NodeID, in graph: ModelGraph
  ) -> Diagnostic {
    let subject = "the argument `\(parameter.name)` of \(call.distribution.declaration.name)"
    return Diagnostic(
      .argumentValueCode, "\(subject) \(reason)",
      at: place(of: node, in: call, graph))
  }

  static func argumentsTogether(
    _ reason: String, at coordinates: [Int], of call: DistributionCall
  ) -> Diagnostic {
    let name = call.distribution.declaration.name
    return Diagnostic(
      .argumentValueCode,
      "no density of \(name) exists for the arguments\(placeText(coordinates)): \(reason)",
      at: call.span)
  }

  static func wrongTotal(
    _ variable: RandomVariable, _ total: Double, instead trials: Double, at coordinates: [Int],
    _ call: DistributionCall, _ place: String
  ) -> Diagnostic {
    let name = call.distribution.declaration.name
    return Diagnostic(
      .outsideSupportCode,
      "the counts of `\(variable.name)`\(placeText(coordinates)) sum to \(whole(total)), but \(name) has \(whole(trials)) trials there",
      at: variable.span, label: "declared here", notes: [Note("the first of them: \(place)")])
  }

  static func emptyInterval(
    _ lower: Double, _ upper: Double, at coordinates: [Int], span: SourceSpan
  ) -> Diagnostic {
    let ends = "\(whole(lower)) to \(whole(upper))\(placeText(coordinates))"
    return Diagnostic(
      .emptyIntervalCode,
      lower == upper
        ? "the bounds from \(ends) leave nothing to vary"
        : "no value lies from \(ends): the lower bound comes first", at: span)
  }

  static func endlessBound(
    _ variable: RandomVariable, _ value: Double, at coordinates: [Int], isLower: Bool
  ) -> Diagnostic {
    Diagnostic(
      .emptyIntervalCode,
      "the \(isLower ? "lower" : "upper") bound of `\(variable.name)` is \(value)\(placeText(coordinates)); a bound is finite",
      at: variable.span, notes: [Note("leave an end open by leaving it out: `in 0...`")])
  }

  static func pieceCount(
    _ count: Int?, of dimension: String, _ size: Int, at span: SourceSpan,
    in graph: ModelGraph
  ) -> Diagnostic {
    let text = graph.source.text(in: span)
    let counted =
      count.map { "\($0) \($0 == 1 ? "element" : "elements")" } ?? "more elements than there can be"
    return Diagnostic(
      .negativeSizeCode, "`\(text)` counts \(counted), and \(dimension) has \(size)", at: span)
  }

  /// Where an argument stands: a datum is declared elsewhere, so the call is shown.
  private static func place(
    of node: NodeID, in call: DistributionCall, _ graph: ModelGraph
  ) -> SourceSpan {
    let own = graph[node].origin
    return own.start >= call.span.start && own.end <= call.span.end ? own : call.span
  }

  private static func placeText(_ coordinates: [Int]) -> String {
    coordinates.isEmpty
      ? "" : " at [\(coordinates.map(String.init).joined(separator: ", "))]"
  }
}

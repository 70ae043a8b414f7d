import BayesDistributions
import BayesSource

/// What the data say of a value: itself, or the ends between which it lies.
struct ValueExtent: Sendable {
  let lower: Double
  let upper: Double

  var isExact: Bool { lower == upper }

  /// As a sentence has it, behind "is".
  var text: String {
    let (low, high) = (Diagnostic.whole(lower), Diagnostic.whole(upper))
    if isExact { return low }
    if lower == -.infinity { return "at most \(high)" }
    return upper == .infinity ? "at least \(low)" : "between \(low) and \(high)"
  }
}

/// How the data censor the elements of a term.
struct CensoredRows {
  enum Kind: Int, CaseIterable { case left, right, interval }

  /// Per kind the bound of each element of the term, or 0 and 1; nil where the term has none.
  private let ends: [[Double]?]
  private let isFlag: [Bool]

  init(_ term: VariableTerm, _ evaluator: inout ReferenceEvaluator<Double>) {
    let censoring = term.censoring ?? Censoring()
    let nodes = [censoring.left, censoring.right, censoring.interval]
    let part = evaluator.layout(term.axes)
    var ends: [[Double]?] = []
    for node in nodes {
      guard let node else {
        ends.append(nil)
        continue
      }
      let values = evaluator.evaluate(node)
      ends.append(part.positions(of: evaluator.layout(node)).map { values[$0] })
    }
    self.ends = ends
    isFlag = nodes.map { node in node.map { evaluator.graph[$0].element == .boolean } ?? false }
  }

  /// The ways in which a value is censored.
  func kinds(of value: Double, at element: Int) -> [Kind] {
    Kind.allCases.filter { kind in
      guard let end = ends[kind.rawValue]?[element] else { return false }
      if isFlag[kind.rawValue] { return end != 0 }
      switch kind {
      case .left: return value <= end
      case .right: return value >= end
      case .interval: return value < end
      }
    }
  }

  /// The bound that a value breaks, if it does.
  func broken(_ value: Double, at element: Int) -> (kind: Kind, bound: Double)? {
    for kind in Kind.allCases where !isFlag[kind.rawValue] {
      guard let end = ends[kind.rawValue]?[element] else { continue }
      let isFine =
        switch kind {
        case .left: value >= end
        case .right: value <= end
        case .interval: value <= end && end.isFinite
        }
      if !isFine { return (kind, end) }
    }
    return nil
  }

  /// Whether the bounds are 0 and 1, as marks of censored rows are.
  func looksLikeMarks(_ kind: Kind) -> Bool {
    kind != .interval && Set(ends[kind.rawValue] ?? []) == [0, 1]
  }

  func extent(of value: Double, at element: Int) -> ValueExtent {
    switch kinds(of: value, at: element).first {
    case nil: ValueExtent(lower: value, upper: value)
    case .left?: ValueExtent(lower: -.infinity, upper: value)
    case .right?: ValueExtent(lower: value, upper: .infinity)
    case .interval?:
      ValueExtent(lower: value, upper: ends[Kind.interval.rawValue]?[element] ?? value)
    }
  }
}

extension Binder {
  /// Observed values against the bounds of `censored`, and how many of them are censored.
  mutating func checkCensoring(_ observations: [Observation?]) {
    for (index, variable) in graph.variables.enumerated() {
      guard let observation = observations[index],
        variable.terms.contains(where: { $0.censoring != nil })
      else { continue }
      // A latent cell anywhere would leave to the draws which values are censored.
      if let latent = observation.latentCells.first {
        return report(.missingCensored(variable, place(of: latent, in: variable)))
      }
      for term in variable.terms where term.censoring != nil {
        checkCensoring(of: term, in: variable, observation.values.values)
      }
    }
  }

  private mutating func checkCensoring(
    of term: VariableTerm, in variable: RandomVariable, _ values: [Double]
  ) {
    let rows = CensoredRows(term, &evaluator)
    var counts = CensoredRows.Kind.allCases.map { _ in 0 }
    let cells = cells(of: term, in: variable).filter { values.indices.contains($0.cell) }
    for (element, cell) in cells {
      let value = values[cell]
      if let (kind, bound) = rows.broken(value, at: element) {
        return report(
          .beyondCensoring(
            variable, value, kind, bound, place(of: cell, in: variable),
            isMark: rows.looksLikeMarks(kind)))
      }
      let kinds = rows.kinds(of: value, at: element)
      guard kinds.count < 2 else {
        return report(.censoredTwice(variable, kinds, place(of: cell, in: variable)))
      }
      for kind in kinds { counts[kind.rawValue] += 1 }
    }
    let parts = zip(CensoredRows.Kind.allCases, counts).filter { $0.1 > 0 }
      .map { "\($0.1) \($0.0)-censored" }
    let list = parts.isEmpty ? "none censored" : parts.joined(separator: ", ")
    let noun = cells.count == 1 ? "value" : "values"
    remarks.append("\(variable.name): \(list) of \(cells.count) \(noun)")
  }
}

extension Diagnostic {
  static func missingCensored(_ variable: RandomVariable, _ place: String) -> Diagnostic {
    Diagnostic(
      .missingCellCode, "\(place) is missing, and `\(variable.name)` is censored",
      at: variable.span, label: "declared here",
      notes: [Note("a censored value is written as the bound it reached; drop rows without any")])
  }

  static func beyondCensoring(
    _ variable: RandomVariable, _ value: Double, _ kind: CensoredRows.Kind, _ bound: Double,
    _ place: String, isMark: Bool
  ) -> Diagnostic {
    let side: String
    switch kind {
    case .left: side = "below \(whole(bound)), where `left:` censors it"
    case .right: side = "above \(whole(bound)), where `right:` censors it"
    case .interval: side = "and its interval would end at \(whole(bound))"
    }
    let message =
      bound.isNaN
      ? "the `\(kind):` of \(place) is not a number" : "\(place) is \(whole(value)), \(side)"
    return Diagnostic(
      .censoringCode, message, at: variable.span, label: "declared here",
      notes: isMark ? [Note("a column of 0 and 1 is compared: `\(kind): status == 0`")] : [])
  }

  static func censoredTwice(
    _ variable: RandomVariable, _ kinds: [CensoredRows.Kind], _ place: String
  ) -> Diagnostic {
    let ways = kinds.map { "`\($0):`" }.joined(separator: " and ")
    return Diagnostic(
      .censoringCode, "\(place) is censored in two ways: \(ways)", at: variable.span,
      label: "declared here")
  }
}

import BayesGraph
import BayesSource
import BayesSyntax

/// What is wrong between brackets, and with the order of what an index runs over.
extension Diagnostic {
  static func comparedIndices(_ a: String, _ b: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .indexCode, "\(a) and \(b) are indices of different dimensions and cannot be compared",
      at: span
    )
  }

  static func labelledIndexAsNumber(_ dimension: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .elementCode,
      "an index of \(dimension), which has labels, is no number; its place is `position(…)`",
      at: span)
  }

  static func wrongIndex(
    _ own: String, axis: String, among axes: [String], at span: SourceSpan
  ) -> Diagnostic {
    let place = axes.firstIndex(of: own)
    return Diagnostic(
      .indexCode, "an index of \(own) cannot pick from an axis over \(axis)", at: span,
      label: "index of \(own)",
      notes: place.map {
        [Note("the axes are [\(axes.joined(separator: ", "))]: \(own) is number \($0 + 1)")]
      } ?? [])
  }

  static func drawIndex(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .levelCode, "an index must be known from the data", at: span,
      label: "depends on a parameter",
      notes: [
        Note("`c ? x[1] : x[2]` chooses by a draw"),
        Note("a discrete latent is an index if its type says so: `param z[D]: K ~ Categorical(w)`"),
      ])
  }

  /// Categories as an index of an axis, where their number or the axis's length is not in the text.
  static func categoryIndex(
    _ variable: RandomVariable, of dimension: String?, at span: SourceSpan
  ) -> Diagnostic {
    let name = dimension ?? "K"
    let first = dimension == nil ? "give the axis a dimension, `dim K = …`: then " : ""
    return Diagnostic(
      .levelCode, "an index must be known from the data, or of a dimension", at: span,
      label: "`\(variable.name)` is a plain number",
      notes: [
        Note(
          first + "`\(variable.role.rawValue) \(variable.name): \(name) ~ …` makes it an index of "
            + "`\(name)`")
      ])
  }

  static func categoryIndex(
    _ variable: RandomVariable, count: Int, of dimension: String?, length: Int,
    at span: SourceSpan
  ) -> Diagnostic {
    let owner = dimension.map { "`\($0)`" } ?? "the axis"
    return Diagnostic(
      .levelCode, "`\(variable.name)` is one of \(count) categories, and \(owner) has \(length)",
      at: span, label: "picks from \(length)",
      notes: [Note("let there be one probability for each element that is picked from")])
  }

  static func latentExpected(_ function: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .levelCode, "`\(function)` takes the name of a discrete `param`", at: span,
      label: "is none",
      notes: [Note("it tells of the states that are summed out: `param z[D] ~ Categorical(w)`")])
  }

  static func indexExpected(_ type: String, axis: String, at span: SourceSpan) -> Diagnostic {
    let place = axis.isEmpty ? "" : " of \(axis)"
    return Diagnostic(
      .indexCode, "an index\(place) is expected, not \(type)", at: span, label: type)
  }

  static func noSuchPlace(
    _ value: Int, length: Int?, dimension: String?, at span: SourceSpan
  ) -> Diagnostic {
    let message =
      value < 1
      ? "there is no element \(value): elements count from 1"
      : "there is no element \(value) among \(length ?? 0)"
    return Diagnostic(
      .indexCode, message, at: span,
      notes: value < 0 && dimension != nil
        ? [Note("the last element is at `\(dimension ?? "").last`")] : [])
  }

  static func movingBounds(_ what: String, at span: SourceSpan) -> Diagnostic {
    .notYet(
      what, at: span, instead: "`sum(… for j in D where j < t)` takes the elements before `t`")
  }

  static func movingBounds(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .pieceCode, "a piece that changes from index to index covers no part of a dimension",
      at: span, label: "depends on an index",
      notes: [
        Note("`when c` leaves elements out; a slice `x[a...b]` and `for j in a...b` may move")
      ])
  }

  static func severalSegments(_ function: String, at span: SourceSpan) -> Diagnostic {
    .notYet(
      "`\(function)` over pieces of different lengths and other elements at once", at: span,
      instead: "a `let` of one value for each piece, and what is wanted of these")
  }

  static func negativeCount(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .pieceCode, "a piece has a number of elements, not \(Int(exactly: value) ?? 0)", at: span)
  }

  static func indexCount(
    _ type: String, found: Int, expected: Int, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .indexCountCode,
      expected == 0
        ? "\(type) is a single value and takes no index"
        : "\(type) takes \(expected) \(expected == 1 ? "index" : "indices"), not \(found)",
      at: span, label: type,
      notes: found < expected ? [Note("`_` stands for a whole axis")] : [])
  }

  static func separateBrackets(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .indexCountCode, "the indices of one array stand in one pair of brackets", at: span,
      fix: Fix("write `, `", at: span, replacement: ", "))
  }

  static func unorderedStep(_ dimension: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .orderCode, "\(dimension) is not ordered, so nothing comes before or after an element",
      at: span, notes: [Note("`dim \(dimension) ordered` says that its elements follow each other")]
    )
  }

  static func unorderedRecurrence(_ dimension: String, _ name: Identifier) -> Diagnostic {
    Diagnostic(
      .orderCode, "`\(name.name)` reads its own elements, and \(dimension) is not ordered",
      at: name.span,
      notes: [Note("`dim \(dimension) ordered` says that its elements follow each other")])
  }

  static func circularRecurrence(_ dimension: String, _ name: Identifier) -> Diagnostic {
    Diagnostic(
      .orderCode,
      "`\(name.name)` reads its own elements, and \(dimension) has no first place to begin at",
      at: name.span,
      notes: [Note("`\(dimension)` is circular: before its first element stands its last")])
  }

  static func readsAhead(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .orderCode, "`\(name)` is read here before it is computed", at: span,
      notes: [Note("an equation reads earlier elements of itself, such as `\(name)[t - 1]`")])
  }

  static func literalPlace(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .axisOrderCode,
      "the order of the axes of \(type) is nowhere said, and an index depends on it",
      at: span, label: type,
      notes: [Note("give the value a declared type first: `let x: \(type) = …`")])
  }
}

import BayesGraph
import BayesSource
import BayesSyntax

extension Diagnostic {
  static func unrelatedAxes(
    _ a: NodeID, _ b: NodeID, in checker: Checker, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .unrelatedAxesCode,
      "cannot combine \(checker.typeText(a)) and \(checker.typeText(b)): the unnamed axis has no partner",
      at: span, notes: [Note(namingNote(a, b, in: checker))])
  }

  /// How the axis of a list gets a name; that of a slice has none to get.
  private static func namingNote(_ a: NodeID, _ b: NodeID, in checker: Checker) -> String {
    let isSlice = checker.graph[b].axes.contains {
      if case .count = checker.graph[$0].extent { true } else { false }
    }
    if isSlice {
      return
        "write an equation that reads both at one index: `let d[t in Time.dropFirst()] = y[t] - y[t - 1]`"
    }
    return "give the list a type: `let x: \(checker.typeText(.real, checker.graph[a].axes)) = …`"
  }

  static func vectorAgainstMatrix(
    _ vector: NodeID, _ matrix: NodeID, in checker: Checker, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .vectorAgainstMatrixCode,
      "cannot combine \(checker.typeText(vector)) and \(checker.typeText(matrix)) element by element",
      at: span, notes: [Note("pick a row, `A[i, _]`, or contract with `@`")])
  }

  static func bareArrayInEquation(
    _ bare: NodeID, _ index: AxisID, in checker: Checker, at span: SourceSpan
  ) -> Diagnostic {
    let name = checker.graph.source.text(in: checker.graph[bare].origin)
    let variable = checker.graph[index].name
    return Diagnostic(
      .bareArrayCode,
      "inside an equation over `\(variable)` a whole \(checker.typeText(bare)) cannot stand beside one element",
      at: span, notes: [Note("read it at the index, such as `\(name)[\(variable)]`")])
  }

  static func doesNotFit(
    _ id: NodeID, _ target: [AxisID], in checker: Checker, at span: SourceSpan
  ) -> Diagnostic {
    let axes = target.map(checker.axisText).joined(separator: ", ")
    return Diagnostic(
      .doesNotFitCode,
      axes.isEmpty
        ? "\(checker.typeText(id)) does not fit: a single value is declared"
        : "\(checker.typeText(id)) does not fit the declared axes [\(axes)]", at: span,
      label: checker.typeText(id),
      notes: [Note("list the missing axis, reduce over it, or pick elements by an index")])
  }

  static func nothingToContract(
    _ a: String, _ b: String, at span: SourceSpan, in whole: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .contractionCode, "`@` sums over a shared axis; \(a) and \(b) share none", at: span,
      label: "\(a) @ \(b)",
      notes: [Note("`*` multiplies element by element, over all axes of both")])
  }

  static func matrixExpected(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .elementCode, "an array with two axes is expected, not \(type)", at: span, label: type)
  }

  static func integerExpected(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.elementCode, "a single Int is expected, not \(type)", at: span, label: type)
  }

  static func numberExpected(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .elementCode, "a number is expected, not \(type)", at: span, label: type,
      notes: [Note("a condition becomes a number by `c ? 1 : 0`")])
  }

  static func conditionExpected(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .elementCode, "a condition is expected, not \(type)", at: span, label: type,
      notes: [Note("compare it, such as `x != 0`")])
  }

  static func mixedElements(_ a: String, _ b: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.elementCode, "\(a) and \(b) cannot be elements of one value", at: span)
  }

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

  static func dataLevelExpected(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .levelCode, "\(what) must be known from the data", at: span, label: "depends on a parameter")
  }

  static func drawCondition(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .levelCode, "the condition of `\(word)` must be known from the data", at: span,
      label: "depends on a parameter",
      notes: word == "if" ? [Note("`c ? a : b` chooses between values by a draw")] : [])
  }

  static func drawLoop(at span: SourceSpan, loop: SourceSpan) -> Diagnostic {
    Diagnostic(
      .levelCode, "the data decide how often this loop goes round, and it depends on a draw",
      at: span,
      label: "depends on a draw",
      notes: [
        Note("such a loop is run when data are bound, and works on data alone", at: loop),
        Note("`sum(… for i in D)` or an equation, `let x[i in D] = …`, takes draws"),
      ])
  }

  static func severalConditions(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .elementCode, "a single condition is expected, not \(type)", at: span, label: type,
      notes: [Note("`c ? a : b` chooses element by element")])
  }

  static func repeatedArgument(
    _ formal: String, of name: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(.callCode, "the call of `\(name)` gives `\(formal)` twice", at: span)
  }

  static func returnType(
    _ name: String, found: String, expected: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .callCode, "`\(name)` is declared to return \(expected) and returns \(found)", at: span,
      label: "returns \(found)")
  }

  static func overlappingPieces(_ name: Identifier, at place: String?) -> Diagnostic {
    Diagnostic(
      .piecesCode, "two equations of `\(name.name)` define the same elements", at: name.span,
      label: place.map { "\($0) has two" })
  }

  static func gapInPieces(_ name: Identifier, at place: String?) -> Diagnostic {
    Diagnostic(
      .piecesCode, "the equations of `\(name.name)` leave elements undefined", at: name.span,
      label: place.map { "\($0) has none" })
  }

  static func pieceAxes(_ name: Identifier, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .piecesCode, "an earlier equation of `\(name.name)` has the axes of \(type)", at: span)
  }

  static func pieceExpected(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.pieceCode, "a dimension or a piece of one is expected", at: span)
  }

  static func unknownPiece(_ name: Identifier) -> Diagnostic {
    let known = ["first", "last", "dropFirst", "dropLast", "prefix", "suffix"]
    let near = Suggestion.nearest(to: name.name, among: known)
    return Diagnostic(
      .pieceCode,
      "`.\(name.name)` is no piece of a dimension"
        + (near.map { "; did you mean `.\($0)`?" } ?? "; there are \(known.joined(separator: ", "))"),
      at: name.span, fix: near.map { Fix("write `\($0)`", at: name.span, replacement: $0) })
  }

  static func labelExpected(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.labelCode, "the labels of a dimension are strings in double quotes", at: span)
  }

  static func repeatedLabel(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.labelCode, "the label \"\(label)\" stands twice", at: span)
  }

  static func unknownLabel(
    _ label: String, of dimension: String, labels: [String], at span: SourceSpan
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: label, among: labels)
    return Diagnostic(
      .labelCode,
      "\(dimension) has no label \"\(label)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""),
      at: span, fix: near.map { Fix("write \"\($0)\"", at: span, replacement: "\"\($0)\"") })
  }

  static func labelsFromData(_ dimension: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .labelCode,
      "\(dimension) lists no labels here; list them in its `dim` line to use one in the program",
      at: span)
  }

  static func noLabels(_ axis: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.labelCode, "this axis has no labels", at: span)
  }

  static func stringAsValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .labelCode, "a string is a label between brackets, not a value", at: span,
      notes: [Note("the place of an index is a number to compare: `position(arm) == 2`")])
  }

  static func argumentCount(
    _ name: String, found: Int, expected: Int, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .callCode, "`\(name)` takes \(expected) argument\(expected == 1 ? "" : "s"), not \(found)",
      at: span)
  }

  static func unknownArgument(
    _ label: Identifier, of name: String, known: [String]
  ) -> Diagnostic {
    let near =
      ForeignNames.parameter(label.name, among: known)
      ?? Suggestion.nearest(to: label.name, among: known)
    let list = known.isEmpty ? "none" : known.joined(separator: ", ")
    return Diagnostic(
      .callCode,
      "`\(name)` has no argument `\(label.name)`"
        + (near.map { "; did you mean `\($0)`?" } ?? "; it has \(list)"),
      at: label.span, fix: near.map { Fix("write `\($0)`", at: label.span, replacement: $0) })
  }

  static func missingArgument(_ formal: String, of name: String, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(.callCode, "the call of `\(name)` lacks its argument `\(formal)`", at: span)
  }

  static func argumentType(
    _ name: String, found: String, expected: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(.callCode, "`\(name)` takes \(expected), not \(found)", at: span, label: found)
  }

  static func kernelExpected(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callCode, "a kernel is expected", at: span,
      notes: [
        Note("kernels are calls such as `expQuad(scale: 1, length: 2)`, their sums and products")
      ])
  }

  static func kernelAsValue(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callCode, "`\(name)` is a kernel, not a number", at: span,
      notes: [Note("`covariance(k, at: x)` is the matrix of a kernel `k` between points")])
  }

  static func callShape(_ call: String, _ rest: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callCode, "this call does not have the form `\(call)`", at: span, notes: [Note(rest)])
  }

  static func valueType(found: String, declared: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .elementCode, "\(declared) is declared, and this is \(found)", at: span, label: found)
  }

  static func comprehensionInCall(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callCode, "`\(name)` takes no `for`; reductions such as `sum` do", at: span)
  }

  static func openDimension(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.rangeCode, "this range needs both ends", at: span)
  }

  static func rangeExpected(_ place: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.rangeCode, "a range such as `0...` is expected \(place)", at: span)
  }

  static func rangeAsValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rangeCode, "a range is no value", at: span,
      notes: [Note("a list of its numbers is `[i for i in a...b]`")])
  }

  static func emptyList(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.listCode, "a list has at least one element", at: span)
  }

  static func severalElements(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.listCode, "one expression stands before `for`", at: span)
  }

  static func filteredList(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.listCode, "a list keeps all its elements; `where` filters sums only", at: span)
  }

  static func structuredTypeAxes(_ type: TypeExpression, found: Int) -> Diagnostic {
    Diagnostic(
      .typeCode, "`\(type.name.name)` has one dimension in brackets, not \(found)", at: type.span)
  }

  static func boundsOnStructuredType(_ kind: ConstraintKind, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.typeCode, "this type brings its own bounds; `in` does not apply", at: span)
  }

  static func typeRank(_ name: String, _ rank: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .typeCode,
      "a value of \(name) has \(rank) \(rank == 1 ? "axis" : "axes"); the type has fewer",
      at: span)
  }

  static func valueRank(_ name: String, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .typeCode, "\(name) is a distribution of arrays, and this is \(type)", at: span, label: type)
  }

  static func defaultForSeveral(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.typeCode, "a value after `=` goes with one name only", at: span)
  }

  static func filteredReduction(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .reductionCode, "`\(name)` cannot be filtered by `where`", at: span,
      notes: name == "mean"
        ? [Note("divide two sums: `sum(x[i] for i in D where c) / sum(1 for i in D where c)`")] : []
    )
  }

  static func arrayExpected(_ name: String, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .reductionCode, "`\(name)` works along an axis, and \(type) has none", at: span, label: type)
  }

  static func noSuchAxis(_ name: Identifier, among axes: [String]) -> Diagnostic {
    Diagnostic(
      .reductionCode,
      "the argument has no axis \(name.name); it has \(axes.isEmpty ? "none" : axes.joined(separator: ", "))",
      at: name.span)
  }

  static func realEquality(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .realEqualityCode, "reals that depend on draws are never equal", at: span)
  }

  static func discontinuity(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .discontinuityCode, "this condition depends on a draw: the density may jump where it changes",
      at: span)
  }
}

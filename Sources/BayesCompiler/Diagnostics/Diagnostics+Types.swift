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

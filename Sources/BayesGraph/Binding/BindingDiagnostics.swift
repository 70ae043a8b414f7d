import BayesData
import BayesSource

extension Diagnostic {
  static func missingData(_ input: Input, surplus: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: input.name, among: surplus)
    return Diagnostic(
      .missingDataCode,
      "the data have no `\(input.name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""),
      at: input.span, label: "asked for here",
      notes: surplus.isEmpty
        ? []
        : [
          Note(
            surplus.allSatisfy { Double($0) != nil }
              ? "the first line of a table holds the names of its columns"
              : "not used: \(surplus.sorted().prefix(12).joined(separator: ", "))")
        ])
  }

  static func wrongShape(
    _ input: Input, found: DataValue, expected: [Int], in graph: ModelGraph
  ) -> Diagnostic {
    let names = input.axes.map { graph[$0].name.isEmpty ? "_" : graph[$0].name }
    let axes = zip(names, expected).map { "\($0) = \($1)" }.joined(separator: ", ")
    return Diagnostic(
      .wrongShapeCode,
      "`\(input.name)` has \(shapeText(found.shape)) where \(expected.isEmpty ? "a single value" : "[\(axes)]") is declared",
      at: input.span, label: "declared here",
      notes: [Note("from \(found.place(ofCell: 0))")])
  }

  /// As many axes as were declared are not there.
  static func wrongRank(_ input: Input, found: DataValue, in graph: ModelGraph) -> Diagnostic {
    let names = input.axes.map { graph[$0].name }.joined(separator: ", ")
    return Diagnostic(
      .wrongShapeCode, "`\(input.name)` has \(shapeText(found.shape)) where [\(names)] is declared",
      at: input.span, label: "declared here",
      notes: [Note("from \(found.place(ofCell: 0))")])
  }

  private static func shapeText(_ shape: [Int]) -> String {
    shape.isEmpty
      ? "a single value" : "shape [\(shape.map(String.init).joined(separator: ", "))]"
  }

  static func stringsForNumbers(_ input: Input, _ text: String, _ place: String) -> Diagnostic {
    let visible = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    let shown = visible.count > 30 ? visible.prefix(27) + "…" : visible
    return Diagnostic(
      .wrongElementCode, "\(place) is the string \"\(shown)\" where numbers are declared",
      at: input.span, label: "declared here")
  }

  static func fractionalCell(_ input: Input, _ value: Double, _ place: String) -> Diagnostic {
    Diagnostic(
      .wrongElementCode, "\(place) is \(value) where integers are declared", at: input.span,
      label: "declared here")
  }

  static func booleanCell(_ input: Input, _ value: Double, _ place: String) -> Diagnostic {
    Diagnostic(
      .wrongElementCode, "\(place) is \(whole(value)) where 0 or 1 is declared", at: input.span,
      label: "declared here")
  }

  static func missingCell(_ input: Input, _ place: String) -> Diagnostic {
    Diagnostic(
      .missingCellCode, "\(place) is missing, and `\(input.name)` is given, not modelled",
      at: input.span, label: "declared here")
  }

  static func missingCount(_ input: Input, _ place: String) -> Diagnostic {
    Diagnostic(
      .missingCellCode,
      "\(place) is missing, and only missing reals can be inferred so far", at: input.span,
      label: "declared here")
  }

  static func notANumber(_ input: Input, _ place: String) -> Diagnostic {
    Diagnostic(.notFiniteCode, "\(place) is NaN", at: input.span, label: "declared here")
  }

  static func infiniteCell(_ input: Input, _ place: String) -> Diagnostic {
    Diagnostic(.notFiniteCode, "\(place) is infinite", at: input.span, label: "declared here")
  }

  static func codeOutside(
    _ input: Input, _ code: Double, dimension: String, first: Double, size: Double, _ place: String
  ) -> Diagnostic {
    Diagnostic(
      .codeOutsideCode,
      "\(place) is \(whole(code)), outside \(dimension), whose codes are \(whole(first))…\(whole(first + size - 1))",
      at: input.span, label: "declared here")
  }

  static func whole(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }

  static func unknownLabel(
    _ label: String, _ input: Input, dimension: String, known: [String], _ place: String
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: label, among: known)
    return Diagnostic(
      .codeOutsideCode,
      "\(place) is \"\(label)\", which is no label of \(dimension)"
        + (near.map { "; did you mean \"\($0)\"?" } ?? ""),
      at: input.span, label: "declared here")
  }

  static func noLabels(_ input: Input, _ dimension: String, _ place: String) -> Diagnostic {
    Diagnostic(
      .codeOutsideCode, "\(place) is a string, and \(dimension) has no labels", at: input.span,
      label: "declared here")
  }

  static func outOfBounds(
    _ input: Input, _ value: Double, _ limit: Double, isLower: Bool, _ place: String
  ) -> Diagnostic {
    Diagnostic(
      .outOfBoundsCode,
      "\(place) is \(whole(value)), \(isLower ? "below" : "above") the declared bound \(whole(limit))",
      at: input.span, label: "declared here")
  }

  static func brokenStructure(
    _ input: Input, _ kind: ConstraintKind, _ reason: String, _ place: String
  ) -> Diagnostic {
    Diagnostic(
      .outOfBoundsCode, "the \(kind.typeName) that begins at \(place) \(reason)", at: input.span,
      label: "declared here")
  }

  static func sizesDisagree(_ name: String, _ votes: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sizesDisagreeCode, "the data give \(name) different sizes: \(votes.joined(separator: ", "))",
      at: span)
  }

  static func unknownSize(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unknownSizeCode, "nothing says how large \(name) is", at: span)
  }

  static func sizeFromCodes(_ name: String, _ size: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sizeFromCodesCode, "\(name) takes its size, \(size), from the largest code in the data",
      at: span,
      notes: [Note("`dim \(name) = \(size)` says so, and keeps categories that do not occur")])
  }

  static func negativeSize(_ name: String, _ size: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.negativeSizeCode, "\(name) would have the size \(size)", at: span)
  }

  static func piecesOverlap(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .brokenPiecesCode, "two equations of `\(name)` define the same elements with these sizes",
      at: span)
  }

  static func piecesLeaveGap(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .brokenPiecesCode, "the equations of `\(name)` leave elements undefined with these sizes",
      at: span)
  }

  static func lengthsDiffer(
    _ a: String, _ first: Int, _ b: String, _ second: Int, at span: SourceSpan
  ) -> Diagnostic {
    let message =
      a.isEmpty && b.isEmpty
      ? "one list or slice has length \(first), the other \(second)"
      : "\(a.isEmpty ? "the list" : a) has length \(first), \(b.isEmpty ? "the list" : b) has length \(second)"
    return Diagnostic(.lengthsDifferCode, message, at: span)
  }

  static func indexOutside(_ fault: IndexFault, in graph: ModelGraph) -> Diagnostic {
    let node = graph[fault.node]
    let text = graph.source.text(in: node.origin)
    return Diagnostic(
      .indexOutsideCode,
      "`\(text)` reads position \(whole(fault.value)) of an axis of length \(fault.length)",
      at: node.origin, label: node.axes.isEmpty ? nil : "at element \(fault.element + 1)")
  }

  static func endless(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .endlessCode, "with these data this loop does not end", at: span,
      notes: [Note("it was left after half a million steps")])
  }

  static func paramInData(_ name: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .paramInDataCode,
      "the data have a value for the parameter `\(name)`: add `--condition \(name)` to take it, or `--latent \(name)` to ignore it",
      at: span)
  }

  static func brokenParam(
    _ variable: RandomVariable, _ kind: ConstraintKind, _ reason: String, _ place: String
  ) -> Diagnostic {
    Diagnostic(
      .paramInDataCode, "the \(kind.typeName) that begins at \(place) \(reason)", at: variable.span,
      label: "declared here")
  }

  static func noParam(_ name: String, flag: String, among known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: known)
    return Diagnostic(
      .paramInDataCode,
      "`\(flag) \(name)` names no param of the model"
        + (near.map { "; did you mean `\($0)`?" } ?? ""),
      at: nil)
  }

  static func noDataForParam(_ variable: RandomVariable) -> Diagnostic {
    Diagnostic(
      .paramInDataCode, "`--condition \(variable.name)` has no data of that name to take",
      at: variable.span)
  }

  static func cannotCondition(
    _ variable: RandomVariable, _ value: DataValue, shape: [Int]
  ) -> Diagnostic {
    Diagnostic(
      .paramInDataCode,
      "`--condition \(variable.name)` needs finite numbers without gaps for \(shapeText(shape)); "
        + "\(value.place(ofCell: 0)) has \(shapeText(value.shape))",
      at: variable.span)
  }

  static func surplusData(_ names: [String], meant: String? = nil) -> Diagnostic {
    let listed = names.prefix(12).joined(separator: ", ")
    let question = meant.map { "; did you mean `\($0)`, which has its default?" } ?? ""
    return Diagnostic(
      .surplusDataCode, "the model does not ask for \(listed)\(question)", at: nil)
  }

  static func tooManyElements(_ name: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .tooLargeCode,
      "\(name.isEmpty ? "this axis" : name) would be longer than \(Binder.lengthLimit) elements",
      at: span)
  }

  static func largerThanWhole(
    _ name: String, _ size: Int, _ parent: String, _ whole: Int, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .negativeSizeCode,
      "\(name) would have the size \(size), and \(parent), whose first part it is, has \(whole)",
      at: span)
  }

  static func noCount(_ value: Double, _ text: String, at span: SourceSpan) -> Diagnostic {
    let isLarge = value.isFinite && value == value.rounded()
    let message =
      value.isNaN
      ? "`\(text)` is not a number, and a whole number is needed"
      : isLarge
        ? "`\(text)` is \(value), more than there can be elements"
        : "`\(text)` is \(value) where a whole number is needed"
    return Diagnostic(.negativeSizeCode, message, at: span)
  }

  static func tooLarge(_ bytes: Double, limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooLargeCode,
      "this needs at least \(Bytes(bytes)); the limit is \(Bytes(Double(limit)))", at: span)
  }
}

import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Diagnostic {
  private static func suggestion(
    _ name: Identifier, _ known: [String]
  ) -> (text: String, fix: Fix?) {
    guard let nearest = Suggestion.nearest(to: name.name, among: known) else { return ("", nil) }
    return (
      "; did you mean `\(nearest)`?",
      Fix("write `\(nearest)`", at: name.span, replacement: nearest)
    )
  }

  static func unknownName(_ name: Identifier, known: [String]) -> Diagnostic {
    let near = suggestion(name, known)
    return Diagnostic(
      .unknownNameCode, "nothing declares `\(name.name)`\(near.text)", at: name.span,
      label: "not declared above", fix: near.fix)
  }

  static func redeclared(_ name: Identifier, firstAt span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .redeclaredCode, "`\(name.name)` is declared twice", at: name.span, label: "declared again",
      notes: [Note("first declared here", at: span)])
  }

  static func dimensionAsValue(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .wrongKindCode, "`\(name.name)` is a dimension, not a value", at: name.span,
      label: "a dimension",
      fix: Fix(
        "for its size write `\(name.name).count`", at: name.span,
        replacement: "\(name.name).count"))
  }

  static func functionAsValue(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .wrongKindCode, "`\(name.name)` is a function; call it with its arguments", at: name.span,
      label: "a function")
  }

  static func distributionAsFunction(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .wrongKindCode,
      "`\(name.name)` is a distribution; it stands behind `~`, or in `logp(\(name.name)(…), x)`",
      at: name.span, label: "a distribution")
  }

  static func notCallable(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.wrongKindCode, "this is not a function and cannot be called", at: span)
  }

  static func noMember(_ member: MemberExpression) -> Diagnostic {
    Diagnostic(
      .wrongKindCode,
      "only dimensions have members such as `.\(member.member.name)`", at: member.member.span)
  }

  static func unknownMember(_ member: MemberExpression, of name: String) -> Diagnostic {
    Diagnostic(
      .wrongKindCode,
      "`\(name).\(member.member.name)` is no value; the size is `\(name).count`, and pieces such as"
        + " `\(name).first` stand between brackets",
      at: member.member.span)
  }

  static func unknownFunction(_ name: Identifier, known: [String]) -> Diagnostic {
    if let (text, _) = distribution(forStan: name.name),
      name.name.hasSuffix("_lpdf")
        || name.name.hasSuffix("_lpmf")
    {
      return Diagnostic(
        .unknownFunctionCode,
        "there is no function `\(name.name)`; a density at a value is `logp(\(text)(…), x)`",
        at: name.span)
    }
    let stan = FunctionCatalog.named(byStan: name.name)
    let near =
      stan.map {
        ("; it is called `\($0)`", Fix("write `\($0)`", at: name.span, replacement: $0))
      } ?? suggestion(name, known)
    return Diagnostic(
      .unknownFunctionCode, "there is no function `\(name.name)`\(near.0)", at: name.span,
      fix: near.1)
  }

  static func unknownDistribution(_ name: Identifier) -> Diagnostic {
    if let (text, known) = distribution(forStan: name.name) {
      return Diagnostic(
        .unknownDistributionCode, "there is no distribution `\(name.name)`; write `\(text)`",
        at: name.span, fix: known.map { Fix("write `\($0)`", at: name.span, replacement: $0) })
    }
    let known = DistributionCatalog.byName.keys.sorted()
    let folded = known.first { $0.lowercased() == name.name.lowercased() }
    let near =
      folded.map {
        ("; did you mean `\($0)`?", Fix("write `\($0)`", at: name.span, replacement: $0))
      }
      ?? suggestion(name, known)
    return Diagnostic(
      .unknownDistributionCode, "there is no distribution `\(name.name)`\(near.0)", at: name.span,
      fix: near.1)
  }

  /// What to write for a distribution or density under Stan's name, and the name alone where that is
  /// all there is to change.
  private static func distribution(forStan name: String) -> (text: String, name: String?)? {
    var wanted = name
    for suffix in ["_lpdf", "_lpmf", "_lupdf", "_lupmf", "_glm", "_rng", "_id"]
    where wanted.hasSuffix(suffix) {
      wanted.removeLast(suffix.count)
    }
    let family = DistributionCatalog.all.first { $0.declaration.stanNames.contains(wanted) }
    guard let declaration = family?.declaration else { return nil }
    for link in ["logit", "log"] where wanted.hasSuffix("_" + link) {
      return ("\(declaration.name)(\(link): …)", nil)
    }
    return (declaration.name, declaration.name)
  }

  static func unknownDimension(_ name: Identifier, names: [String]) -> Diagnostic {
    let near = suggestion(name, names)
    return Diagnostic(
      .unknownDimensionCode, "no `dim` declares `\(name.name)`\(near.text)", at: name.span,
      label: "not a dimension", fix: near.fix)
  }

  static func notADimension(_ name: Identifier, names: [String]) -> Diagnostic {
    let near = suggestion(name, names)
    return Diagnostic(
      .wrongKindCode, "`\(name.name)` is not a dimension\(near.text)", at: name.span,
      label: "a dimension is expected", fix: near.fix)
  }

  static func unknownType(_ name: Identifier, known: [String]) -> Diagnostic {
    let near = suggestion(name, known)
    return Diagnostic(
      .unknownTypeCode, "there is no type `\(name.name)`\(near.text)", at: name.span, fix: near.fix)
  }

  static func notYet(
    _ what: String, at span: SourceSpan, instead: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .notYetCode, "\(what) is not available yet", at: span,
      notes: instead.map { [Note($0)] } ?? [])
  }

  static func onlyInFunction(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.misplacedCode, "`\(word)` stands only inside a `func`", at: span)
  }

  static func notInFunction(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .misplacedCode,
      "declarations stand outside a function; in its body `let` and `var` name values",
      at: span)
  }

  static func assignedPlace(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .misplacedCode, "what is assigned to is a `var`, or one element of it", at: span)
  }

  static func assignedConstant(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .misplacedCode, "`\(name.name)` is no `var` and keeps its value", at: name.span,
      notes: [Note("inside a `func`, `var \(name.name) = …` declares one that changes")])
  }

  /// Stan's name for the log density.
  private static func target(_ statement: AssignmentStatement) -> Diagnostic? {
    guard case .name(let name) = statement.place, name.name == "target",
      let change = statement.change, change.operator == .add
    else { return nil }
    let head = SourceSpan(start: statement.span.start, end: change.value.span.start)
    return Diagnostic(
      .misplacedCode, "a term of the log density stands behind `factor`", at: statement.span,
      fix: Fix("write `factor`", at: head, replacement: "factor "))
  }

  static func uselessStatement(_ statement: AssignmentStatement) -> Diagnostic {
    if let target = target(statement) { return target }
    let message =
      statement.change == nil
      ? "this expression does nothing; name it with `let`, or add it to the log density with `factor`"
      : "quantities are declared, not assigned; write `let … = …`"
    return Diagnostic(
      .misplacedCode, message, at: statement.span,
      fix: statement.change?.operator == .assign
        ? Fix(
          "begin with `let`",
          at: SourceSpan(start: statement.span.start, end: statement.span.start),
          replacement: "let ") : nil)
  }

  static func emptyReturn(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.misplacedCode, "a function ends with `return` and a value", at: span)
  }

  static func recursion(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .recursionCode, "`\(name.name)` calls itself; functions are replaced by their bodies",
      at: name.span, label: "called from within itself")
  }

  static func unfoldsTooFar(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unfoldsTooFarCode, "functions and loops unfold to too many steps here", at: span,
      notes: [Note("`sum(… for i in D)` or an equation over a dimension stays one step")])
  }

  static func unusedData(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unusedCode, "the data `\(name)` are never used", at: span)
  }

  static func unusedParam(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unusedCode, "the parameter `\(name)` is never used; its posterior is its prior", at: span)
  }
}

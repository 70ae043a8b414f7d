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

  /// The fix that writes another name.
  private static func rename(_ name: Identifier, _ own: String) -> Fix {
    Fix("write `\(own)`", at: name.span, replacement: own)
  }

  static func unknownName(_ name: Identifier, known: [String]) -> Diagnostic {
    if let own = ForeignNames.constants[name.name] {
      return Diagnostic(
        .unknownNameCode, "nothing declares `\(name.name)`; it is written `\(own)`", at: name.span,
        fix: rename(name, own))
    }
    if ForeignNames.missing.contains(name.name) {
      return Diagnostic(
        .unknownNameCode, "nothing declares `\(name.name)`", at: name.span,
        notes: [Note("a missing value is a `null` or an empty cell of the data, under `observe`")])
    }
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

  static func declaredBelow(_ name: Identifier, at span: SourceSpan) -> Diagnostic {
    guard span.start > name.span.start else {
      return Diagnostic(
        .unknownNameCode, "`\(name.name)` stands in its own definition", at: name.span,
        label: "not declared above")
    }
    return Diagnostic(
      .unknownNameCode, "`\(name.name)` is declared further down", at: name.span,
      label: "not declared above",
      notes: [Note("its declaration, which belongs above this line", at: span)])
  }

  static func savedTwice(_ name: Identifier, firstAt span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .redeclaredCode, "`\(name.name)` is saved twice", at: name.span, label: "saved again",
      notes: [Note("first saved here", at: span)])
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

  /// A call of something that has no name of its own: `np.exp(x)`, `f(x)(y)`.
  static func notCallable(_ callee: Expression) -> Diagnostic {
    guard case .member(let member) = callee else {
      return Diagnostic(
        .wrongKindCode, "this is not a function and cannot be called", at: callee.span)
    }
    let name = member.member.name
    let own = ForeignNames.renamed[name] ?? FunctionCatalog.named(byStan: name)
    let known = own ?? (FunctionCatalog.names.contains(name) ? name : nil)
    return Diagnostic(
      .wrongKindCode, "a function is called by its name alone, without `.`", at: callee.span,
      fix: known.map { Fix("write `\($0)`", at: callee.span, replacement: $0) })
  }

  static func noMember(_ member: MemberExpression) -> Diagnostic {
    let isSize = ["shape", "size", "length", "count", "ndim"].contains(member.member.name)
    return Diagnostic(
      .wrongKindCode,
      "only dimensions have members such as `.\(member.member.name)`", at: member.member.span,
      notes: isSize ? [Note("how long an axis is, its dimension says: `Obs.count`")] : [])
  }

  static func unknownMember(_ member: MemberExpression, of name: String) -> Diagnostic {
    Diagnostic(
      .wrongKindCode,
      "`\(name).\(member.member.name)` is no value; the size is `\(name).count`, and pieces such as"
        + " `\(name).first` stand between brackets",
      at: member.member.span)
  }

  static func unknownFunction(
    _ name: Identifier, known: [String], dimension: String
  ) -> Diagnostic {
    if let (text, _) = distribution(forStan: name.name),
      name.name.hasSuffix("_lpdf")
        || name.name.hasSuffix("_lpmf")
    {
      return Diagnostic(
        .unknownFunctionCode,
        "there is no function `\(name.name)`; a density at a value is `logp(\(text)(…), x)`",
        at: name.span)
    }
    if let text = ForeignNames.functions[name.name] {
      let isSize = text == "D.count"
      return Diagnostic(
        .unknownFunctionCode,
        "there is no function `\(name.name)`; "
          + (isSize ? "the size of a dimension is `\(dimension).count`" : "write `\(text)`"),
        at: name.span)
    }
    let stan = FunctionCatalog.named(byStan: name.name) ?? ForeignNames.renamed[name.name]
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
    if let own = ForeignNames.distributions[name.name] {
      return Diagnostic(
        .unknownDistributionCode, "there is no distribution `\(name.name)`; write `\(own)`",
        at: name.span,
        notes: ForeignNames.byPrecision[name.name].map { [Note($0)] } ?? [],
        fix: rename(name, own))
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
    let isIndex = near.fix == nil && name.name.count == 1 && name.name.lowercased() == name.name
    return Diagnostic(
      .unknownDimensionCode, "no `dim` declares `\(name.name)`\(near.text)", at: name.span,
      label: "not a dimension",
      notes: isIndex
        ? [Note("an index comes with its dimension: `[\(name.name) in \(names.first ?? "Obs")]`")]
        : [],
      fix: near.fix)
  }

  static func numbersForDimension(_ range: RangeExpression, _ dimension: String?) -> Diagnostic {
    Diagnostic(
      .wrongKindCode, "an equation runs over a dimension, not over numbers", at: range.span,
      fix: dimension.map { Fix("write `\($0)`", at: range.span, replacement: $0) })
  }

  static func notADimension(
    _ name: Identifier, names: [String], isCount: Bool = false
  ) -> Diagnostic {
    let near = suggestion(name, names)
    return Diagnostic(
      .wrongKindCode, "`\(name.name)` is not a dimension\(near.text)", at: name.span,
      label: "a dimension is expected",
      notes: isCount ? [Note("`dim K = \(name.name)` declares a dimension of that size")] : [],
      fix: near.fix)
  }

  static func unknownType(_ name: Identifier, known: [String]) -> Diagnostic {
    if let own = ForeignNames.types[name.name] {
      return Diagnostic(
        .unknownTypeCode, "there is no type `\(name.name)`; it is written `\(own)`", at: name.span,
        fix: rename(name, own))
    }
    let near = suggestion(name, known)
    return Diagnostic(
      .unknownTypeCode, "there is no type `\(name.name)`\(near.text)", at: name.span, fix: near.fix)
  }

  static func notYet(
    _ what: String, at span: SourceSpan, instead: String
  ) -> Diagnostic {
    Diagnostic(
      .notYetCode, "\(what) is not available yet", at: span, notes: [Note(instead)])
  }

  static func onlyInFunction(_ word: String, at span: SourceSpan) -> Diagnostic {
    let notes =
      switch word {
      case "for":
        [
          Note(
            "an equation holds for a whole dimension: `observe y[i in Obs] ~ …`, `let z[i in Obs] = …`"
          )
        ]
      case "var": [Note("outside one, `let` names a value and `param` what is inferred")]
      default: [Note]()
      }
    return Diagnostic(
      .misplacedCode, "`\(word)` stands only inside a `func`", at: span, notes: notes)
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

  /// `mu = Normal(0, 1)`, as libraries of other languages write a parameter.
  private static func assignedDistribution(_ statement: AssignmentStatement) -> Diagnostic? {
    guard case .name(let name) = statement.place, let change = statement.change,
      case .call(let call) = change.value
    else { return nil }
    let callee: Identifier
    switch call.callee {
    case .name(let name): callee = name
    case .member(let member): callee = member.member
    default: return nil
    }
    guard DistributionCatalog.byName[callee.name] != nil else { return nil }
    let head = SourceSpan(start: statement.span.start, end: callee.span.end)
    let own = "param \(name.name) ~ \(callee.name)"
    return Diagnostic(
      .misplacedCode, "what has a distribution is declared with `~`", at: statement.span,
      notes: [Note("`param` is inferred, `observe` is bound by the data")],
      fix: Fix("write `\(own)(…)`", at: head, replacement: own))
  }

  /// A call whose result nobody takes: of `print`, of `library`.
  private static func uselessCall(_ statement: AssignmentStatement) -> Diagnostic? {
    guard statement.change == nil, case .call(let call) = statement.place,
      case .name(let name) = call.callee
    else { return nil }
    let note: String
    switch name.name {
    case "print", "cat", "display": note = "`report x = …` saves a quantity with the draws"
    case "library", "require", "source":
      note = "distributions and functions are there without being loaded"
    default: return nil
    }
    return Diagnostic(
      .misplacedCode, "`\(name.name)` does nothing here", at: statement.span, notes: [Note(note)])
  }

  static func uselessStatement(_ statement: AssignmentStatement) -> Diagnostic {
    if let better = assignedDistribution(statement) ?? uselessCall(statement) { return better }
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

  static func recursion(_ name: Identifier, isModel: Bool) -> Diagnostic {
    Diagnostic(
      .recursionCode,
      isModel
        ? "`\(name.name)` uses itself; submodels are replaced by their lines"
        : "`\(name.name)` calls itself; functions are replaced by their bodies",
      at: name.span, label: "\(isModel ? "used" : "called") from within itself")
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

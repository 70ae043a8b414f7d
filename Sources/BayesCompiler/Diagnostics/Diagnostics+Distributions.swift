import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Diagnostic {
  static func distributionExpected(_ expression: Expression) -> Diagnostic {
    if case .call(let call) = expression, case .member(let member) = call.callee {
      let name = member.member.name
      let own = DistributionCatalog.byName[name] == nil ? ForeignNames.distributions[name] : name
      return Diagnostic(
        .distributionExpectedCode, "a distribution is called by its name alone, without `.`",
        at: member.span,
        fix: own.map { Fix("write `\($0)`", at: member.span, replacement: $0) })
    }
    return Diagnostic(
      .distributionExpectedCode,
      "a distribution with its arguments is expected, such as `Normal(0, 1)`",
      at: expression.span)
  }

  static func noSuchForm(
    _ declaration: DistributionDeclaration, found: Int, at span: SourceSpan
  ) -> Diagnostic {
    let positional = declaration.forms.first?.parameters.map(\.name) ?? []
    let forms = declaration.forms.enumerated().map { place, form in
      let names = form.parameters.map { parameter in
        place == 0 || positional.contains(parameter.name)
          ? parameter.name : "\(parameter.name): …"
      }
      return "\(declaration.name)(\(names.joined(separator: ", ")))"
    }
    return Diagnostic(
      .noSuchFormCode,
      "these arguments are no parameterisation of \(declaration.name): it takes \(forms.joined(separator: " or "))",
      at: span,
      notes: declaration.name.hasPrefix("Half") && found == 2
        ? [Note("its location is 0, and is not written")] : [])
  }

  static func argumentOutside(
    _ parameter: DistributionParameter, _ value: Double, of name: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .argumentOutsideCode, "the \(parameter.name) of \(name) must be \(parameter.domain.text)",
      at: span, label: "is \(numberText(value))")
  }

  static func argumentBroken(
    _ parameter: DistributionParameter, _ reason: String, of name: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .argumentOutsideCode, "the \(parameter.name) of \(name) must be \(parameter.domain.text)",
      at: span, label: reason)
  }

  static func weightCount(_ weights: Int, components: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .argumentOutsideCode,
      "a mixture has a weight for each component, not \(weights) for \(components)", at: span)
  }

  static func emptyInterval(_ lower: Double, _ upper: Double, at span: SourceSpan) -> Diagnostic {
    let ends = "\(numberText(lower)) to \(numberText(upper))"
    guard lower != upper else {
      return Diagnostic(
        .emptyIntervalCode, "the bounds from \(ends) leave nothing to vary", at: span)
    }
    return Diagnostic(
      .emptyIntervalCode, "no value lies from \(ends): the lower bound comes first", at: span)
  }

  /// A number as a reader writes it.
  private static func numberText(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }

  /// A function behind `~` that cannot stand for a distribution.
  static func notADensity(_ name: Identifier, _ function: FunctionDeclaration) -> Diagnostic {
    let isNamed = name.name.first?.isUppercase ?? false
    return Diagnostic(
      .distributionExpectedCode,
      isNamed
        ? "`\(name.name)` takes no value that could have a density: its first formal is a Real, an Int or a Real[D]"
        : "`\(name.name)` is a function; one that gives a log density has a name that begins with a capital",
      at: name.span,
      notes: [
        Note(
          "`func Tilted(y: Real in 0..., rate: Real) -> Real { … }` is a distribution, `y ~ Tilted(rate)`"
        )
      ])
  }

  static func severalDensities(_ name: Identifier, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .distributionExpectedCode, "`\(name.name)` gives more than one number for a value", at: span,
      notes: [Note("a log density is one Real; `sum` adds those of several elements")])
  }

  static func componentsExpected(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .distributionExpectedCode, "the components of a mixture are a list of distributions", at: span
    )
  }

  static func vectorExpected(_ name: String, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .argumentOutsideCode, "\(name) takes an array here, not \(type)", at: span, label: type)
  }

  static func matrixExpected(_ name: String, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .argumentOutsideCode, "\(name) takes a matrix here, not \(type)", at: span, label: type)
  }

  static func eventAxisMissing(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .strayAxisCode, "\(name) gives arrays: give the target a type such as `Simplex[K]`", at: span)
  }

  static func strayAxis(
    _ axis: AxisID, of id: NodeID, plates: [AxisID], in checker: Checker, at span: SourceSpan
  ) -> Diagnostic {
    let name = checker.axisText(axis)
    let isNamed = checker.dimension(of: axis) != nil
    let subject = checker.isScoring ? "the value does not have" : "the target does not list"
    var notes: [Note] = []
    if let product = checker.product(id, along: axis) {
      notes.append(Note("`@` sums over \(name): `\(product)`"))
    } else if isNamed {
      let way =
        checker.isScoring ? "give the value that axis" : "list it on the left of `~`: `[\(name)]`"
      notes.append(Note("\(way), or pick an element"))
    }
    return Diagnostic(
      .strayAxisCode, "this varies along \(name), which \(subject)", at: span,
      label: checker.typeText(id), notes: notes)
  }

  static func differentSupports(
    _ name: String, at span: SourceSpan, first: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .supportsCode, "the equations of `\(name)` have different supports", at: span,
      label: "lives elsewhere than the first",
      notes: first.map { [Note("the first equation", at: $0)] } ?? [])
  }

  static func noCDF(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .truncationCode, "\(name) has no CDF and cannot be truncated", at: span,
      notes: [Note("`in` on the type cuts as well; it does not divide by what is left")])
  }

  static func noCDFToCensor(_ name: String, at span: SourceSpan) -> Diagnostic {
    let known = DistributionCatalog.all.map { $0.declaration }
      .filter { $0.capabilities.contains(.cdf) }.map(\.name).sorted()
    return Diagnostic(
      .truncationCode, "\(name) has no CDF and cannot be censored", at: span,
      notes: [Note("these have one: \(known.joined(separator: ", "))")])
  }

  static func censoredDraw(_ role: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .clauseCode,
      "`censored` applies to `observe`, not to a `\(role)`: what is drawn is known exactly",
      at: span)
  }

  static func censoredAgain(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .clauseCode, "`censored` stands here a second time", at: span,
      notes: [Note("one clause takes all: `censored(left: a, right: b)`")])
  }

  static func censoringLabelAgain(_ label: Identifier) -> Diagnostic {
    Diagnostic(
      .clauseCode, "`\(label.name):` stands here a second time", at: label.span,
      notes: [Note("`min` and `max` join two bounds, `||` two conditions")])
  }

  static func censoringLabel(_ label: Identifier?, at span: SourceSpan) -> Diagnostic {
    let near = label.flatMap {
      Suggestion.nearest(to: $0.name, among: ["left", "right", "interval"])
    }
    let found = label.map { ", not `\($0.name):`" } ?? ""
    return Diagnostic(
      .clauseCode, "`censored` takes `left:`, `right:` and `interval:`\(found)", at: span,
      notes: [
        Note("`right: c` means known to be c or more where the data say c, `left: c` c or less")
      ],
      fix: near.map { Fix("write `\($0)`", at: span, replacement: $0) })
  }

  static func censoringRange(_ label: Identifier, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .clauseCode, "`\(label.name):` takes one end, not a range", at: span,
      notes: [
        Note("the observed value is the lower end of an interval: `censored(interval: upper)`")
      ])
  }

  static func censoringFlag(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .clauseCode, "`interval:` takes the upper end of each value, not a Bool", at: span,
      notes: [Note("the end is the value itself where that is exact: `c ? upper : y`")])
  }

  static func observedDraw(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .observedDrawCode, "`\(name.name)` depends on draws and cannot be observed", at: name.span,
      notes: [Note("`factor logp(D, \(name.name))` scores it; a Jacobian may be due")])
  }

  static func bareBounds(_ bounds: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .bareBoundsCode,
      "these bounds leave the density as it is, and what they leave of it depends on a parameter",
      at: span,
      notes: [
        Note(
          "`truncated \(bounds)` behind the distribution divides by the probability between the bounds"
        )
      ])
  }

  static func beyondSupport(_ distribution: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .beyondSupportCode, "\(distribution) has no density on part of these bounds", at: span,
      notes: [Note("without them the support comes from the distribution")])
  }

  static func conditionOnParam(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.clauseCode, "`when` applies to `observe` and `predict`, not to a `param`", at: span)
  }

  static func noncentredInVain(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noncentredCode, "`\(name)` has no location and scale to take out: it stays centred", at: span
    )
  }

  static func unknownHint(_ word: Identifier) -> Diagnostic {
    let near = Suggestion.nearest(to: word.name, among: ["centered", "noncentered"])
    return Diagnostic(
      .clauseCode, "after `with` stands `centered` or `noncentered`, not `\(word.name)`",
      at: word.span, fix: near.map { Fix("write `\($0)`", at: word.span, replacement: $0) })
  }
}

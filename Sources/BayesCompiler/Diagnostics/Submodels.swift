import BayesSource
import BayesSyntax

extension DiagnosticCode {
  static let submodelCode = DiagnosticCode(
    "B0220", title: "a submodel that is not used as one",
    explanation: """
      A submodel stands alone behind `~`: `param a ~ Varying(over: County, scale: 1)`. What it returns
      has the axes that its `return` gives it, so the name before `~` has none, and clauses stand
      behind the distributions inside. `observe` and `predict` take a submodel that returns one of its
      own `param`s: this is then the quantity that is observed or predicted.

      The lines of a submodel are `param`, `observe`, `predict`, `let`, `report`, `factor`, `dim` and
      `func`, and `return` is the last; data are handed in as arguments.

      Instead of
      ```bayes
      model Varying(over: Dim, scale: Real) -> Real[over] {
        param tau ~ HalfNormal(scale)
        param v[over] ~ Normal(0, tau)
        return v
      }
      dim County
      param a[County] ~ Varying(over: County, scale: 1)
      observe y[County] ~ Normal(a, 1)
      ```
      write
      ```bayes
      model Varying(over: Dim, scale: Real) -> Real[over] {
        param tau ~ HalfNormal(scale)
        param v[over] ~ Normal(0, tau)
        return v
      }
      dim County
      param a ~ Varying(over: County, scale: 1)
      observe y[County] ~ Normal(a, 1)
      ```
      """)
  static let tupleCode = DiagnosticCode(
    "B0330", title: "several values where one is expected",
    explanation: """
      Several values at once stand in three places: behind `return` in a function, in what such a
      function gives, and in `let (a, b) = …`, which names each of them. Everywhere else one value is
      expected. A list, `[a, b]`, is one value.

      Instead of
      ```bayes
      func split(x: Real) {
        return (floor(x), x - floor(x))
      }
      data x: Real
      report whole = split(x)
      ```
      write
      ```bayes
      func split(x: Real) {
        return (floor(x), x - floor(x))
      }
      data x: Real
      let (below, rest) = split(x)
      report whole = below
      report fraction = rest
      ```
      """)
}

extension Diagnostic {
  static func axesOfUse(
    _ target: Identifier, _ model: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .submodelCode,
      "`\(target.name)` has the axes of what `\(model)` returns, and none of its own", at: span,
      notes: [Note("write `\(target.name) ~ \(model)(…)`; dimensions are handed in as arguments")])
  }

  static func clauseOfUse(_ model: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .submodelCode, "`\(model)` is a submodel, and takes no clauses", at: span,
      notes: [Note("they stand behind the distributions inside it")])
  }

  static func typeOfUse(_ model: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .submodelCode, "the type of what is observed or predicted stands inside `\(model)`", at: span)
  }

  static func nothingToObserve(
    _ model: Identifier, _ role: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .submodelCode, "`\(model.name)` returns nothing that `\(role)` could stand for", at: span,
      notes: [Note("it ends with `return` and the name of one of its own `param`s", at: model.span)]
    )
  }

  static func modelAsValue(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .submodelCode, "`\(name.name)` is a submodel; it stands alone behind `~`", at: name.span,
      label: "a submodel")
  }

  static func valueless(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .submodelCode, "`\(name.name)` has parts and no value: its submodel returns none",
      at: name.span, notes: [Note("a part is read as `\(name.name).part`")])
  }

  static func returnNotLast(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.submodelCode, "`return` is the last line of a submodel", at: span)
  }

  static func notInModel(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .submodelCode, "this stands outside a submodel", at: span,
      notes: [Note("data and conditions are handed in as arguments")])
  }

  static func severalValues(_ name: String, _ count: Int, at span: SourceSpan) -> Diagnostic {
    let names = (1...max(count, 1)).map { "v\($0)" }.joined(separator: ", ")
    return Diagnostic(
      .tupleCode, "`\(name)` returns \(count) values where one is expected", at: span,
      notes: [Note("`let (\(names)) = …` names each")])
  }

  static func tupleAsValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tupleCode, "several values stand where one is expected", at: span,
      notes: [Note("`[a, b]` is a list, which is one value")])
  }

  static func tupleType(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tupleCode, "several names have no type in common", at: span,
      notes: [Note("a `let` of its own gives a value a type")])
  }

  static func tupleCount(_ names: Int, values: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tupleCode,
      "\(names) names stand before `=`, \(values) value\(values == 1 ? "" : "s") behind",
      at: span)
  }

  static func assignedReturn(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.tupleCode, "this `return` gives another type than the one above", at: span)
  }

  static func unequalReturns(_ first: Int, _ second: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tupleCode, "one branch returns \(first) value\(first == 1 ? "" : "s"), the other \(second)",
      at: span)
  }
}

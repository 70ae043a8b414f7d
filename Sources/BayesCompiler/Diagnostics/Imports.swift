import BayesSource
import BayesSyntax

extension DiagnosticCode {
  static let importCode = DiagnosticCode(
    "B0221", title: "an import that cannot be had",
    explanation: """
      `import "priors.bayes" as priors` brings in the functions and submodels of another file, which
      stand as `priors.f(x)` and `priors.Varying(…)`; without `as` they stand under their own names. The
      path is taken from the folder of the importing file. Files do not import each other in a circle,
      and nothing but functions and submodels is brought in.

      A program that is no file, such as a text in another program or standard input, imports what it is
      handed: `BayesModel(text:imports:)`.

      Instead of
      ```bayes
      import "missing.bayes"
      param mu ~ Normal(0, 1)
      observe y ~ Normal(mu, 1)
      ```
      write
      ```bayes
      func doubled(x: Real) -> Real {
        return 2 * x
      }
      param mu ~ Normal(0, 1)
      observe y ~ Normal(doubled(mu), 1)
      ```
      """)
}

extension Diagnostic {
  static func missingImport(_ path: String, _ reason: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .importCode, "cannot import `\(path)`: \(reason)", at: span,
      notes: [Note("paths are taken from the folder of the file that imports")])
  }

  static func importCycle(_ files: ArraySlice<String>, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .importCode, "files import each other in a circle", at: span,
      notes: [Note(files.joined(separator: " imports "))])
  }

  static func tooManyImports(_ most: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.importCode, "a program imports at most \(most) files", at: span)
  }

  static func notOffered(_ name: Identifier, _ module: Module) -> Diagnostic {
    let offers = module.offers.map(\.name)
    let near = Suggestion.nearest(to: name.name, among: offers)
    return Diagnostic(
      .importCode, "`\(module.name)` has no function or submodel `\(name.name)`", at: name.span,
      notes: offers.isEmpty
        ? [] : [Note("it has \(offers.map { "`\($0)`" }.joined(separator: ", "))")],
      fix: near.map { Fix("write `\($0)`", at: name.span, replacement: $0) })
  }

  static func moduleAsValue(_ name: Identifier, _ module: Module) -> Diagnostic {
    Diagnostic(
      .importCode, "`\(name.name)` is the imported file `\(module.name)`, not a value",
      at: name.span,
      notes: [Note("its functions are called as `\(name.name).f(…)`")])
  }
}

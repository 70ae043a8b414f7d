import BayesSource

/// Habits from other languages, and what is written here instead.
extension SyntaxDiagnostics {
  /// Words with which statements of other languages begin, and ours for the same.
  static let foreignStatements: [String: String] = [
    "def": "func", "function": "func", "fn": "func", "fun": "func", "const": "let", "val": "let",
    "set": "let", "parameter": "param", "parameters": "param", "prior": "param", "latent": "param",
    "random": "param", "unknown": "param", "given": "data", "input": "data", "observed": "observe",
    "likelihood": "observe", "output": "report", "print": "report", "generate": "report",
    "dimension": "dim", "index": "dim", "plate": "dim", "sample": "param",
  ]

  static func foreignStatement(_ word: String, at span: SourceSpan) -> Diagnostic? {
    if ["from", "using", "library", "require", "include"].contains(word) {
      return Diagnostic(
        SyntaxCodes.unknownWord, "no statement begins with `\(word)`", at: span,
        notes: [Note("distributions and functions are there without being imported")])
    }
    if word == "with" {
      return Diagnostic(
        SyntaxCodes.unknownWord, "no statement begins with `with`", at: span,
        notes: [Note("a file is a model, without a block around it: `param mu ~ Normal(0, 1)`")])
    }
    if word == "unit" {
      return Diagnostic(
        SyntaxCodes.unknownWord, "no statement begins with `unit`", at: span, notes: [withoutUnits])
    }
    guard let own = foreignStatements[word] else { return nil }
    return Diagnostic(
      SyntaxCodes.unknownWord, "no statement begins with `\(word)`", at: span,
      fix: Fix("write `\(own)`", at: span, replacement: own))
  }

  static func importWithoutQuotes(found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingSymbol, "expected a file's name in quotes after `import`, found \(found)",
      at: span, label: "expected a file's name in quotes",
      notes: [Note("distributions and functions are there without being imported")])
  }

  static func equalsInArgument(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.foreignOperator, "an argument is named with `:`, not `=`", at: span,
      fix: Fix("write `:`", at: span, replacement: ":"))
  }

  static func colonInRange(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.foreignOperator, "a range is written `a...b`, not `a:b`", at: span,
      fix: Fix("write `...`", at: span, replacement: "..."))
  }

  static func wholeAxis(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.foreignOperator, "a whole axis is written `_`", at: span,
      fix: Fix("write `_`", at: span, replacement: "_"))
  }

  static func targetIncrement(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.foreignOperator, "`target +=` is written `factor`", at: span,
      notes: [
        Note("a density at a value is `logp(Normal(mu, sd), y)`, or a line `observe y ~ …`")
      ],
      fix: Fix("write `factor`", at: span, replacement: "factor"))
  }

  static func conditionalWord(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingExpression, "`if` is no expression", at: span,
      notes: [Note("a choice between values is written `c ? a : b`")])
  }

  static func numberForDimension(_ number: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingName, "expected a dimension, or an index and `in`, found `\(number)`",
      at: span, label: "expected a name",
      notes: [Note("`dim K = \(number)` declares a dimension of that size, for `[K]`")])
  }

  static func lambda(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingNewline, "a function is declared on its own", at: span,
      notes: [Note("write `func f(x: Real) -> Real { return … }`")])
  }

  /// Where a unit is said, which no type has.
  private static let withoutUnits = Note("a unit is said in a comment or in the name: `delayMs`")

  static func unitInAngles(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingSymbol, "a type has no unit", at: span, notes: [withoutUnits],
      fix: Fix("leave it out", at: span, replacement: ""))
  }

  static func boundsInAngles(_ bounds: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingSymbol, "bounds stand behind the type, after `in`", at: span,
      notes: [Note("write `in \(bounds ?? "0...")` behind the type")])
  }

  static func truncationInBrackets(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.unknownWord, "truncation is written `truncated a...b`", at: span,
      notes: [Note("either end may be left out: `truncated 0...`")])
  }

  static func typeBeforeName(_ type: String, _ name: String, at span: SourceSpan) -> Diagnostic {
    let own = type == "int" ? "Int" : "Real"
    let isScalar = ["int", "real"].contains(type)
    return Diagnostic(
      SyntaxCodes.missingSymbol, "the name comes first, then `:` and the type", at: span,
      notes: isScalar ? [] : [Note("write `\(name): Real[Obs]`")],
      fix: isScalar ? Fix("write `\(name): \(own)`", at: span, replacement: "\(name): \(own)") : nil
    )
  }
}

import BayesSource

/// What the lexer and the parser refuse: a factory for each finding, named by what it denies.
enum SyntaxDiagnostics {
  /// How many errors of one file are listed.
  static let mostErrors = 100

  static func isNotUTF8(byte: UInt8, at span: SourceSpan) -> Diagnostic {
    let digits = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      SyntaxCodes.notUTF8, "the file is not UTF-8: the byte 0x\(digits) begins no character",
      at: span, label: "save the file as UTF-8")
  }

  static func isNotText(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.notText, "this is not a text: it holds a zero byte", at: span,
      notes: [Note("a program is a UTF-8 text; was another file meant?")])
  }

  static func fileIsTooLarge(byteCount: Int) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.fileTooLarge,
      "the file has \(byteCount) bytes; a program has at most \(Lexer.largestFile)",
      at: SourceSpan(start: 0, end: 0),
      notes: [Note("numbers belong in a data file, given with `--data`")])
  }

  static func strayCharacter(
    _ scalar: Unicode.Scalar, at span: SourceSpan, fix: String?
  ) -> Diagnostic {
    let isVisible =
      !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
      && scalar.properties.generalCategory != .format
    let number = "U+" + String(scalar.value, radix: 16, uppercase: true)
    let name = isVisible ? "`\(scalar)`" : scalar.properties.name.map { "\(number) (\($0))" }
    return Diagnostic(
      SyntaxCodes.strayCharacter, "the character \(name ?? number) means nothing here", at: span,
      notes: scalar == "'" ? [Note("text stands in double quotes; `transpose(x)` transposes")] : [],
      fix: fix.map { fix in
        Fix(
          fix.allSatisfy(\.isWhitespace) ? "write a plain space" : "write `\(fix)`", at: span,
          replacement: fix)
      })
  }

  static func unterminatedString(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.unterminatedString, "the text is not ended on its line", at: span,
      label: "a `\"` is missing",
      notes: [Note("write `\\n` for a newline in a text")])
  }

  static func unknownEscape(_ escape: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.unknownEscape, "`\(escape)` is no escape", at: span,
      notes: [
        Note("the escapes are `\\\\`, `\\\"`, `\\n`, `\\t`, `\\r` and `\\u{1F600}`")
      ],
      fix: Fix("write `\\\\` for a backslash", at: span, replacement: "\\" + escape))
  }

  static func malformedNumber(_ text: String, at span: SourceSpan, fix: String?) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.malformedNumber, "`\(shortened(text))` is not a number", at: span,
      fix: fix.map { Fix("write `\(shortened($0))`", at: span, replacement: $0) })
  }

  static func numberIsOutOfRange(
    _ text: String, isInteger: Bool, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.numberOutOfRange,
      isInteger
        ? "\(shortened(text)) is too large for an Int, which ends at \(Int.max)"
        : "\(shortened(text)) lies outside what a Real can hold", at: span,
      notes: isInteger ? [Note("as a Real it is written `\(shortened(text)).0`")] : [])
  }

  static func malformedQuotedName(isClosed: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.malformedQuotedName,
      isClosed ? "there is no name between these backticks" : "the name is not ended on its line",
      at: span, label: isClosed ? nil : "a backtick is missing")
  }

  static func foreignComment(at span: SourceSpan, fix: String?) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.foreignComment, "comments begin with `//` and end with their line", at: span,
      fix: fix.map { Fix("write `\($0)`", at: span, replacement: $0) })
  }

  static func foreignOperator(_ text: String, at span: SourceSpan, fix: String) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.foreignOperator,
      fix.isEmpty
        ? "a statement ends with its line, without `\(text)`" : "`\(text)` is written `\(fix)`",
      at: span,
      notes: foreignNotes(text),
      fix: Fix(fix.isEmpty ? "leave it out" : "write `\(fix)`", at: span, replacement: fix))
  }

  private static func foreignNotes(_ text: String) -> [Note] {
    switch text {
    case "..": [Note("`a...b` holds b, `a..<b` ends before it")]
    case "|": [Note("the log density of D at x is `logp(D, x)`")]
    default: []
    }
  }

  static func tooManyErrors(at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.tooManyErrors, "the file has more errors, which are not listed", at: span,
      label: "from here on")
  }
}

/// About brackets and what stands between them.
extension SyntaxDiagnostics {
  static func unclosedBracket(
    _ opener: String, _ closer: String, found: String, at span: SourceSpan, opener place: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.unclosedBracket,
      "`\(opener)` is not closed: expected `\(closer)`, found \(found)",
      at: span, label: "expected `\(closer)`",
      notes: [Note("`\(opener)` is opened here", at: place)])
  }

  static func strayBracket(_ closer: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.strayBracket, "`\(closer)` closes nothing", at: span,
      fix: Fix("leave it out", at: span, replacement: ""))
  }

  static func trailingComma(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.trailingComma, "nothing follows this comma", at: span,
      fix: Fix("leave it out", at: span, replacement: ""))
  }
}

/// About what is missing.
extension SyntaxDiagnostics {
  static func missingExpression(
    after before: String, found: String, at span: SourceSpan
  ) -> Diagnostic {
    let position = before.isEmpty || before.contains("\n") ? "" : " after `\(shortened(before))`"
    return Diagnostic(
      SyntaxCodes.missingExpression, "expected an expression\(position), found \(found)", at: span,
      label: "expected an expression")
  }

  static func missingName(_ wanted: String, found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingName, "expected \(wanted), found \(found)", at: span,
      label: "expected a name")
  }

  static func parenthesizedLoop(found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingName, "expected the name of the index after `for`, found \(found)",
      at: span, label: "expected a name",
      notes: [
        Note("a loop is `for i in 1...n { … }`, inside a `func`"),
        Note("outside one an equation holds for a whole dimension: `observe y[Obs] ~ …`"),
      ])
  }

  static func reservedWord(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.reservedWord, "`\(word)` is a word of the language and no name", at: span,
      fix: Fix("put it in backticks", at: span, replacement: "`\(word)`"))
  }

  static func missingType(after what: String, found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingType, "expected a type after \(what), found \(found)", at: span,
      label: "expected a type such as `Real[Obs]`")
  }

  static func missingSymbol(
    _ wanted: String, after what: String, found: String, at span: SourceSpan, notes: [Note] = [],
    fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingSymbol, "expected \(wanted) after \(what), found \(found)", at: span,
      label: "expected \(wanted)", notes: notes, fix: fix)
  }

  static func unknownWord(
    _ word: String, after what: String?, among known: [String], at span: SourceSpan
  ) -> Diagnostic {
    let word = shortened(word)
    let nearest = Suggestion.nearest(to: word, among: known)
    let list = known.map { "`\($0)`" }.joined(separator: " ")
    return Diagnostic(
      SyntaxCodes.unknownWord,
      what.map { "`\(word)` means nothing after \($0)" } ?? "no statement begins with `\(word)`",
      at: span,
      notes: nearest == nil ? [Note("the words that may stand here: \(list)")] : [],
      fix: nearest.map { Fix("did you mean `\($0)`?", at: span, replacement: $0) })
  }
}

/// About statements and lines.
extension SyntaxDiagnostics {
  /// The words with which Stan's declarations begin.
  static let foreignTypes: Set<String> = [
    "real", "int", "vector", "row_vector", "matrix", "array", "complex", "simplex", "ordered",
    "positive_ordered", "unit_vector", "sum_to_zero_vector", "cov_matrix", "corr_matrix",
    "cholesky_factor_cov", "cholesky_factor_corr",
  ]

  /// Stan's structured types, and ours.
  private static let structuredTypes: [String: String] = [
    "simplex": "Simplex[K]", "ordered": "Ordered[K]", "positive_ordered": "Ordered[K] in 0...",
    "unit_vector": "UnitVector[K]", "sum_to_zero_vector": "SumToZero[K]", "cov_matrix": "Cov[K]",
    "corr_matrix": "Corr[K]", "cholesky_factor_cov": "CholeskyCov[K]",
    "cholesky_factor_corr": "CholeskyCorr[K]",
  ]

  static func foreignDeclaration(_ type: String, at span: SourceSpan) -> Diagnostic {
    if let structured = structuredTypes[type] {
      return Diagnostic(
        SyntaxCodes.noStatement,
        "a declaration begins with what the quantity is, not with a type", at: span,
        notes: [Note("write `param x: \(structured) ~ …` or `data x: \(structured)`")])
    }
    let shape = ["real", "int", "complex"].contains(type) ? "" : "[Obs]"
    let name = type == "int" ? "Int" : "Real"
    return Diagnostic(
      SyntaxCodes.noStatement, "a declaration begins with what the quantity is, not with a type",
      at: span,
      notes: [
        Note(
          "write `data x: \(name)\(shape)`, `let x: \(name)\(shape) = …`, or"
            + " `param x\(shape) ~ …`, whose support comes from its prior"),
        Note("bounds stand behind the type: `data s: Real in 0...`"),
      ])
  }

  static let blockLabel = "begins a block"

  static func foreignBlock(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.noStatement, "there are no blocks: a file is a model", at: span,
      label: blockLabel,
      notes: [
        Note(
          "the first word of each line says what it declares: `data`, `param`, `observe`, `let`,"
            + " `report`")
      ])
  }

  static func arrowAssignment(at span: SourceSpan) -> Diagnostic {
    foreignOperator("<-", at: span, fix: "=")
  }

  static func noStatementBegins(_ found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.noStatement, "no statement begins with \(found)", at: span,
      notes: [Note("one begins with a word such as `data`, `param`, `observe` or `let`")])
  }

  static func noDeclarationWord(_ found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.noStatement, "a declaration begins with a word that says what it is", at: span,
      label: "unclear because of the \(found) behind it",
      notes: [Note("write `data x: Real`, `param x: Real ~ …`, `let x: Real = …`")])
  }

  static func missingNewline(before word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingNewline, "`\(word)` begins a statement and needs a line of its own",
      at: span,
      fix: Fix(
        "begin a new line", at: SourceSpan(start: span.start, end: span.start), replacement: "\n"))
  }

  static func unexpectedAfterStatement(_ found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingNewline, "the statement is complete before \(found)", at: span,
      label: "expected the end of the line")
  }

  static func lineBeginsWith(_ text: String, at span: SourceSpan, fix: Fix) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.lineBeginsWithOperator, "a line never begins with `\(text)`", at: span, fix: fix)
  }

  static func lineBeginsWithBrace(at span: SourceSpan, fix: Fix) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.lineBeginsWithBlock, "`{` stands on the line of what it belongs to", at: span,
      fix: fix)
  }

  static func lineBeginsWithElse(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.lineBeginsWithBlock, "`else` stands on the line of the `}` before it", at: span,
      label: "write `} else`")
  }

  static func onlyAtTopLevel(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.onlyAtTopLevel, "`\(word)` stands at the top level of a file only", at: span,
      label: "inside a block")
  }

  static func missingRole(at span: SourceSpan, isName: Bool) -> Diagnostic {
    guard isName else { return densityOnExpression(at: span, role: nil) }
    return Diagnostic(
      SyntaxCodes.missingRole, "what is `~` a distribution needs `param`, `observe` or `predict`",
      at: span,
      notes: [
        Note("`param` is inferred, `observe` is bound by the data, `predict` is drawn afterwards")
      ],
      fix: Fix(
        "write `observe` if the data hold it",
        at: SourceSpan(start: span.start, end: span.start), replacement: "observe "))
  }

  static func densityOnExpression(at span: SourceSpan, role: String?) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.missingRole, "the left side of `~` is a name, never an expression", at: span,
      notes: [
        Note("`factor logp(D, e)` adds the density of an expression without its Jacobian"),
        Note("`observe` a data-level `let` to give transformed data a likelihood"),
      ])
  }

  static func valueForSeveralNames(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.valueForSeveralNames, "a declaration with `=` has one name", at: span,
      label: "give this one a line of its own")
  }
}

/// About expressions and limits.
extension SyntaxDiagnostics {
  static func comparisonsDoNotChain(
    middle: String, _ next: String, at span: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    let fix =
      middle.utf8.count > 40 || middle.contains("\n")
      ? nil
      : Fix("write `&& \(middle) \(next)`", at: span, replacement: "&& \(middle) \(next)")
    return Diagnostic(
      SyntaxCodes.chainedComparison, "comparisons do not chain", at: span,
      notes: [Note("the first comparison", at: first)], fix: fix)
  }

  static func labelIsNoName(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.labelIsNoName, "the label of an argument is a bare name", at: span,
      label: "before `:`")
  }

  static func reservedAfterRange(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.reservedAfterRange, "after a range `\(word)` begins a clause", at: span,
      notes: [Note("the range before it has no upper end")],
      fix: Fix("write `(\(word))` for the variable", at: span, replacement: "(\(word))"))
  }

  static func misplacedComprehension(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.misplacedComprehension,
      "`for` stands in the arguments of a call or in a list only", at: span,
      notes: [Note("write `[e for i in D]` or `sum(e for i in D)`")])
  }

  static func misplacedUnderscore(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.misplacedUnderscore, "`_` stands for a whole axis, alone in an index", at: span)
  }

  static func nestingIsTooDeep(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.nestingTooDeep, "this is nested more than \(limit) deep", at: span,
      notes: [Note("give a part a name with `let`")])
  }

  static func chainIsTooLong(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxCodes.chainTooLong, "this chain has more than \(limit) links", at: span,
      notes: [Note("use `sum(… for i in D)`, or give parts a name with `let`")])
  }

  /// A text cut to what fits into a sentence.
  private static func shortened(_ text: String) -> String {
    text.utf8.count > 40 ? text.prefix(37) + "…" : text
  }
}

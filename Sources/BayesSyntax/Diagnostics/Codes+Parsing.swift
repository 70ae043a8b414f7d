package import BayesSource

/// The codes of what tokens make together.
extension SyntaxCodes {
  package static let unclosedBracket = DiagnosticCode(
    "B0120", title: "a bracket that is not closed",
    explanation: #"""
      A bracket is opened and what follows cannot belong to it, or the file ends. The caret shows
      the first place where the closing bracket is missed; the note shows where it was opened.

      Instead of
      ```bayes
      param mu ~ Normal(0, 5
      ```
      write
      ```bayes
      param mu ~ Normal(0, 5)
      ```
      """#)

  package static let strayBracket = DiagnosticCode(
    "B0121", title: "a bracket that closes nothing",
    explanation: #"""
      Every bracket before this one is closed already, or was opened with another kind of bracket.

      Instead of
      ```bayes
      param mu ~ Normal(0, 5))
      ```
      write
      ```bayes
      param mu ~ Normal(0, 5)
      ```
      """#)

  package static let missingExpression = DiagnosticCode(
    "B0122", title: "an expression is missing",
    explanation: #"""
      Here an expression has to stand: a number, a name, a call, a list, or one of these behind
      `-` or `!`. Most often an operand was forgotten, or an operator is one too many.

      Instead of
      ```bayes
      let z = (x - mu) /
      ```
      write
      ```bayes
      let z = (x - mu) / sd
      ```
      """#)

  package static let missingName = DiagnosticCode(
    "B0123", title: "a name is missing",
    explanation: #"""
      Here a name has to stand. Names begin with a letter or an underscore and go on with letters,
      digits and underscores of any script; anything else can be a name between backticks.

      Instead of
      ```bayes
      param ~ Normal(0, 1)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 1)
      ```
      """#)

  package static let reservedWord = DiagnosticCode(
    "B0124", title: "a word of the language used as a name",
    explanation: #"""
      These words are never names: data decide dim else factor false for func gate if import in
      let model observe param predict report return true var while.

      Choose another name, or put the word in backticks, which is how to use a column of that
      name.

      Instead of
      ```bayes
      data in: Real
      ```
      write
      ```bayes
      data `in`: Real
      ```
      """#)

  package static let missingType = DiagnosticCode(
    "B0125", title: "a type is missing",
    explanation: #"""
      Behind `:` and `->` stands a type: a name such as `Real`, `Int`, `Simplex[K]` or a
      dimension, with its axes in brackets, and `in` with a range for its support.

      Instead of
      ```bayes
      data y: [Obs]
      ```
      write
      ```bayes
      data y: Real[Obs]
      ```
      """#)

  package static let missingSymbol = DiagnosticCode(
    "B0126", title: "a symbol or word is missing",
    explanation: #"""
      The statement goes on with a certain symbol or word, and something else stands there. Often
      the symbol is left out, or `=` and `~` are confused: `let` defines with `=`, `param`,
      `observe` and `predict` take a distribution with `~`.

      Instead of
      ```bayes
      param mu = Normal(0, 5)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 5)
      ```
      """#)

  package static let noStatement = DiagnosticCode(
    "B0127", title: "a line that begins no statement",
    explanation: #"""
      A statement begins with a word that says what it is: `data`, `dim`, `param`, `observe`,
      `predict`, `let`, `report`, `factor`, `gate`, `decide`, `func`. Inside a `func` also `var`,
      `for`, `while`, `if`, `return`, or the name of a `var` that is changed.

      Instead of
      ```bayes
      y: Real[Obs]
      ```
      write
      ```bayes
      data y: Real[Obs]
      ```
      """#)

  package static let missingNewline = DiagnosticCode(
    "B0128", title: "more on the line after a statement is complete",
    explanation: #"""
      One statement stands on one line. Behind a complete statement only a comment may follow.
      Either a newline is missing, or an operator or bracket is missing that would make what
      follows a part of it.

      Instead of
      ```bayes
      dim K = 3 param w: Simplex[K] ~ Dirichlet(ones(K))
      ```
      write
      ```bayes
      dim K = 3
      param w: Simplex[K] ~ Dirichlet(ones(K))
      ```
      """#)

  package static let trailingComma = DiagnosticCode(
    "B0129", title: "a comma with nothing behind it",
    explanation: #"""
      Commas stand between elements, not after the last one.

      Instead of
      ```bayes
      param mu ~ Normal(0, 5,)
      ```
      write
      ```bayes
      param mu ~ Normal(0, 5)
      ```
      """#)

  package static let lineBeginsWithOperator = DiagnosticCode(
    "B0130", title: "a line that begins with an operator",
    explanation: #"""
      A newline ends a statement, unless it stands inside brackets or after an operator or comma.
      A line that began with an operator would be read in two ways, so none does.

      Move the operator to the end of the line above.

      Instead of
      ```bayes
      let eta = alpha
        + X @ beta
      ```
      write
      ```bayes
      let eta = alpha +
        X @ beta
      ```
      """#)

  package static let lineBeginsWithBlock = DiagnosticCode(
    "B0131", title: "a block or `else` on a line of its own",
    explanation: #"""
      `{` stands at the end of the line that it belongs to, and `else` behind the `}` before it: a
      newline between them would end the statement.

      Instead of
      ```bayes
      func f(x: Real) -> Real
      {
        return x
      }
      ```
      write
      ```bayes
      func f(x: Real) -> Real {
        return x
      }
      ```
      """#)

  package static let chainedComparison = DiagnosticCode(
    "B0132", title: "comparisons that chain",
    explanation: #"""
      `a < b < c` would compare a truth value with a number. Join two comparisons with `&&`.

      Instead of
      ```bayes
      let c = 0 < x < 10
      ```
      write
      ```bayes
      let c = 0 < x && x < 10
      ```
      """#)

  package static let labelIsNoName = DiagnosticCode(
    "B0133", title: "a label that is no name",
    explanation: #"""
      An argument may carry the name of its parameter before a colon. That is a bare name, without
      brackets, operators or quotes.

      Instead of
      ```bayes
      param p ~ Normal("mean": 0, sd: 1)
      ```
      write
      ```bayes
      param p ~ Normal(mean: 0, sd: 1)
      ```
      """#)

  package static let missingRole = DiagnosticCode(
    "B0134", title: "no role, or no name, on the left of `~`",
    explanation: #"""
      The left side of `~` is a name with a role: `param` is inferred, `observe` is bound by the
      data, `predict` is drawn from the posterior. It is never an expression: a density on an
      expression would need the Jacobian of a change of variables, which is easily forgotten.

      Give a transformed parameter its prior before the transformation, observe a data-level
      `let`, or add a term to the log density with `factor`.

      Instead of
      ```bayes
      observe log(y[Obs]) ~ Normal(mu, s)
      ```
      write
      ```bayes
      let logY = log(y)
      observe logY[Obs] ~ Normal(mu, s)
      ```
      """#)

  package static let onlyAtTopLevel = DiagnosticCode(
    "B0135", title: "a declaration that stands at top level only",
    explanation: #"""
      `import` and `model` say something about a whole file. They do not stand inside a
      `func`, a `model` or another block.

      Instead of
      ```bayes
      func f() -> Real {
        import "g.bayes"
      }
      ```
      write
      ```bayes
      import "g.bayes"
      ```
      """#)

  package static let reservedAfterRange = DiagnosticCode(
    "B0136", title: "a clause's word at the end of a range",
    explanation: #"""
      A range may be left open: `0...`. So after `...` and `..<` the words truncated censored
      weight when forget init with from where always begin a clause. A variable of that name is
      written in parentheses there.

      Instead of
      ```bayes
      let part = x[1...weight]
      ```
      write
      ```bayes
      let part = x[1...(weight)]
      ```
      """#)

  package static let valueForSeveralNames = DiagnosticCode(
    "B0137", title: "one value for several names",
    explanation: #"""
      A list of names shares a type or a distribution. With `=` a declaration has one name, so
      that it is clear what the value belongs to.

      Instead of
      ```bayes
      data a, b: Real = 3
      ```
      write
      ```bayes
      data a: Real = 3
      data b: Real = 3
      ```
      """#)

  package static let unknownWord = DiagnosticCode(
    "B0138", title: "a word that does not belong here",
    explanation: #"""
      Only certain words may stand in this place: the words that begin a statement, the attributes
      of a dimension (`ordered` `circular` `stream` `of` `from`), the clauses after a distribution
      (`truncated` `censored` `weight` `when` `forget` `init` `with`), the sense of a decision
      (`maximize` `minimize`).

      Instead of
      ```bayes
      dim Time orderd
      ```
      write
      ```bayes
      dim Time ordered
      ```
      """#)

  package static let nestingTooDeep = DiagnosticCode(
    "B0139", title: "nested too deeply",
    explanation: #"""
      Expressions and blocks nest at most 256 deep. No program written by hand comes near; one
      that a program wrote can name its parts.

      Instead of
      ```bayes
      let y = ((((…))))
      ```
      write
      ```bayes
      let part = …
      let y = f(part)
      ```
      """#)

  package static let chainTooLong = DiagnosticCode(
    "B0140", title: "a chain that is too long",
    explanation: #"""
      Operators of one precedence form a chain of at most 10,000 links. A sum over data is written
      with `sum`, which is also what can be vectorised.

      Instead of
      ```bayes
      let s = x[1] + x[2] + x[3] + …
      ```
      write
      ```bayes
      let s = sum(x)
      ```
      """#)

  package static let misplacedComprehension = DiagnosticCode(
    "B0141", title: "a comprehension in a wrong place",
    explanation: #"""
      `for` inside an expression stands last among the arguments of a call or the elements of a
      list, nowhere else.

      Instead of
      ```bayes
      let s = (x[i] for i in Obs)
      ```
      write
      ```bayes
      let s = sum(x[i] for i in Obs)
      ```
      """#)

  package static let misplacedUnderscore = DiagnosticCode(
    "B0142", title: "`_` outside an index",
    explanation: #"""
      `_` alone in an index stands for the whole axis, as in `A[i, _]`. It is no name and no
      value.

      Instead of
      ```bayes
      let row = f(_)
      ```
      write
      ```bayes
      let row = A[i, _]
      ```
      """#)
}

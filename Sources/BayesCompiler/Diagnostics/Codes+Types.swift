import BayesSource

extension DiagnosticCode {
  static let unrelatedAxesCode = DiagnosticCode(
    "B0301", title: "arrays that do not broadcast together",
    explanation: """
      Arrays are combined by the names of their axes. Two arrays over different dimensions give a
      table over both, which is meant when both are named; an unnamed axis (of a list or a slice)
      beside a named one is not. Give the list a declared type, `let x: Real[K] = [1, 2]`, or pick
      elements by an index: `a[county]`.
      """)
  static let vectorAgainstMatrixCode = DiagnosticCode(
    "B0302", title: "a vector combined with a matrix over the same dimension",
    explanation: """
      One operand carries a dimension twice, the other once: it is not known whether rows or
      columns are meant. Say it with an index, `A[i, _]`, or contract with `@`.
      """)
  static let bareArrayCode = DiagnosticCode(
    "B0303", title: "a whole array inside an equation over its index",
    explanation: """
      Inside `x[t in Time] = …` an array over Time must be read at an index: `u[t]`. A bare `u`
      would be the whole array for every t.
      """)
  static let doesNotFitCode = DiagnosticCode(
    "B0304", title: "a value that does not fit its declared axes",
    explanation: """
      The value has an axis that the target or type does not list, or an unnamed axis too many.
      List the axis, reduce over it (`sum(x, over: K)`), or pick an element.
      """)
  static let contractionCode = DiagnosticCode(
    "B0305", title: "`@` without a shared axis",
    explanation: """
      `a @ b` sums over the axis both sides share: the last axis of the left that the right has
      too. `X: Real[Obs, Pred]` and `beta: Real[Pred]` share Pred. For element by element products
      write `*`.
      """)
  static let elementCode = DiagnosticCode(
    "B0306", title: "a value of the wrong kind",
    explanation: """
      A number is expected and a condition is found, or the other way round; an Int is expected
      and a Real is found; elements of a list differ. Comparisons give conditions, arithmetic
      wants numbers, an Int widens to a Real by itself but never back (`round`, `floor` and `div`
      give Ints).
      """)
  static let indexCode = DiagnosticCode(
    "B0307", title: "an index that does not fit its axis",
    explanation: """
      Between brackets stands, for each axis in order, an index of that axis's dimension, an Int
      known from the data, a label, a slice or `_`. An index of another dimension is refused even
      if the sizes agree: `County[Obs]` may index only an axis over County.
      """)
  static let indexCountCode = DiagnosticCode(
    "B0308", title: "the wrong number of indices",
    explanation: """
      An array is read with one index per axis; `_` keeps an axis whole: `X[i, _]` is row i.
      """)
  static let levelCode = DiagnosticCode(
    "B0309", title: "a draw where data are needed",
    explanation: """
      Sizes, conditions of `when`, bounds of data, default and initial values and indices are
      settled when data are bound: they may not depend on a parameter.
      """)
  static let piecesCode = DiagnosticCode(
    "B0310", title: "pieces that do not cover a dimension exactly once",
    explanation: """
      The equations of one name must cover its dimension without gap or overlap, such as
      `x[Time.first]` and `x[t in Time.dropFirst()]`. Pieces are `first`, `last`, `dropFirst(k)`,
      `dropLast(k)`, `prefix(k)`, `suffix(k)`.
      """)
  static let pieceCode = DiagnosticCode(
    "B0311", title: "not a dimension or a piece of one",
    explanation: """
      A dimension (`Time`), one of its pieces (`Time.dropFirst(2)`), or, in a comprehension,
      integers `1...n` are expected here.
      """)
  static let labelCode = DiagnosticCode(
    "B0312", title: "a label that does not exist",
    explanation: """
      Labels in double quotes pick an element of a dimension that lists them: `dim Arm =
      ["control", "treated"]`, then `p["treated"]`. They are no values of their own.
      """)
  static let callCode = DiagnosticCode(
    "B0313", title: "arguments that do not fit",
    explanation: """
      The call has too many or too few arguments, an argument of the wrong type, or a name the
      function or distribution does not have. `bayes help NAME` shows its arguments.
      """)
  static let rangeCode = DiagnosticCode(
    "B0314", title: "a range in the wrong place",
    explanation: """
      Ranges `a...b` stand behind `in`, `truncated` and `Flat`, as slices between brackets, after
      `dim D =` and in comprehensions. They are no values; a size needs both ends.
      """)
  static let listCode = DiagnosticCode(
    "B0315", title: "a list that has no value",
    explanation: """
      A list has at least one element; a comprehension in brackets has one expression and no
      `where`. A filtered sum is `sum(e for i in K where c)`.
      """)
  static let typeCode = DiagnosticCode(
    "B0316", title: "a type that does not fit its use",
    explanation: """
      Structured types such as Simplex and CholeskyCorr take exactly one dimension and bring their
      own bounds; a multivariate distribution needs as many axes in its type as one value has.
      """)
  static let reductionCode = DiagnosticCode(
    "B0317", title: "a reduction over nothing",
    explanation: """
      The function works along an axis, and its argument has none; or `where` filters a reduction
      that has no neutral value (write it as a sum divided by a count).
      """)
  static let realEqualityCode = DiagnosticCode(
    "W0301", title: "reals compared for equality",
    explanation: """
      Two reals that depend on draws are equal with probability zero, so `==` is always false in
      effect. Compare with a tolerance, `abs(a - b) < 0.01`, or use an inequality.
      """)
  static let discontinuityCode = DiagnosticCode(
    "W0302", title: "a density that jumps",
    explanation: """
      A condition that depends on a continuous draw makes the log density jump or its slope break
      where the condition changes. NUTS follows slopes and can stick there. A smooth switch,
      `invLogit(k * (x - c))`, is safer.
      """)
}

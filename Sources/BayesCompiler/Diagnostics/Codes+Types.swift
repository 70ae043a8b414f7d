import BayesSource

extension DiagnosticCode {
  static let unrelatedAxesCode = DiagnosticCode(
    "B0301", title: "arrays that do not broadcast together",
    explanation: """
      Arrays are combined by the names of their axes. Two arrays over different dimensions give a
      table over both, which is meant when both are named; an unnamed axis (of a list or a slice)
      beside a named one is not. Give the list a declared type, `let x: Real[K] = [1, 2]`, or pick
      elements by an index: `a[county]`.

      Instead of
      ```bayes
      dim K = 3
      param b[K] ~ Normal(0, 1)
      report c = b + [1, 2, 3]
      ```
      write
      ```bayes
      dim K = 3
      param b[K] ~ Normal(0, 1)
      let shift: Real[K] = [1, 2, 3]
      report c = b + shift
      ```
      """)
  static let vectorAgainstMatrixCode = DiagnosticCode(
    "B0302", title: "a vector combined with a matrix over the same dimension",
    explanation: """
      One operand carries a dimension twice, the other once: it is not known whether rows or
      columns are meant. Say it with an index, `A[i, _]`, or contract with `@`.

      Instead of
      ```bayes
      dim K = 2
      data S: Real[K, K]
      data v: Real[K]
      report x = S * v
      ```
      write
      ```bayes
      dim K = 2
      data S: Real[K, K]
      data v: Real[K]
      report x = S @ v
      ```
      """)
  static let bareArrayCode = DiagnosticCode(
    "B0303", title: "a whole array inside an equation over its index",
    explanation: """
      Inside `x[t in Time] = …` an array over Time must be read at an index: `u[t]`. A bare `u`
      would be the whole array for every t.

      Instead of
      ```bayes
      dim Time ordered
      data u: Real[Time]
      report x[t in Time] = u[t] - u
      ```
      write
      ```bayes
      dim Time ordered
      data u: Real[Time]
      report x[t in Time] = u[t] - mean(u)
      ```
      """)
  static let doesNotFitCode = DiagnosticCode(
    "B0304", title: "a value that does not fit its declared axes",
    explanation: """
      The value has an axis that the target or type does not list, or an unnamed axis too many.
      List the axis, reduce over it (`sum(x, over: K)`), or pick an element.

      Instead of
      ```bayes
      dim Obs, K
      data X: Real[Obs, K]
      let m: Real[Obs] = X
      report m
      ```
      write
      ```bayes
      dim Obs, K
      data X: Real[Obs, K]
      let m: Real[Obs] = sum(X, over: K)
      report m
      ```
      """)
  static let contractionCode = DiagnosticCode(
    "B0305", title: "`@` without a shared axis",
    explanation: """
      `a @ b` sums over the axis both sides share: the last axis of the left that the right has
      too. `X: Real[Obs, Pred]` and `beta: Real[Pred]` share Pred. For element by element products
      write `*`.

      Instead of
      ```bayes
      dim Obs, Pred, Group
      data X: Real[Obs, Pred]
      param b[Group] ~ Normal(0, 1)
      report eta = X @ b
      ```
      write
      ```bayes
      dim Obs, Pred
      data X: Real[Obs, Pred]
      param b[Pred] ~ Normal(0, 1)
      report eta = X @ b
      ```
      """)
  static let elementCode = DiagnosticCode(
    "B0306", title: "a value of the wrong kind",
    explanation: """
      A number is expected and a condition is found, or the other way round; an Int is expected
      and a Real is found; elements of a list differ. Comparisons give conditions, arithmetic
      wants numbers, an Int widens to a Real by itself but never back (`round`, `floor` and `div`
      give Ints).

      Instead of
      ```bayes
      data x: Real
      report y = (x > 0) + 1
      ```
      write
      ```bayes
      data x: Real
      report y = (x > 0 ? 1 : 0) + 1
      ```
      """)
  static let indexCode = DiagnosticCode(
    "B0307", title: "an index that does not fit its axis",
    explanation: """
      Between brackets stands, for each axis in order, an index of that axis's dimension, an Int
      known from the data (elements count from 1), a label, a slice or `_`. An index of another
      dimension is refused even if the sizes agree: `County[Obs]` may index only an axis over County.

      Instead of
      ```bayes
      dim Obs, County, State
      data state: State[Obs]
      param a[County] ~ Normal(0, 1)
      observe y[Obs] ~ Normal(a[state], 1)
      ```
      write
      ```bayes
      dim Obs, County
      data county: County[Obs]
      param a[County] ~ Normal(0, 1)
      observe y[Obs] ~ Normal(a[county], 1)
      ```
      """)
  static let indexCountCode = DiagnosticCode(
    "B0308", title: "the wrong number of indices",
    explanation: """
      An array is read with one index per axis; `_` keeps an axis whole: `X[i, _]` is row i.

      Instead of
      ```bayes
      dim A = 2, B = 3
      param m[A, B] ~ Normal(0, 1)
      report row = m[1]
      ```
      write
      ```bayes
      dim A = 2, B = 3
      param m[A, B] ~ Normal(0, 1)
      report row = m[1, _]
      ```
      """)
  static let levelCode = DiagnosticCode(
    "B0309", title: "a draw where data are needed",
    explanation: """
      Sizes, conditions of `when`, bounds of data, default and initial values and indices are
      settled when data are bound: they may not depend on a parameter.

      Instead of
      ```bayes
      param n ~ HalfNormal(1)
      dim K = n
      ```
      write
      ```bayes
      data n: Int
      dim K = n
      param b[K] ~ Normal(0, 1)
      observe y[K] ~ Normal(b, 1)
      ```
      """)
  static let piecesCode = DiagnosticCode(
    "B0310", title: "pieces that do not cover a dimension exactly once",
    explanation: """
      The equations of one name must cover its dimension without gap or overlap, such as
      `x[Time.first]` and `x[t in Time.dropFirst()]`. Pieces are `first`, `last`, `dropFirst(k)`,
      `dropLast(k)`, `prefix(k)`, `suffix(k)`.

      Instead of
      ```bayes
      dim Time ordered
      param x[Time.first] ~ Normal(0, 1)
      param x[t in Time.dropFirst(2)] ~ Normal(x[t - 1], 1)
      observe y[Time] ~ Normal(x, 1)
      ```
      write
      ```bayes
      dim Time ordered
      param x[Time.first] ~ Normal(0, 1)
      param x[t in Time.dropFirst()] ~ Normal(x[t - 1], 1)
      observe y[Time] ~ Normal(x, 1)
      ```
      """)
  static let pieceCode = DiagnosticCode(
    "B0311", title: "not a dimension or a piece of one",
    explanation: """
      A dimension (`Time`), one of its pieces (`Time.dropFirst(2)`), or, in a comprehension,
      integers `1...n` are expected here.

      Instead of
      ```bayes
      dim Time ordered
      data y: Real[Time]
      report z[t in Time + 1] = y[t]
      ```
      write
      ```bayes
      dim Time ordered
      data y: Real[Time]
      report z[t in Time.dropFirst()] = y[t]
      ```
      """)
  static let labelCode = DiagnosticCode(
    "B0312", title: "a label that does not exist",
    explanation: """
      Labels in double quotes pick an element of a dimension that lists them: `dim Arm =
      ["control", "treated"]`, then `p["treated"]`. They are no values of their own.

      Instead of
      ```bayes
      dim Arm = ["control", "treated"]
      param p[Arm] ~ Beta(1, 1)
      report lift = p["treatd"] - p["control"]
      ```
      write
      ```bayes
      dim Arm = ["control", "treated"]
      param p[Arm] ~ Beta(1, 1)
      report lift = p["treated"] - p["control"]
      ```
      """)
  static let callCode = DiagnosticCode(
    "B0313", title: "arguments that do not fit",
    explanation: """
      The call has too many or too few arguments, an argument of the wrong type, or a name the
      function or distribution does not have. `bayes help NAME` shows its arguments.

      Instead of
      ```bayes
      param mu ~ Normal(0, sdd: 1)
      report twice = 2 * mu
      ```
      write
      ```bayes
      param mu ~ Normal(0, sd: 1)
      report twice = 2 * mu
      ```
      """)
  static let rangeCode = DiagnosticCode(
    "B0314", title: "a range in the wrong place",
    explanation: """
      Ranges `a...b` stand behind `in`, `truncated` and `Flat`, as slices between brackets, after
      `dim D =` and in comprehensions. They are no values; a size needs both ends.

      Instead of
      ```bayes
      dim K = 1...
      param b[K] ~ Normal(0, 1)
      ```
      write
      ```bayes
      dim K = 1...3
      param b[K] ~ Normal(0, 1)
      observe y[K] ~ Normal(b, 1)
      ```
      """)
  static let listCode = DiagnosticCode(
    "B0315", title: "a list that has no value",
    explanation: """
      A list has at least one element; a comprehension in brackets has one expression and no
      `where`. A filtered sum is `sum(e for i in K where c)`.

      Instead of
      ```bayes
      dim K = 3
      data x: Real[K]
      report y = sum([x[k] for k in K where k > 1])
      ```
      write
      ```bayes
      dim K = 3
      data x: Real[K]
      report y = sum(x[k] for k in K where k > 1)
      ```
      """)
  static let typeCode = DiagnosticCode(
    "B0316", title: "a type that does not fit its use",
    explanation: """
      Structured types such as Simplex and CholeskyCorr take exactly one dimension and bring their
      own bounds; a multivariate distribution needs as many axes in its type as one value has.

      Instead of
      ```bayes
      param w: Simplex ~ Dirichlet([1, 1])
      ```
      write
      ```bayes
      dim K = 2
      param w: Simplex[K] ~ Dirichlet([1, 1])
      observe y ~ Categorical(w)
      ```
      """)
  static let reductionCode = DiagnosticCode(
    "B0317", title: "a reduction over nothing",
    explanation: """
      The function works along an axis, and its argument has none; or `where` filters a reduction
      that has no neutral value (write it as a sum divided by a count).

      Instead of
      ```bayes
      dim K = 3
      data x: Real[K]
      report m = mean(x[k] for k in K where k > 1)
      ```
      write
      ```bayes
      dim K = 3
      data x: Real[K]
      report m = sum(x[k] for k in K where k > 1) / sum(1 for k in K where k > 1)
      ```
      """)
  static let orderCode = DiagnosticCode(
    "B0318", title: "a step along a dimension that has no order, or against it",
    explanation: """
      `t - 1` is the element before `t`, which exists only where the dimension is declared
      `ordered`. An equation may read its own elements at earlier places, `t - k` with k of at
      least 1, and what other equations over the dimension, further up, have at the place itself.

      Instead of
      ```bayes
      dim Time
      data x, y: Real[Time]
      param a ~ Normal(0, 1)
      observe y[t in Time.dropFirst()] ~ Normal(a * x[t - 1], 1)
      ```
      write
      ```bayes
      dim Time ordered
      data x, y: Real[Time]
      param a ~ Normal(0, 1)
      observe y[t in Time.dropFirst()] ~ Normal(a * x[t - 1], 1)
      ```
      """)
  static let axisOrderCode = DiagnosticCode(
    "B0319", title: "an index that depends on an order nobody wrote",
    explanation: """
      Where neither operand has all axes of the result, its axes stand in the order of reading.
      Operations match axes by name, so this hardly ever matters; an index in brackets goes by
      place, and swapping the operands would change what it picks. A declared type fixes the order.

      Instead of
      ```bayes
      dim Dog, Trial
      param a[Dog] ~ Normal(0, 1)
      param b[Trial] ~ Normal(0, 1)
      let eta = a + b
      report first = eta[1, 2]
      ```
      write
      ```bayes
      dim Dog, Trial
      param a[Dog] ~ Normal(0, 1)
      param b[Trial] ~ Normal(0, 1)
      let eta: Real[Dog, Trial] = a + b
      report first = eta[1, 2]
      ```
      """)
  static let realEqualityCode = DiagnosticCode(
    "W0301", title: "reals compared for equality",
    explanation: """
      Two reals that depend on draws are equal with probability zero, so `==` is always false in
      effect. Compare with a tolerance, `abs(a - b) < 0.01`, or use an inequality.

      Instead of
      ```bayes
      param a ~ Normal(0, 1)
      report zeros = sum(a == 0.0)
      ```
      write
      ```bayes
      param a ~ Normal(0, 1)
      report small = sum(abs(a) < 0.01)
      ```
      """)
  static let discontinuityCode = DiagnosticCode(
    "W0302", title: "a density that jumps",
    explanation: """
      A condition that depends on a continuous draw makes the log density jump or its slope break
      where the condition changes. NUTS follows slopes and can stick there. A smooth switch,
      `invLogit(k * (x - c))`, is safer.

      Instead of
      ```bayes
      data x: Real
      param c ~ Normal(0, 1)
      observe y ~ Normal(x < c ? 0 : 1, 1)
      ```
      write
      ```bayes
      data x: Real
      param c ~ Normal(0, 1)
      observe y ~ Normal(invLogit(10 * (x - c)), 1)
      ```
      """)
}

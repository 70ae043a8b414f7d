import BayesGraph
import Testing

/// Small cases whose numbers the reader can work out.
@Suite("The reference evaluator")
struct EvaluatorTests {
  @Test("axes meet by name: each operand is read at its own coordinates")
  func broadcast() throws {
    let text = try BoundText(
      """
      dim A = 2, B = 3
      param x[A] ~ Normal(0, 1)
      param y[B] ~ Normal(0, 1)
      param m[B, A] ~ Normal(0, 1)
      report sum = x + y
      report scaled = x * m
      let permuted: Real[B, A] = x + y
      report permuted
      """)
    let draws: [String: [Double]] = ["x": [10, 20], "y": [1, 2, 3], "m": [1, 2, 3, 4, 5, 6]]
    #expect(try text.report("sum", draws) == [11, 12, 13, 21, 22, 23])
    #expect(try text.report("scaled", draws) == [10, 40, 30, 80, 50, 120])
    #expect(try text.report("permuted", draws) == [11, 21, 12, 22, 13, 23])
  }

  @Test("a dimension that a value carries twice is matched by position")
  func twice() throws {
    let text = try BoundText(
      """
      dim K = 2
      param s[K, K] ~ Normal(0, 1)
      param v[K] ~ Normal(0, 1)
      report double = s + s
      report quadratic = v @ s @ v
      report product = s @ s
      """)
    let draws: [String: [Double]] = ["s": [1, 2, 3, 4], "v": [1, 10]]
    #expect(try text.report("double", draws) == [2, 4, 6, 8])
    // 1·1 + 10·2 + 10·3 + 100·4.
    #expect(try text.report("quadratic", draws) == [451])
    #expect(try text.report("product", draws) == [7, 10, 15, 22])
  }

  @Test("a gather reads at positions, those of a gather too")
  func gathers() throws {
    let text = try BoundText(
      """
      dim Obs, Mid, Top
      data mid: Mid[Obs]
      data top: Top[Mid]
      param a[Top] ~ Normal(0, 1)
      report r = a[top[mid]]
      """, data: #"{"mid": [2, 3, 2, 1], "top": [1, 1, 2]}"#)
    #expect(try text.report("r", ["a": [5, 7]]) == [5, 7, 5, 5])
  }

  @Test("two index arrays over one axis share it; one that is kept stays")
  func pairs() throws {
    let text = try BoundText(
      """
      dim Obs, A, B
      data a: A[Obs]
      data b: B[Obs]
      data size: Real[A, B]
      param m[A, B] ~ Normal(0, 1)
      report cells = m[a, b]
      report rows = m[a, _]
      report columns = m[_, b]
      """, data: #"{"a": [1, 2, 2], "b": [3, 1, 3], "size": [[0, 0, 0], [0, 0, 0]]}"#)
    let draws: [String: [Double]] = ["m": [1, 2, 3, 4, 5, 6]]
    #expect(try text.report("cells", draws) == [3, 4, 6])
    #expect(try text.report("rows", draws) == [1, 2, 3, 4, 5, 6, 4, 5, 6])
    #expect(try text.report("columns", draws) == [3, 1, 3, 6, 4, 6])
  }

  @Test("an index variable is an axis of its own")
  func indexVariables() throws {
    let text = try BoundText(
      """
      dim A = 3
      param x[A] ~ Normal(0, 1)
      report d[i in A, j in A] = x[i] - x[j]
      """)
    #expect(try text.report("d", ["x": [1, 4, 6]]) == [0, -3, -5, 3, 0, -2, 5, 2, 0])
  }

  @Test("a comprehension sums or lists over its own indices, where its condition holds")
  func comprehensions() throws {
    let text = try BoundText(
      """
      dim Time = 4
      param x[Time] ~ Normal(0, 1)
      report before[t in Time] = sum(x[j] for j in Time where j < t)
      report pairs = sum(x[a] * x[b] for a in Time for b in Time where a < b)
      report twice = [2 * k for k in 1...3]
      """)
    let draws: [String: [Double]] = ["x": [1, 2, 3, 4]]
    #expect(try text.report("before", draws) == [0, 1, 3, 6])
    // (10² - 30) / 2, for the squares are 30.
    #expect(try text.report("pairs", draws) == [35])
    #expect(try text.report("twice", draws) == [2, 4, 6])
  }

  @Test("reductions take all axes, or those that `over` names")
  func reductions() throws {
    let text = try BoundText(
      """
      dim A = 2, B = 3
      param m[A, B] ~ Normal(0, 1)
      report all = sum(m)
      report rows = sum(m, over: B)
      report columns = mean(m, over: A)
      report running = cumulativeSum(m)
      report highest = max(m, over: A)
      """)
    let draws: [String: [Double]] = ["m": [1, 2, 3, 4, 5, 7]]
    #expect(try text.report("all", draws) == [22])
    #expect(try text.report("rows", draws) == [6, 16])
    #expect(try text.report("columns", draws) == [2.5, 3.5, 5])
    #expect(try text.report("running", draws) == [1, 3, 6, 4, 9, 16])
    #expect(try text.report("highest", draws) == [4, 5, 7])
  }

  @Test("pieces cover an array, each with its own equation")
  func pieces() throws {
    let text = try BoundText(
      """
      dim Time ordered = 5
      param a ~ Normal(0, 1)
      let x[Time.prefix(2)] = a
      let x[t in Time.dropFirst(2)] = 10 * t
      report x
      """)
    #expect(try text.report("x", ["a": [7]]) == [7, 7, 30, 40, 50])
  }

  @Test("a recurrence reads what it made before, one step or two back")
  func recurrences() throws {
    let text = try BoundText(
      """
      dim Time ordered = 6
      param a ~ Normal(0, 1)
      let x[Time.first] = a
      let x[t in Time.dropFirst()] = 2 * x[t - 1] + t
      let f[Time.prefix(2)] = a
      let f[t in Time.dropFirst(2)] = f[t - 1] + f[t - 2]
      report x
      report f
      """)
    // 1, 2 + 2, 8 + 3, 22 + 4, 52 + 5, 114 + 6.
    #expect(try text.report("x", ["a": [1]]) == [1, 4, 11, 26, 57, 120])
    #expect(try text.report("f", ["a": [1]]) == [1, 1, 2, 3, 5, 8])
  }

  @Test("two states of a recurrence read each other, over other axes too")
  func coupled() throws {
    let text = try BoundText(
      """
      dim Time ordered = 3
      dim K = 2
      param a[K] ~ Normal(0, 1)
      let x[Time.first, K] = a
      let y[Time.first] = 1
      let x[t in Time.dropFirst(), K] = x[t - 1, _] + y[t - 1]
      let y[t in Time.dropFirst()] = sum(x[t - 1, _])
      report x
      report y
      """)
    // Steps of x: (1, 2), (2, 3), (5, 6); of y: 1, 3, 5.
    #expect(try text.report("x", ["a": [1, 2]]) == [1, 2, 2, 3, 5, 6])
    #expect(try text.report("y", ["a": [1, 2]]) == [1, 3, 5])
  }

  @Test("where a condition does not hold, positions outside are not read")
  func guarded() throws {
    let text = try BoundText(
      """
      dim Time ordered = 3
      param x[Time] ~ Normal(0, 1)
      report change[t in Time] = t > 1 ? x[t] - x[t - 1] : 0
      """)
    #expect(try text.report("change", ["x": [1, 4, 9]]) == [0, 3, 5])
  }

  @Test("a missing cell takes its draw, the others keep their data")
  func missing() throws {
    let text = try BoundText(
      """
      dim Obs
      param m ~ Normal(0, 1)
      observe y[Obs] ~ Exponential(2)
      report twice = 2 * y
      """, data: #"{"y": [1, null, 3]}"#)
    let draws: [String: [Double]] = ["m": [0], "y": [1, 7, 3]]
    #expect(try text.report("twice", draws) == [2, 14, 6])
    // log 2 - 2 y.
    let log2 = 0.6931471805599453
    #expect(try text.logDensity(of: "y", draws) == [log2 - 2, log2 - 14, log2 - 6])
  }

  @Test("truncation takes off the logarithm of the mass that is left")
  func truncation() throws {
    let text = try BoundText(
      """
      param x ~ Exponential(1) truncated 1...
      param k ~ Normal(0, 1)
      """)
    // Of exp(-x) the mass exp(-1) is left.
    #expect(try text.logDensity(of: "x", ["x": [2]]) == [-1])
    #expect(try text.logDensity(of: "x", ["x": [0.5]]) == [-.infinity])
  }

  @Test("an axis of no elements gives empty arrays and empty sums")
  func empty() throws {
    let text = try BoundText(
      """
      dim Obs
      data x: Real[Obs]
      param a ~ Normal(0, 1)
      report scaled = a * x
      report total = sum(a * x)
      """, data: #"{"x": []}"#)
    #expect(try text.report("scaled", ["a": [2]]) == [])
    #expect(try text.report("total", ["a": [2]]) == [0])
  }
}

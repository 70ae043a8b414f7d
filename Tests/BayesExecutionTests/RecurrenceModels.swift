import Bayes
import BayesData
import BayesGraph
import BayesMath
import BayesSource
import Testing

/// A model with a recurrence over `T`, which has as many steps as asked for.
struct RecurrenceModel: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let lengths: [Int]
  /// Whether its state stays finite over many steps and its data grow with them only in step.
  let isLong: Bool

  init(_ name: String, _ text: String, lengths: [Int] = [2, 3, 9, 40], isLong: Bool = true) {
    self.name = name
    self.text = text
    self.lengths = lengths
    self.isLong = isLong
  }

  var testDescription: String { name }

  func plan(length: Int) throws -> Plan {
    let source = SourceText(name: "model.bayes", text: "dim T ordered = \(length)\n\(text)\n")
    let checked = ModelText(source)
    let messages = checked.diagnostics.map(\.message).joined(separator: "; ")
    guard let graph = checked.lowered() else { throw EvaluationFailure("\(name): \(messages)") }
    let bound = Pipeline.bind(graph, data: DataSet())
    let faults = bound.diagnostics.map(\.message).joined(separator: "; ")
    guard let model = bound.model else { throw EvaluationFailure("\(name): \(faults)") }
    return Pipeline.plan(model)
  }

  /// Two points, the same ones every time.
  func positions(_ dimension: Int) -> [[Double]] {
    (1...2).map { seed in
      var stream = RandomStream(seed: UInt64(seed), purpose: .test)
      return (0..<dimension).map { _ in 1.4 * stream.uniform() - 0.6 }
    }
  }
}

extension RecurrenceModel {
  /// Recurrences of many shapes, each of which stays finite.
  static let all: [RecurrenceModel] = single + several + vectors + data

  private static let innovations = """
    param p ~ Normal(0, 1)
    param q ~ Normal(0, 1)
    param e[T] ~ Normal(0, 1)

    """

  private static let single: [RecurrenceModel] = [
    RecurrenceModel(
      "one step back",
      innovations + """
        let x[T.first] = p
        let x[t in T.dropFirst()] = q * x[t - 1] / 2 + e[t]
        factor -sum(x^2) / 9
        """, lengths: [1, 2, 3, 9, 40]),
    RecurrenceModel(
      "two steps back",
      innovations + """
        let x[T.prefix(2)] = p
        let x[t in T.dropFirst(2)] = sin(x[t - 1]) - q * x[t - 2] / 3 + e[t]
        factor -sum(x^2) / 9
        """),
    RecurrenceModel(
      "twelve steps back",
      innovations + """
        let x[t in T.prefix(12)] = p * e[t]
        let x[t in T.dropFirst(12)] = tanh(q * x[t - 12]) + e[t]
        factor -sum(x^2) / 9
        """, lengths: [12, 13, 40]),
    RecurrenceModel(
      "functions of a state",
      innovations
        + """
        let x[T.first] = exp(p)
        let x[t in T.dropFirst()] =
          log1pExp(x[t - 1]) / (1 + x[t - 1]^2) + exp(q - x[t - 1]) + invLogit(e[t])
        factor sum(lgamma(x)) / 10
        """),
    RecurrenceModel(
      "a density over states",
      innovations + """
        let h[T.first] = exp(p)
        let h[t in T.dropFirst()] = exp(q) + 0.3 * e[t - 1]^2 + 0.5 * h[t - 1]
        factor sum(-log(h) / 2 - e^2 / (2 * h))
        """),
    RecurrenceModel(
      "a condition of data",
      innovations + """
        let x[t in T] = t > 2 ? q * x[t - 2] / 2 + e[t] : p + e[t]
        factor -sum(x^2) / 9
        """, lengths: [1, 2, 3, 9, 40]),
    RecurrenceModel(
      "a condition of the state",
      innovations + """
        let x[T.first] = p
        let x[t in T.dropFirst()] = x[t - 1] > 0 ? q * sqrt(x[t - 1]) - e[t] : e[t]^2 - x[t - 1] / 2
        factor -sum(x^2) / 9
        """),
  ]

  private static let several: [RecurrenceModel] = [
    RecurrenceModel(
      "two states, one of which reads the other at its own step",
      innovations + """
        let a[T.first] = p
        let b[T.first] = a[T.first] * q
        let a[t in T.dropFirst()] = tanh(b[t - 1]) + e[t]
        let b[t in T.dropFirst()] = a[t] / 2 + b[t - 1] * q / 3
        factor -sum(a^2) / 9 - sum(b * a) / 20
        """, lengths: [1, 2, 3, 9, 40]),
    RecurrenceModel(
      "equations that change before the end",
      innovations + """
        let x[t in T.dropLast(2)] = t > 1 ? q * x[t - 1] / 2 + e[t] : p
        let x[t in T.suffix(2)] = cos(x[t - 1]) + x[t - 2] / 4
        factor -sum(x^2) / 9
        """, lengths: [4, 5, 9, 40]),
    RecurrenceModel(
      "a state read at the step of another where data say",
      innovations + """
        let m[t in T] = floor(1.9 * abs(sin(t)))
        let a[T.first] = p
        let b[T.first] = q
        let a[t in T.dropFirst()] = sin(b[t - 1]) + e[t]
        let b[t in T.dropFirst()] = q * a[t - m[t]]
        factor -sum(a^2) / 9 - sum(b^2) / 9
        """),
    RecurrenceModel(
      "states whose equations change at different steps",
      innovations + """
        let a[T.prefix(3)] = p
        let b[T.first] = q
        let b[t in T.dropFirst()] = sin(b[t - 1]) + e[t]
        let a[t in T.dropFirst(3)] = a[t - 3] / 2 + a[t - 1] * b[t - 1] / 4
        factor -sum(a^2) / 9 - sum(b^2) / 9
        """, lengths: [3, 4, 9, 40]),
  ]

  private static let vectors: [RecurrenceModel] = [
    RecurrenceModel(
      "a state for every element of an axis, the steps last",
      """
      dim D = 3
      param p[D] ~ Normal(0, 1)
      param q ~ Normal(0, 1)
      param e[D, T] ~ Normal(0, 1)
      let x[d in D, T.first] = p[d]
      let x[d in D, t in T.dropFirst()] = tanh(q * x[d, t - 1]) + e[d, t]
      factor -sum(x^2) / 9
      """, lengths: [1, 2, 3, 9], isLong: false),
    RecurrenceModel(
      "a state for every element of an axis, the steps first",
      """
      dim D = 11
      param p[D] ~ Normal(0, 1)
      param q ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let x[T.first, d in D] = p[d]
      let x[t in T.dropFirst(), d in D] = sin(q * x[t - 1, d]) * p[d] + e[t]
      factor -sum(x^2) / 9
      """, lengths: [1, 2, 3, 9]),
    RecurrenceModel(
      "a matrix of parameters times the state",
      """
      dim D = 3
      param A[D, D] ~ Normal(0, 1)
      param p[D] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let x[T.first, d in D] = p[d]
      let x[t in T.dropFirst(), d in D] = tanh(sum(A[d, k] * x[t - 1, k] for k in D)) + e[t]
      factor -sum(x^2) / 9
      """, lengths: [1, 2, 3, 9]),
    RecurrenceModel(
      "a matrix of data times the state",
      """
      dim D = 3
      param p[D] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let A[i in D, j in D] = sin(i + 2 * j)
      let x[T.first, d in D] = p[d]
      let x[t in T.dropFirst(), d in D] = tanh(sum(A[d, k] * x[t - 1, k] for k in D)) + e[t]
      factor -sum(x^2) / 9
      """, lengths: [1, 2, 3, 9]),
    RecurrenceModel(
      "the log of a sum of exponentials over the states before",
      """
      dim S = 4
      param p[S] ~ Normal(0, 1)
      param A[S, S] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let f[T.first, s in S] = p[s]
      let f[t in T.dropFirst(), s in S] = logSumExp(f[t - 1, r] + A[r, s] for r in S) - p[s] * e[t]
      factor logSumExp(f[T.last, s] for s in S)
      """, lengths: [1, 2, 3, 9]),
    RecurrenceModel(
      "a matrix of parameters times a whole row",
      """
      dim D = 3
      param A[D, D] ~ Normal(0, 1)
      param p[D] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let x[T.first, D] = p
      let x[t in T.dropFirst(), D] = tanh(A @ x[t - 1, _]) + e[t]
      factor -sum(x^2) / 9
      """, lengths: [1, 2, 3, 9]),
    RecurrenceModel(
      "functions of a whole row",
      """
      dim D = 3
      param p[D] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let x[T.first, D] = p
      let x[t in T.dropFirst(), D] =
        softmax(2 * x[t - 1, _]) * e[t] - cumulativeSum(x[t - 1, _]) / 4
      factor -sum(x^2) / 9
      """, lengths: [1, 2, 3, 9]),
    RecurrenceModel(
      "rows in parts",
      """
      dim D ordered = 3
      param p[D] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let x[T.first, D.first] = p[D.first]
      let x[T.first, d in D.dropFirst()] = p[d] / 2
      let x[t in T.dropFirst(), D.first] = sin(x[t - 1, D.last]) + e[t]
      let x[t in T.dropFirst(), d in D.dropFirst()] =
        x[t - 1, d - 1] / 2 + x[t - 1, d] * p[d] / 3
      factor -sum(x^2) / 9
      """, lengths: [1, 2, 3, 9]),
    RecurrenceModel(
      "a matrix at every step",
      """
      dim D = 2
      param p[D] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let P[T.first, i in D, j in D] = i == j ? exp(p[i]) : 0.1
      let P[t in T.dropFirst(), i in D, j in D] =
        tanh(0.5 * P[t - 1, j, i] + sum(P[t - 1, i, k] * P[t - 1, k, j] for k in D) / 20) + e[t] * p[j]
      factor -sum(P^2) / 9
      """, lengths: [1, 2, 3, 9]),
  ]

  private static let data: [RecurrenceModel] = [
    RecurrenceModel(
      "data read before its beginning, where a condition then ignores it",
      innovations + """
        let s[t in T] = 1 / (1 + position(t))
        let x[T.first] = exp(p)
        let x[t in T.dropFirst()] = e[t] + sin(sum(x[j] * s[t - j] for j in T where j < t))
        let y[T.first] = q
        let y[t in T.dropFirst()] = sum(x[j] * s[t - j] for j in T where j < t)
        factor -sum(y^2) / 9
        """, isLong: false),
    RecurrenceModel(
      "a state read where data say",
      innovations + """
        let k[t in T] = t > 3 ? 1 + floor(2 * abs(sin(t))) : 1
        let x[T.first] = p
        let x[t in T.dropFirst()] = tanh(q * x[t - k[t]]) + e[t]
        factor -sum(x^2) / 9
        """),
    RecurrenceModel(
      "as many steps back as data say",
      innovations + """
        let n = 3
        let x[t in T.prefix(n)] = p * e[t]
        let x[t in T.dropFirst(n)] = sin(q * x[t - n]) + x[t - 1] / 2 + e[t]
        factor -sum(x^2) / 9
        """, lengths: [3, 4, 9, 40]),
    RecurrenceModel(
      "a weighted sum of earlier states",
      """
      dim Lag = 1...3
      param phi[Lag] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let x[t in T.prefix(3)] = e[t]
      let x[t in T.dropFirst(3)] = tanh(sum(phi[k] * x[t - k] for k in Lag)) + e[t]
      factor -sum(x^2) / 9
      """, lengths: [3, 4, 9, 40]),
    RecurrenceModel(
      "a sum of all earlier states",
      innovations + """
        let x[T.first] = p
        let x[t in T.dropFirst()] = tanh(q * sum(x[s] for s in T where s < t)) + e[t]
        factor -sum(x^2) / 9
        """, lengths: [1, 2, 3, 9], isLong: false),
    RecurrenceModel(
      "sums of all earlier states with weights by their distance, cell by cell",
      """
      dim D = 3
      param p[D] ~ Normal(0, 1)
      param e[T] ~ Normal(0, 1)
      let w[t in T] = 1 / position(t)
      let f[t in T, d in D] = sin(position(t)) + position(d) / 4
      let x[T.prefix(2), d in D] = p[d]
      let x[t in T.dropFirst(2), d in D] =
        e[t] + tanh(sum(x[s, d] * w[t - s] for s in T where s < t) / 2)
      let y[T.first, d in D] = x[T.first, d]
      let y[t in T.dropFirst(), d in D] = x[t, d] + sum(f[t - s, d] * x[s, d] for s in T where s < t)
      factor -sum(y^2) / 99
      """, lengths: [2, 3, 9, 40], isLong: false),
    RecurrenceModel(
      "sums of a slice of earlier states",
      innovations + """
        let x[T.first] = p
        let x[t in T.dropFirst()] = sin(q * sum(x[1..<t]) / 3 + max(x[s] for s in 1..<t)) + e[t]
        factor -sum(x^2) / 9
        """, lengths: [1, 2, 3, 9], isLong: false),
    RecurrenceModel(
      "a recurrence of data within one of draws",
      innovations + """
        let n[T.first] = 1
        let n[t in T.dropFirst()] = n[t - 1] / 2 + sin(t)
        let x[T.first] = p
        let x[t in T.dropFirst()] = tanh(n[t] * x[t - 1] + n[t - 1] * q) + e[t]
        factor -sum(x^2) / 9
        """),
    RecurrenceModel(
      "a moving average of errors",
      """
      let y[t in T] = sin(3 * t) + t / 40
      param mu, phi, theta, s ~ Normal(0, 1)
      let error[T.first] = y[T.first] - mu - phi * mu
      let error[t in T.dropFirst()] = y[t] - mu - phi * y[t - 1] - tanh(theta) * error[t - 1]
      factor sum(-s - (error / exp(s))^2 / 2)
      """, lengths: [1, 2, 3, 9, 40]),
    RecurrenceModel(
      "a conditional variance",
      """
      let y[t in T] = sin(3 * t)
      param mu, a, b, c ~ Normal(0, 1)
      let s[T.first] = 0.7
      let s[t in T.dropFirst()] =
        sqrt(exp(a) + invLogit(b) * (y[t - 1] - mu)^2 + invLogit(c) * s[t - 1]^2)
      factor sum(-log(s) - ((y - mu) / s)^2 / 2)
      """, lengths: [1, 2, 3, 9, 40]),
  ]
}

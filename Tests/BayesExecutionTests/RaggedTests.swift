import Bayes
import BayesExecution
import BayesGraph
import Testing

@Suite("Pieces of different lengths")
struct RaggedTests {
  /// What stands before each model: a ragged dimension, one of whose segments is empty, and parameters.
  private static let head = """
    let degree[t in T] = position(t) % 4
    dim E of T = degree
    let w[e in E] = sin(position(e))
    let n[t in T] = 1 + position(t) % 3
    param p ~ Normal(0, 1)
    param m[T] ~ Normal(0, 1)
    param x[E] ~ Normal(0, 1)

    """

  private static func model(_ name: String, _ text: String) -> RecurrenceModel {
    RecurrenceModel(name, head + text, lengths: [4, 9])
  }

  static let models = [
    model("sums over segments", "factor -sum((sum(w[t] * x[t]) - m[t])^2 for t in T) / 9"),
    model(
      "functions over segments",
      """
      let k[t in T] = logSumExp(concat(m[t], x[t])) + max(concat(p, x[t])) - prod(x[t])
      factor -sum(k^2) / 9
      """),
    model(
      "means and deviations of segments",
      "factor -sum(mean(concat(p, x[t])) * sd(concat(m[t], p, x[t])) for t in T)"),
    model(
      "maps along segments",
      """
      let z[t in T] = dot(cumulativeSum(x[t] * m[t]), softmax(reverse(x[t])))
      factor -sum(z^2) / 9
      """),
    model(
      "a value of the parent at each element", "factor -sum((x[e] - m[e] * w[e])^2 for e in E)"),
    model(
      "index data that pick segments",
      """
      dim Row of T = n
      factor -sum((m[r] + sum(x[s] for s in E[r]) * p)^2 for r in Row) / 9
      """),
    model(
      "slices that move",
      "factor -sum((sum(m[1...n[t]]) - dot(m[1...n[t]], m[2...n[t] + 1]))^2 for t in T) / 9"),
    model(
      "ranges within ranges",
      "factor -sum(m[t] * sum(x[e] * k for e in E[t] for k in 1...n[t]) for t in T)^2 / 999"),
    model(
      "categories of their own for each row",
      """
      let y[t in T] = 1 + position(t) % (1 + degree[t])
      observe y[t in T] ~ Categorical(logits: concat(p, x[t] - m[t]))
      """),
    model(
      "ordered categories with cutpoints of their own, some of them left out",
      """
      let cut[t in T] = 0
      let y[t in T] = t > 2 ? 1 + position(t) % (1 + n[t]) : -1
      observe y[t in T] ~ OrderedLogistic(m[t], cumulativeSum(exp(m[1...n[t]]))) when y[t] > 0
      """),
    model(
      "the density of a segment",
      """
      let a[t in T] = logp(Dirichlet(exp(concat(m[t], x[t]))), softmax(concat(p, x[t])))
      factor a
      """),
  ]

  @Test("a program has the value and the gradient of the reference evaluator", arguments: models)
  func oracle(model: RecurrenceModel) throws {
    for length in model.lengths {
      let plan = try model.plan(length: length)
      let program = try Pipeline.compile(plan)
      for position in model.positions(program.dimension) {
        let (value, gradient) = try evaluate(program, position)
        let (expected, slopes) = reference(plan, at: position)
        let size = slopes.map(\.magnitude).max() ?? 0
        #expect(value.isFinite && size.isFinite, "\(model.name), \(length)")
        #expect(
          (value - expected).magnitude <= 1e-11 * (1 + expected.magnitude),
          "\(model.name), \(length): \(value), not \(expected)")
        for (index, (a, b)) in zip(gradient, slopes).enumerated() {
          #expect(
            (a - b).magnitude <= 1e-10 * (1 + size),
            "\(model.name), \(length): slope \(index) \(a), not \(b)")
        }
      }
    }
  }

  @Test("bounds of a parameter that vary along the parts of a dimension are those of the whole")
  func bounds() throws {
    let bound = "let c[t in T] = sin(position(t))\n"
    let parts = RecurrenceModel(
      "parts",
      bound + """
        param x[t in T.dropFirst(2)] ~ Normal(0, 1) truncated c[t]...
        param x[t in T.prefix(2)] ~ Normal(0, 1) truncated c[t]...
        """)
    let whole = RecurrenceModel("whole", bound + "param x[T] ~ Normal(0, 1) truncated c...")
    let programs = try [parts, whole].map { try Pipeline.compile(try $0.plan(length: 5)) }
    for position in whole.positions(5) {
      let (value, gradient) = try evaluate(programs[0], position)
      let (expected, slopes) = try evaluate(programs[1], position)
      #expect((value - expected).magnitude <= 1e-13 * (1 + expected.magnitude))
      for (a, b) in zip(gradient, slopes) {
        #expect((a - b).magnitude <= 1e-13 * (1 + b.magnitude))
      }
    }
  }

  @Test("sums over segments take no more code where there are more of them")
  func codeSize() throws {
    let model = Self.models[0]
    let short = try Pipeline.compile(try model.plan(length: 40))
    let long = try Pipeline.compile(try model.plan(length: 4_000))
    #expect(short.instructionCount == long.instructionCount)
    #expect(short.operationCount == long.operationCount)
  }
}

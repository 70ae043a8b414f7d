import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesSource
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Centring")
struct CentringTests {
  /// A plan of four members with their data.
  private func plan(
    _ prior: String, rows: String = "[1, 2, 3, 4]", plain: Bool = false
  ) throws -> Plan {
    let text = """
      dim Group = 4
      dim Obs
      data group: Group[Obs]
      param m ~ Normal(0, 1)
      param v ~ Exponential(1)
      param a[Group] ~ \(prior)
      observe y[Obs] ~ Normal(a[group], 1)

      """
    let model = ModelText(SourceText(name: "model.bayes", text: text))
    let graph = try #require(model.lowered(), "\(model.diagnostics.map(\.message))")
    let count = rows.split(separator: ",").count
    let y = (0..<count).map { "\(0.5 * Double($0 % 3))" }.joined(separator: ", ")
    let data = "{\"group\": \(rows), \"y\": [\(y)]}"
    let read = DataReader.read(Array(data.utf8), name: "d.json", format: .json)
    let bound = Pipeline.bind(graph, data: DataReader.merge([read.values]).data)
    var options = PlanOptions()
    options.plain = plain
    return Pipeline.plan(
      try #require(bound.model, "\(bound.diagnostics.map(\.message))"), options: options)
  }

  private func value(_ plan: Plan, at position: [Double]) throws -> Double {
    var gradient = [Double](repeating: 0, count: position.count)
    return try Pipeline.compile(plan).makeEvaluator().logDensityAndGradient(
      at: position, gradient: &gradient)
  }

  /// Every prior with its scale as a function of v.
  private static let priors: [(prior: String, scale: @Sendable (Double) -> Double)] = [
    ("Normal(m, v)", { $0 }), ("Normal(m, variance: v)", { sqrt($0) }),
    ("Normal(m, precision: v)", { 1 / sqrt($0) }), ("StudentT(4, m, v)", { $0 }),
    ("Cauchy(m, v)", { $0 }), ("Laplace(m, v)", { $0 }), ("Logistic(m, v)", { $0 }),
    ("Gumbel(m, v)", { $0 }), ("LogNormal(m, v)", { $0 }),
  ]

  @Test("the density of z is that of location + scale z times the scale, in all forms")
  func sameDensity() throws {
    let (m, u) = (0.3, -0.4)
    let z = [0.2, -1.1, 0.7, 1.5]
    for (prior, scale) in Self.priors {
      let noncentred = try plan(prior + " with noncentered")
      let step = try #require(noncentred.steps.first { $0.subject == "a" })
      #expect(step.applied, "\(prior): \(step.reason)")
      let s = scale(exp(u))
      let own = try value(noncentred, at: [m, u] + z)
      let centred = try value(
        try plan(prior + " with noncentered", plain: true), at: [m, u] + z.map { m + s * $0 })
      #expect(abs(own - centred - 4 * log(s)) < 1e-12 * (1 + abs(own)), "\(prior)")
    }
  }

  @Test("a plate goes by the rows of data of its median member")
  func median() throws {
    let few = (1...4).flatMap { Array(repeating: "\($0)", count: $0 == 1 ? 100 : 3) }
    let many = (1...4).flatMap { Array(repeating: "\($0)", count: $0 == 1 ? 1 : 20) }
    for (rows, applied, reason) in [
      (few, true, "non-centred: half of the members have at most 3 rows of data"),
      (many, false, "centred: half of the members have at most 20 rows of data"),
      (["1", "2", "3", "4"], true, "non-centred: 1 row of data a member"),
    ] {
      let plan = try plan("Normal(m, v)", rows: "[\(rows.joined(separator: ", "))]")
      let step = try #require(plan.steps.first { $0.subject == "a" })
      #expect(step.applied == applied)
      #expect(step.reason == reason)
    }
  }

  @Test("a log-normal plate stays as it is unless it is asked")
  func logNormal() throws {
    #expect(try plan("LogNormal(m, v)").steps.allSatisfy { $0.subject == nil })
  }
}

import Bayes
import Testing

@Suite("Models and data in a program")
struct BindingTests {
  private func refusal(_ body: () throws -> Void) throws -> ModelError {
    try #require(throws: ModelError.self, performing: body)
  }

  @Test("every error of a program is thrown, with code, line and what was meant")
  func program() throws {
    let error = try refusal {
      _ = try BayesModel(text: "param mu ~ Normal(0, 1)\nparam x ~ Normal(muu, 1)\nlet z = nope\n")
    }
    #expect(error.diagnostics.map(\.code.id) == ["B0201", "B0201"])
    #expect(error.description.contains("2 | param x ~ Normal(muu, 1)"))
    #expect(error.description.contains("`mu`"))
  }

  @Test("a model that cannot be read says which file and why")
  func file() throws {
    let error = try refusal { _ = try BayesModel(contentsOf: "no/such.bayes") }
    #expect(error.description == "cannot read no/such.bayes: No such file or directory")
  }

  @Test("data that are missing, too short or impossible name the datum and its declaration")
  func data() throws {
    let model = try BayesModel(text: Models.schools)
    let missing = try refusal { _ = try model.bind(["y": [1, 2]]) }
    #expect(missing.diagnostics.contains { $0.code.id == "B0510" && $0.span != nil })
    #expect(missing.description.contains("data sigma: Real[School] in 0..."))
    let short = try refusal { _ = try model.bind(["y": [1, 2], "sigma": [1, 2, 3]]) }
    #expect(short.diagnostics.map(\.code.id) == ["B0517"])
    let negative = try refusal { _ = try model.bind(["y": [1, 2], "sigma": [1, -2]]) }
    #expect(negative.diagnostics.map(\.code.id) == ["B0516"])
    #expect(negative.description.contains("sigma[2]"))
    let nan = try refusal { _ = try model.bind(["y": [1, .nan], "sigma": [1, 2]]) }
    #expect(nan.diagnostics.map(\.code.id) == ["B0514"])
  }

  @Test("an array that does not fill its shape is an error, not a trap")
  func shapes() throws {
    let model = try BayesModel(
      text: "dim A, B\ndata x: Real[A, B]\nparam m ~ Normal(sum(x), 1)")
    for shape in [[2, 2], [-1, -3], [Int.max, 2], []] {
      let error = try refusal { _ = try model.bind(["x": .array([1, 2, 3], shape: shape)]) }
      #expect(error.description.contains("`x`"), "\(shape)")
    }
    _ = try model.bind(["x": .array([1, 2, 3, 4, 5, 6], shape: [2, 3])])
  }

  @Test("a model is bound as often as needed, each time as if for the first time")
  func twice() throws {
    let model = try BayesModel(text: Models.schools)
    let first = try model.bind(Models.schoolData)
    let other = try model.bind(["y": [1, 2], "sigma": [1, 1]])
    let again = try model.bind(Models.schoolData)
    #expect(first.logDensity.dimension == 10)
    #expect(other.logDensity.dimension == 4)
    let point = (0..<10).map { 0.1 * Double($0) }
    #expect(first.logDensity.gradient(at: point) == again.logDensity.gradient(at: point))
  }

  @Test("nil cells of what is observed become unknowns, and labels name positions")
  func missingCells() throws {
    let model = try BayesModel(
      text: """
        dim House, County
        data county: County[House]
        param level[County] ~ Normal(0, 1)
        observe y[House] ~ Normal(level[county], 1)
        """)
    let bound = try model.bind([
      "county": .labels(["Aitkin", "Anoka", "Aitkin"]), "y": .reals([1, nil, 2]),
    ])
    #expect(bound.logDensity.dimension == 3)
    #expect(bound.logDensity.names == ["level[1]", "level[2]", "y[2]"])
    #expect(bound.plan.description.contains("1 missing cell sampled"))
  }

  @Test("whole reals are integers where the model declares them, and integers reals")
  func kinds() throws {
    let model = try BayesModel(
      text: """
        dim Obs
        data n: Int
        data x: Real[Obs]
        param m ~ Normal(0, 1)
        report total = sum(x) + n + m
        """)
    let same: [[String: BayesValue]] = [
      ["n": 3, "x": [1, 2]], ["n": .integer(3), "x": .integers([1, 2])],
      ["n": .real(3), "x": .array([1, 2], shape: [2])],
    ]
    for values in same {
      let density = try model.bind(values).logDensity
      #expect(density.names == ["m", "total"])
      #expect(density.quantities(at: [0.5]) == [0.5, 6.5])
    }
    let half = try refusal { _ = try model.bind(["n": 2.5, "x": [1]]) }
    #expect(half.diagnostics.map(\.code.id) == ["B0512"])
    let single = try refusal { _ = try model.bind(["n": 2, "x": 1]) }
    #expect(single.diagnostics.map(\.code.id) == ["B0511"])
    let missing = try refusal { _ = try model.bind(["n": 2, "x": .reals([1, nil])]) }
    #expect(missing.diagnostics.map(\.code.id) == ["B0513"])
  }

  @Test("a matrix is read row by row, and missing cells of it are named by their indices")
  func matrices() throws {
    let model = try BayesModel(
      text: """
        dim A, B
        param m[B] ~ Normal(0, 1)
        observe y[A, B] ~ Normal(m, 1)
        report twice = 2 * y
        """)
    let density = try model.bind(["y": .array([1, nil, 3, 4, 5, nil], shape: [2, 3])]).logDensity
    #expect(density.dimension == 5)
    #expect(density.names.prefix(5) == ["m[1]", "m[2]", "m[3]", "y[1,2]", "y[2,3]"])
    let values = density.quantities(at: [0, 0, 0, 7, 9])
    #expect(values.suffix(6) == [2, 14, 6, 8, 10, 18])
  }

  @Test("the plan prints as lines that name every quantity")
  func plan() throws {
    let plan = try Models.boundSchools().plan
    #expect(plan.description == plan.lines.map { $0 + "\n" }.joined())
    for name in ["y", "mu", "tau", "theta"] {
      #expect(plan.lines.contains { $0.hasPrefix("\(name): ") }, "no \(name)")
    }
  }
}

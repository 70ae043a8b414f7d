import BayesData
import BayesGraph
import BayesSource
import Testing

/// What becomes of sound data; what is wrong with data stands in the tests of broken files.
@Suite("Binding")
struct BindingTests {
  private func table(_ name: String, in text: BoundText) throws -> Tensor {
    let index = try #require(
      text.model.graph.nodes.firstIndex { node in
        if case .input(let id) = node.operation { text.model.graph[id].name == name } else { false }
      })
    return try #require(text.model.tables[index])
  }

  private func labels(of name: String, in text: BoundText) throws -> [String]? {
    let index = try #require(text.model.graph.dimensions.firstIndex { $0.name == name })
    return text.model.labels[index]
  }

  private func length(of name: String, in text: BoundText) throws -> Int {
    let axis = try #require(
      text.model.graph.axes.firstIndex { axis in
        guard case .dimension(let id, copy: 0) = axis.extent else { return false }
        return text.model.graph[id].name == name
      })
    return text.model.lengths[axis]
  }

  private static let counties = """
    dim House, County
    data county: County[House]
    param level[County] ~ Normal(0, 1)
    observe y[House] ~ Normal(level[county], 1)
    report county2 = level[county]
    """

  @Test("strings label their dimension in the order of their letters, whatever comes first")
  func labels() throws {
    let text = try BoundText(
      Self.counties, data: "county,y\nWinona,1\nAitkin,2\nCass,3\nAitkin,4\n", as: .csv)
    #expect(try labels(of: "County", in: text) == ["Aitkin", "Cass", "Winona"])
    #expect(try table("county", in: text) == Tensor(shape: [4], values: [3, 1, 2, 1]))
    #expect(try text.report("county2", ["level": [10, 20, 30]]) == [30, 10, 20, 10])
  }

  @Test("labels are ordered by code point: capitals first, accents behind all letters")
  func codePoints() throws {
    let text = try BoundText(
      Self.counties, data: "county,y\nzebra,1\nÉcole,2\nZoo,3\nabc,4\n", as: .csv)
    #expect(try labels(of: "County", in: text) == ["Zoo", "abc", "zebra", "École"])
  }

  @Test("two columns of one dimension share its labels")
  func merged() throws {
    let text = try BoundText(
      """
      dim Game, Team
      data home: Team[Game]
      data away: Team[Game]
      param skill[Team] ~ Normal(0, 1)
      observe won[Game] ~ Bernoulli(invLogit(skill[home] - skill[away]))
      report lead = skill[home] - skill[away]
      """, data: "home,away,won\nB,C,1\nA,B,0\n", as: .csv)
    #expect(try labels(of: "Team", in: text) == ["A", "B", "C"])
    #expect(try table("home", in: text).values == [2, 1])
    #expect(try table("away", in: text).values == [3, 2])
    #expect(try text.report("lead", ["skill": [1, 10, 100]]) == [-90, -9])
  }

  @Test("labels that the program lists keep its order")
  func listed() throws {
    let text = try BoundText(
      """
      dim Arm = ["placebo", "drug"]
      dim Obs
      data arm: Arm[Obs]
      report arm2 = position(arm)
      """, data: "arm\ndrug\nplacebo\ndrug\n", as: .csv)
    #expect(try text.report("arm2") == [2, 1, 2])
  }

  @Test("codes count from what `from` says")
  func codes() throws {
    let text = try BoundText(
      """
      dim Obs
      dim Group = 3 from 0
      data g: Group[Obs]
      param a[Group] ~ Normal(0, 1)
      report r = a[g]
      """, data: #"{"g": [0, 2, 1]}"#)
    #expect(try text.report("r", ["a": [5, 6, 7]]) == [5, 7, 6])
  }

  @Test("a matrix is read from the columns that its last dimension's labels name")
  func columns() throws {
    let text = try BoundText(
      """
      dim Obs
      dim Pred = ["age", "height"]
      data X: Real[Obs, Pred]
      param beta[Pred] ~ Normal(0, 1)
      observe y[Obs] ~ Normal(X @ beta, 1)
      """, data: "height,y,age\n1.5,0,30\n1.75,1,40\n2,2,50\n", as: .csv)
    #expect(
      try table("X", in: text) == Tensor(shape: [3, 2], values: [30, 1.5, 40, 1.75, 50, 2]))
    #expect(try length(of: "Obs", in: text) == 3)
  }

  @Test("nested lists are arrays, the outermost axis first")
  func nested() throws {
    let text = try BoundText(
      """
      dim A, B, C
      data x: Real[A, B, C]
      report copy = x + 0
      report s = sum(x, over: (A, C))
      """, data: #"{"x": [[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]]}"#)
    let numbers = (1...12).map(Double.init)
    #expect(try text.report("copy") == numbers)
    #expect(try text.report("s") == [18, 26, 34])
    #expect(try ["A", "B", "C"].map { try length(of: $0, in: text) } == [2, 3, 2])
  }

  @Test("null cells of an observed quantity become latent, in the order of its cells")
  func latent() throws {
    let text = try BoundText(
      """
      dim A, B
      param m ~ Normal(0, 1)
      observe y[A, B] ~ Normal(m, 1)
      """, data: #"{"y": [[1, null, 3], [null, 5, null]]}"#)
    let index = try #require(text.model.graph.variables.firstIndex { $0.name == "y" })
    let observation = try #require(text.model.observations[index])
    #expect(observation.latentCells == [1, 3, 5])
    #expect([0, 2, 4].map { observation.values.values[$0] } == [1, 3, 5])
    let plan = Planner.plan(text.model)
    #expect(plan.sampled.map { plan.name(of: $0.variable) } == ["m", "y"])
    #expect(plan.sampled.map(\.offset) == [0, 1])
    #expect(plan.sampled.map(\.count) == [1, 3])
    #expect(plan.sampled[1].cells == .latent([1, 3, 5]))
  }

  @Test("an empty cell of a table is missing too")
  func emptyCells() throws {
    let text = try BoundText(
      "dim Obs\nparam m ~ Normal(0, 1)\nobserve y[Obs] ~ Normal(m, 1)\n",
      data: "y,z\n1,a\n,b\n3,c\n", as: .csv)
    let observation = try #require(text.model.observations[1])
    #expect(observation.latentCells == [1])
    #expect(text.model.remarks == ["not used: z"])
  }

  @Test("a default stands in for what the data lack, and gives way to what they have")
  func defaults() throws {
    let program = """
      data n: Int
      data scale: Real = 2 * n
      report s = scale
      """
    #expect(try BoundText(program, data: #"{"n": 3}"#).report("s") == [6])
    #expect(try BoundText(program, data: #"{"n": 3, "scale": 0.5}"#).report("s") == [0.5])
  }

  @Test("a graph is bound anew to other sizes, the same graph and the same digest to the same data")
  func again() throws {
    let first = try BoundText(Self.counties, data: "county,y\na,1\nb,2\n", as: .csv)
    let other = try BoundText(Self.counties, data: "county,y\na,1\nb,2\nc,2\n", as: .csv)
    let again = try BoundText(Self.counties, data: "county,y\na,1\nb,2\n", as: .csv)
    #expect(try length(of: "County", in: first) == 2)
    #expect(try length(of: "County", in: other) == 3)
    #expect(first.model.dataDigest == again.model.dataDigest)
    #expect(first.model.dataDigest != other.model.dataDigest)
    #expect(first.model.dump() == again.model.dump())
  }

  @Test("a number too large for a double is refused as infinite, not taken for one")
  func overflow() throws {
    let result = try BoundText.bind("data x: Real\nreport y = x", data: #"{"x": 1e400}"#)
    #expect(result.model == nil)
    #expect(result.diagnostics.map(\.code.id) == ["B0514"])
  }
}

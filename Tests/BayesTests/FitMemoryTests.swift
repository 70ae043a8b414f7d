import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesInference
import BayesPosterior
import Testing

@Suite("The memory of a fit")
struct FitMemoryTests {
  /// A regression over so many rows.
  private func memory(rows: Int, _ settings: FitSettings) throws -> FitMemory {
    let text = ModelText(
      SourceText(
        name: "m",
        text: """
          dim Obs
          data x: Real[Obs]
          param a ~ Normal(0, 1)
          param s ~ HalfNormal(1)
          report twice = 2 * a
          observe y[Obs] ~ Normal(a * x, s)
          """))
    let graph = try #require(text.lowered())
    var data = DataSet()
    for name in ["x", "y"] {
      let numbers = (0..<rows).map { Double($0 % 7) }
      _ = data.add(
        DataValue(
          name: name, shape: [rows], cells: .numbers(numbers, missing: [], isInteger: true),
          origin: .program))
    }
    let model = try #require(Pipeline.bind(graph, data: data).model)
    let plan = Pipeline.plan(model)
    return FitMemory(plan, try Pipeline.compile(plan), settings, isWritten: false)
  }

  @Test("draws take a number for each scalar and each column of the sampler, in every chain")
  func draws() throws {
    let memory = try memory(rows: 10, FitSettings(chains: 3, draws: 500))
    #expect(memory.draws == 8 * 3 * 500 * (3 + 7))
  }

  @Test("workspaces are counted for the chains that run at a time")
  func threads() throws {
    let one = try memory(rows: 10, FitSettings(chains: 4, threads: 1)).workspaces
    #expect(one > 0)
    #expect(try memory(rows: 10, FitSettings(chains: 4, threads: 3)).workspaces == 3 * one)
    #expect(try memory(rows: 10, FitSettings(chains: 2, threads: 3)).workspaces == 2 * one)
  }

  @Test("chains that warm up together are all counted")
  func together() throws {
    var settings = FitSettings(chains: 4, threads: 1)
    let apart = try memory(rows: 10, settings).workspaces
    settings.nuts.warmupMode = .pooled
    #expect(try memory(rows: 10, settings).workspaces > 4 * apart)
  }

  @Test("tables grow with the data by at least the data themselves")
  func tables() throws {
    let (small, large) = (
      try memory(rows: 1000, FitSettings()), try memory(rows: 101_000, FitSettings())
    )
    #expect(large.tables - small.tables >= 8 * 2 * 100_000)
    #expect(large.tables - small.tables <= 8 * 20 * 100_000)
  }

  @Test("what does not fit is refused with its parts and what needs less")
  func refusal() throws {
    let memory = try memory(rows: 10, FitSettings(draws: 10_000_000))
    #expect(memory.refusal(limit: .max, names: { $0 }) == nil)
    let refusal = try #require(memory.refusal(limit: 1 << 30, names: { "--\($0)" }))
    #expect(refusal.contains("draws 3.2 GB"))
    #expect(refusal.contains("over the limit of 1.1 GB (--max-memory); fewer --draws"))
  }
}

@Suite("Summaries on threads")
struct SummaryThreadTests {
  @Test("the number of threads changes no bit of a summary")
  func threads() {
    func draw(_ chain: Int, _ scalar: Int, _ row: Int) -> Double {
      let mixed = row * 7919 + scalar * 104_729 + chain * 31
      return Double(mixed % 1009) / 100
    }
    let columns: [[[Double]]] = (0..<2).map { chain in
      (0..<150).map { scalar in (0..<600).map { draw(chain, scalar, $0) } }
    }
    let draws = Draws(
      scalars: (1...150).map { Draws.Scalar(variable: "x", index: [$0]) }, columns: columns,
      sampler: columns.map { chain in
        chain[0].map { x in
          Draws.SamplerRow(
            logDensity: x, acceptance: 0.8, stepSize: 0.5, treeDepth: 3, leapfrogs: 7,
            isDivergent: false, energy: x)
        }
      })
    let plain = PosteriorSummary(draws)
    for threads in [1, 2, 5] {
      #expect(PosteriorSummary(draws, maxTreeDepth: 10, threads: threads).rows == plain.rows)
    }
  }
}

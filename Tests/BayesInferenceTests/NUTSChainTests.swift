import BayesInference
import BayesMath
import BayesPosterior
import Testing

@Suite("NUTS chains")
struct NUTSChainTests {
  /// The distance of a mean from the truth in Monte Carlo standard errors, over twenty seeds.
  private func distance(
    _ density: ClosureDensity, truth: Double, mode: WarmupMode = .fisher,
    of value: ([Double]) -> Double
  ) throws -> Double {
    let chains = try (1...20).map { seed in
      try run(density, seed: UInt64(seed), draws: 500, mode: mode).draws.map(value)
    }
    let statistics = ChainStatistics(chains)
    return abs(statistics.mean - truth) / statistics.mcseMean
  }

  @Test(
    "means and variances of scaled normals are within four standard errors",
    arguments: WarmupMode.allCases)
  func scaledNormal(mode: WarmupMode) throws {
    let density = ClosureDensity.normal(scales: [0.01, 1, 100])
    for (i, s) in [0.01, 1.0, 100.0].enumerated() {
      #expect(try distance(density, truth: 1, mode: mode) { $0[i] } < 4)
      #expect(try distance(density, truth: 1, mode: mode) { ($0[i] - 1) * ($0[i] - 1) / s / s } < 4)
    }
  }

  @Test("the product of correlated normals has the correlation as its mean")
  func correlated() throws {
    let density = ClosureDensity.correlated(0.9)
    #expect(try distance(density, truth: 0.9) { $0[0] * $0[1] } < 4)
    #expect(try distance(density, truth: 1) { $0[0] * $0[0] } < 4)
  }

  @Test("a wrong Jacobian is caught by the mean")
  func jacobian() throws {
    let right = ClosureDensity.logExponential(hasJacobian: true)
    let wrong = ClosureDensity.logExponential(hasJacobian: false)
    #expect(try distance(right, truth: 1) { Double.exp($0[0]) } < 4)
    #expect(try distance(wrong, truth: 1) { Double.exp($0[0]) } > 10)
  }

  @Test("a gradient of the wrong sign shows as rejections or divergences")
  func wrongSign() throws {
    let healthy = try run(.normal(scales: [1, 1]), seed: 4)
    let injured = try run(.normal(scales: [1, 1], gradientSign: -1), seed: 4)
    let longest = { (r: Recorder) in r.infos.map { Double($0.stepSize) }.max() ?? 0 }
    #expect(longest(injured) < 0.5 * longest(healthy))
  }

  @Test("the funnel diverges")
  func funnel() throws {
    let divergences = try (1...4).map { seed in
      try run(.funnel, seed: UInt64(seed)).infos.count { $0.isDivergent }
    }
    #expect(divergences.reduce(0, +) > 0)
  }

  @Test("a chain is a function of its seed and number, wherever it is stopped")
  func deterministic() throws {
    let density = ClosureDensity.normal(scales: [1, 3])
    let whole = try run(density, seed: 7)
    #expect(try run(density, seed: 7, stops: [1, 77, 499, 500, 501, 900]).draws == whole.draws)
    #expect(try run(density, seed: 7, chain: 1).draws != whole.draws)
    #expect(try run(density, seed: 8).draws != whole.draws)
  }

  @Test("a cancelled transition is made again as if it had not been stopped")
  func cancelled() throws {
    let density = ClosureDensity.normal(scales: [1, 3])
    let whole = try run(density, seed: 7, warmup: 100, draws: 100)
    var chain = try NUTSChain(
      density, start: [0.1, 0.1], warmup: 100, settings: NUTSSettings(), seed: 7, chain: 0)
    var recorder = Recorder(dimension: 2)
    var asked = 0
    while chain.iteration < 200 {
      try chain.advance(to: 200, into: &recorder) {
        asked += 1
        return asked % 50 == 0
      }
    }
    #expect(recorder.draws == whole.draws)
  }

  @Test("step size and metric are frozen after warm-up but for the jitter")
  func frozen() throws {
    let infos = try run(.normal(scales: [1, 3]), seed: 3).infos
    let steps = infos.map(\.stepSize)
    let (low, high) = (steps.min() ?? 0, steps.max() ?? 0)
    #expect(low > 0 && high / low <= 1.1 / 0.9 + 1e-12)
  }

  @Test(
    "densities that are NaN or -inf outside a box keep the draws inside",
    arguments: [Double.nan, -.infinity])
  func boxed(outside: Double) throws {
    let density = ClosureDensity(dimension: 1) { x, g in
      g[0] = -x[0]
      return abs(x[0]) < 1 ? -0.5 * x[0] * x[0] : outside
    }
    let draws = try run(density, seed: 1).draws
    #expect(draws.count == 1000)
    #expect(draws.allSatisfy { abs($0[0]) < 1 })
  }

  @Test("a start far in the tail freezes no chain", arguments: WarmupMode.allCases)
  func tail(mode: WarmupMode) throws {
    let density = ClosureDensity.normal(scales: [1, 0.1, 10])
    let recorder = try run(density, seed: 3, start: [4000, -900, 20_000], mode: mode)
    let steps = recorder.infos.map(\.leapfrogs).reduce(0, +)
    #expect(steps < 1000 * 32)
    for i in 0..<3 {
      let statistics = ChainStatistics([recorder.column(i)])
      #expect(abs(statistics.mean - 1) < 5 * statistics.mcseMean)
    }
  }

  @Test("a trajectory doubles ten times at most unless it is told otherwise")
  func defaultDepth() { #expect(NUTSSettings().maxTreeDepth == 10) }

  @Test("targets without coordinates and constant densities end")
  func degenerate() throws {
    let nothing = ClosureDensity(dimension: 0) { _, _ in 0 }
    #expect(try run(nothing, seed: 1, warmup: 50, draws: 20).draws.count == 20)
    let flat = ClosureDensity(dimension: 1) { _, g in
      g[0] = 0
      return 0
    }
    #expect(try run(flat, seed: 1, warmup: 50, draws: 20).draws.count == 20)
  }

  @Test("a start where steps are lost in rounding is passed over, and taken if all are such")
  func farStart() throws {
    func steep(_ isEverywhere: Bool) -> ClosureDensity {
      ClosureDensity(dimension: 1) { x, g in
        let isFar = isEverywhere || x[0] > 0
        g[0] = isFar ? -1e60 : -x[0]
        return isFar ? -1e60 * (3 + x[0]) : -x[0] * x[0] / 2
      }
    }
    for chain in 0..<20 {
      for isEverywhere in [false, true] {
        let point = try Initialisation.search(
          steep(isEverywhere), radius: 2, seed: 1, chain: chain)
        guard case .found(let start) = point else {
          Issue.record("no start was found")
          continue
        }
        // Of a hundred points between -2 and 2 the least is hardly ever above -1.5.
        #expect(start[0] < (isEverywhere ? -1.5 : 0))
      }
    }
  }

  @Test("no start is found where there is none, and the last try is handed back")
  func noStart() throws {
    let density = ClosureDensity(dimension: 2) { _, _ in -.infinity }
    let point = try Initialisation.search(density, radius: 2, seed: 1, chain: 0)
    guard case .notFound(let last) = point else {
      Issue.record("a start was found")
      return
    }
    #expect(last.count == 2 && last.allSatisfy { abs($0) <= 2 })
  }
}

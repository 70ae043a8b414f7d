import BayesInference
import BayesMath
import Testing

@Suite("Warm-up of several chains together")
struct PooledWarmupTests {
  /// Draws of normals with a covariance, chain by chain, with their gradients.
  static func windows(
    chains: Int, draws: Int, dimension: Int, along direction: [Double] = [], variance: Double = 1,
    shift: (Int) -> Double = { _ in 0 }
  ) -> [DrawWindow] {
    (0..<chains).map { chain in
      var window = DrawWindow(dimension: dimension)
      for draw in 0..<draws {
        var stream = RandomStream(
          seed: 11, purpose: .test, iteration: UInt32(draw), chain: UInt32(chain))
        let z = (0..<dimension).map { _ in stream.normal() }
        let share = zip(direction, z).reduce(0) { $0 + $1.0 * $1.1 }
        let wide = variance.squareRoot() - 1
        var x = z
        var g = z.map { -$0 }
        for (i, u) in direction.enumerated() {
          x[i] += wide * share * u
          g[i] -= (1 / variance.squareRoot() - 1) * share * u
        }
        for i in x.indices { x[i] += shift(chain) }
        window.add(
          position: x, gradient: g, logDensity: -0.5 * z.reduce(0) { $0 + $1 * $1 })
      }
      return window
    }
  }

  @Test("a limit of a thousand draws is reached in windows that grow by half")
  func barriers() {
    var warmup = PooledWarmup(dimension: 2, limit: 1000, kind: .diagonal)
    var met: [Int] = []
    while !warmup.isLast {
      met.append(warmup.barrier)
      // Chains that never agree.
      _ = warmup.learn(
        Self.windows(chains: 4, draws: 40, dimension: 2, shift: { 10 * Double($0) }))
    }
    #expect(met == [30, 75, 142, 242, 392, 950])
    #expect(warmup.barrier == 1000)
  }

  @Test("it ends once a window changes little and chains agree")
  func early() {
    var warmup = PooledWarmup(dimension: 2, limit: 1000, kind: .diagonal)
    for _ in 0..<2 { _ = warmup.learn(Self.windows(chains: 4, draws: 200, dimension: 2)) }
    #expect(warmup.isLast)
    #expect(warmup.barrier == 75 + 50)
  }

  @Test("a warm-up of fewer than twenty draws tunes the step size alone", arguments: [0, 1, 19])
  func short(limit: Int) {
    let warmup = PooledWarmup(dimension: 2, limit: limit, kind: .auto)
    #expect(warmup.isLast)
    #expect(warmup.barrier == limit)
  }

  @Test("every limit is kept", arguments: 20...200)
  func limits(limit: Int) {
    var warmup = PooledWarmup(dimension: 2, limit: limit, kind: .diagonal)
    var last = 0
    while !warmup.isLast {
      #expect(warmup.barrier > last)
      last = warmup.barrier
      _ = warmup.learn(
        Self.windows(chains: 2, draws: 10, dimension: 2, shift: { 10 * Double($0) }))
    }
    #expect(warmup.barrier == limit)
  }

  @Test("directions of a normal law are found as they are")
  func directions() throws {
    let u = [0.6, 0, 0.8, 0, 0, 0]
    let metric = try Self.metric(
      kind: .auto, Self.windows(chains: 4, draws: 100, dimension: 6, along: u, variance: 100))
    // M⁻¹ u = 100 u, and M⁻¹ v = v for all v across it.
    #expect(Self.distance(Self.product(metric, u), u.map { 100 * $0 }) < 2)
    let across = [0.8, 0, -0.6, 0, 0, 0]
    #expect(Self.distance(Self.product(metric, across), across) < 0.2)
  }

  @Test("all directions are kept where a dense metric is asked for, in many dimensions too")
  func dense() throws {
    let u = [Double](repeating: 0.1, count: 100)
    let metric = try Self.metric(
      kind: .dense, Self.windows(chains: 4, draws: 200, dimension: 100, along: u, variance: 400))
    #expect(metric.stretches.count == 100)
    #expect(Self.distance(Self.product(metric, u), u.map { 400 * $0 }) < 8)
  }

  @Test("in many dimensions the few directions that matter are found")
  func subspace() throws {
    let u = [Double](repeating: 0.1, count: 100)
    let metric = try Self.metric(
      kind: .auto, Self.windows(chains: 4, draws: 200, dimension: 100, along: u, variance: 400))
    #expect(!metric.stretches.isEmpty)
    // To a tenth: the span of a third of the directions is not quite closed under the law's covariance.
    #expect(Self.distance(Self.product(metric, u), u.map { 400 * $0 }) < 40)
  }

  @Test("a law without directions gets none", arguments: [2, 10, 100])
  func none(dimension: Int) throws {
    let metric = try Self.metric(
      kind: .auto, Self.windows(chains: 4, draws: 60, dimension: dimension))
    #expect(metric.stretches.isEmpty)
    for value in metric.diagonal { #expect(abs(value - 1) < 1e-9) }
  }

  @Test("a chain far below the others learns by itself and teaches nothing")
  func astray() {
    var windows = Self.windows(chains: 4, draws: 100, dimension: 2)
    var far = DrawWindow(dimension: 2)
    for i in 0..<100 {
      far.add(position: [Double(i), 0], gradient: [1, 1], logDensity: -1e6)
    }
    windows[2] = far
    var warmup = PooledWarmup(dimension: 2, limit: 1000, kind: .diagonal)
    let metrics = warmup.learn(windows)
    #expect(metrics.map { $0 == nil } == [false, false, true, false])
    for value in metrics[0]?.diagonal ?? [] { #expect(abs(value - 1) < 1e-9) }
  }

  private static func metric(kind: MetricKind, _ windows: [DrawWindow]) throws -> Metric {
    var warmup = PooledWarmup(dimension: windows[0].dimension, limit: 1000, kind: kind)
    return try #require(warmup.learn(windows).first ?? nil)
  }

  /// M⁻¹ v.
  private static func product(_ metric: Metric, _ v: [Double]) -> [Double] {
    let scales = metric.diagonal.map { $0.squareRoot() }
    var w = zip(v, scales).map { $0 * $1 }
    let before = w
    for (u, stretch) in zip(metric.directions, metric.stretches) {
      let share = zip(u, before).reduce(0) { $0 + $1.0 * $1.1 }
      for i in w.indices { w[i] += (stretch - 1) * share * u[i] }
    }
    return zip(w, scales).map { $0 * $1 }
  }

  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}

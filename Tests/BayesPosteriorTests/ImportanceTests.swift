import BayesData
import BayesPosterior
import BayesTestSupport
import Foundation
import Testing

@Suite("Pareto smoothing and predictive accuracy")
struct ImportanceTests {
  private func reference() throws -> JSONNode {
    try ReferenceFiles.document("Tests/References/psis/psis.json").root
  }

  private func number(_ node: JSONNode?, _ member: String) throws -> Double {
    try #require(node?[member]?.number, "no \(member)")
  }

  private func expect(
    _ value: Double, _ reference: Double, within tolerance: Double = 1e-10,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      abs(value - reference) <= tolerance * (1 + abs(reference)), "\(value) for \(reference)",
      sourceLocation: location)
  }

  @Test("ratios with a Pareto tail have the shape and the weights that ArviZ finds")
  func smoothing() throws {
    let cases = try #require(reference()["cases"]?.array)
    #expect(cases.count == 10)
    for item in cases {
      let k = try number(item, "k")
      let ratios = (1...1000).map { -k * log((Double($0) - 0.5) / 1000) }
      let smoothed = ParetoSmoothing(
        logRatios: ratios, relativeEfficiency: try number(item, "relativeEfficiency"))
      try expect(smoothed.shape, number(item, "khat"))
      try expect(smoothed.logWeights.max() ?? .nan, number(item, "largest"))
      try expect(smoothed.logWeights.min() ?? .nan, number(item, "smallest"))
      let squares = smoothed.logWeights.reduce(0) { $0 + exp(2 * $1) }
      try expect(1 / squares, number(item, "ess"))
    }
  }

  @Test("weights sum to one, in any order of the ratios and with any constant added")
  func invariance() {
    let ratios = (1...500).map { -0.6 * log((Double($0 * 211 % 500) + 0.5) / 500) }
    let plain = ParetoSmoothing(logRatios: ratios)
    let moved = ParetoSmoothing(logRatios: ratios.reversed().map { $0 + 40 })
    expect(plain.logWeights.reduce(0) { $0 + exp($1) }, 1)
    expect(plain.shape, moved.shape)
    for (a, b) in zip(plain.logWeights, moved.logWeights.reversed()) { expect(a, b) }
  }

  @Test("equal ratios keep equal weights; a tail too short to judge is infinitely heavy")
  func degenerate() {
    let equal = ParetoSmoothing(logRatios: [Double](repeating: 3, count: 100))
    #expect(equal.shape == -.infinity)
    for weight in equal.logWeights { expect(weight, -log(100)) }
    #expect(ParetoSmoothing(logRatios: [0, 1, 2, 3, 4, 5]).shape == .infinity)
    #expect(ParetoSmoothing(logRatios: []).logWeights.isEmpty)
  }

  private func logDensities(of y: [Double]) -> [[[Double]]] {
    let means: [Double] = (1...1000).map { place in
      let t = Double(place)
      let wave: Double = 0.5 * sin(1.7 * t)
      return wave + 0.3 * cos(0.31 * t * t)
    }
    let halves = [Array(means.prefix(500)), Array(means.suffix(500))]
    let constant: Double = -0.5 * log(2 * Double.pi)
    return y.map { (y: Double) -> [[Double]] in
      halves.map { half in
        half.map { (mean: Double) -> Double in constant - 0.5 * (y - mean) * (y - mean) }
      }
    }
  }

  @Test("leave-one-out and WAIC agree with ArviZ, observation by observation")
  func accuracy() throws {
    let document = try reference()
    let loo = try #require(document["loo"])
    let y = try #require(loo["y"]?.array).compactMap(\.number)
    let own = PredictiveAccuracy(
      logDensities: logDensities(of: y),
      relativeEfficiency: try number(loo, "relativeEfficiency"))
    try expect(own.elpd, number(loo, "elpd"))
    try expect(own.effectiveParameters, number(loo, "p"))
    // ArviZ divides the sum of squares by n, not by n - 1.
    let n = Double(y.count)
    try expect(own.elpdError * ((n - 1) / n).squareRoot(), number(loo, "se"))
    for (point, elpd) in zip(own.points, try #require(loo["pointwise"]?.array)) {
      expect(point.elpd, elpd.number ?? .nan)
    }
    for (point, k) in zip(own.points, try #require(loo["khat"]?.array)) {
      expect(point.paretoK, k.number ?? .nan)
    }
    let waic = try #require(document["waic"])
    let draws = try number(waic, "draws")
    try expect(own.waicParameters * (draws - 1) / draws, number(waic, "p"))
  }

  @Test("the difference of two models is the sum of differences, with the error of that sum")
  func difference() {
    let a = PredictiveAccuracy(logDensities: logDensities(of: [0, 1, 2]))
    let b = PredictiveAccuracy(logDensities: logDensities(of: [0.5, 1.5, 1]))
    let (value, error) = a.difference(from: b)
    expect(value, a.elpd - b.elpd)
    let parts = zip(a.points, b.points).map { $0.elpd - $1.elpd }
    let mean = value / 3
    let squares = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    expect(error, (3 * squares / 2).squareRoot())
    #expect(a.difference(from: a).value == 0 && a.difference(from: a).error == 0)
  }

  @Test("stacking weights maximise the log score of the mixture")
  func stacking() {
    // One model predicts two of three observations, the other the third: the maximum of
    // 2 log(0.9 w + 0.1 (1 - w)) + log(0.1 w + 0.9 (1 - w)) is at w = (2 * 0.9 - 0.1) / (3 * 0.8).
    let (high, low) = (log(0.9), log(0.1))
    let weights = Stacking.weights([[high, high, low], [low, low, high]])
    expect(weights[0], 1.7 / 2.4, within: 1e-4)
    expect(weights.reduce(0, +), 1, within: 1e-9)
    let dominated = Stacking.weights([[-1, -1], [-3, -2]])
    expect(dominated[0], 1, within: 1e-6)
    #expect(Stacking.weights([[-1, -700]]) == [1])
  }

  @Test("a shape can be trusted up to 0.7, up to less with few draws")
  func threshold() {
    #expect(ParetoSmoothing.threshold(draws: 4000) == 0.7)
    expect(ParetoSmoothing.threshold(draws: 1000), 2.0 / 3)
    expect(ParetoSmoothing.threshold(draws: 100), 0.5)
  }
}

import BayesInference
import BayesMath
import Testing

@Suite("Adaptation")
struct AdaptationTests {
  /// The lengths of the windows after the first buffer.
  private func lengths(_ warmup: Int, from first: Int) -> [Int] {
    let ends = WindowedVariance(dimension: 1, warmup: warmup).windowEnds
    return zip([first - 1] + ends, ends).map { $1 - $0 }
  }

  @Test("a thousand draws of warm-up have windows of 25, 50, 100, 200 and 500")
  func thousand() { #expect(lengths(1000, from: 75) == [25, 50, 100, 200, 500]) }

  @Test("the first window keeps its 25 draws where the second takes the rest")
  func short() {
    #expect(lengths(150, from: 75) == [25])
    #expect(lengths(180, from: 75) == [25, 30])
    #expect(lengths(200, from: 75) == [25, 50])
    #expect(lengths(300, from: 75) == [25, 50, 100])
  }

  @Test("warm-ups too short for the buffers are split 15, 75 and 10 percent, or learn no metric")
  func shortest() {
    #expect(lengths(100, from: 15) == [75])
    #expect(WindowedVariance(dimension: 1, warmup: 19).windowEnds.isEmpty)
    #expect(WindowedVariance(dimension: 1, warmup: 0).windowEnds.isEmpty)
  }

  @Test("the Fisher diagonal is exact for scaled normals from a few draws")
  func fisher() {
    var adaptation = FisherDiagonal(dimension: 2, warmup: 100)
    var info = TransitionInfo()
    info.displacement = 1
    var last: [Double] = []
    for (i, z) in [0.3, -1.2, 0.7, 2.0].enumerated() {
      let change = adaptation.learn(
        position: [z * 0.01, z * 50], gradient: [-z / 0.01, -z / 50], info: info, iteration: i)
      if case .metric(let diagonal, _) = change { last = diagonal }
    }
    #expect(last.count == 2)
    for (value, truth) in zip(last, [1e-4, 2500.0]) { #expect(abs(value / truth - 1) < 1e-12) }
  }

  @Test("draws that did not move teach nothing")
  func unmoved() {
    var adaptation = FisherDiagonal(dimension: 1, warmup: 100)
    for i in 0..<10 {
      let change = adaptation.learn(
        position: [Double(i)], gradient: [-Double(i)], info: TransitionInfo(), iteration: i)
      #expect(change == .none)
    }
  }

  @Test("dual averaging follows its recurrence by hand")
  func dualAveraging() {
    var adaptation = DualAveraging(initial: 0.5, target: 0.8)
    adaptation.learn(acceptance: 1)
    let first = Double.log(5) + 0.2 / 11 / 0.05
    #expect(abs(Double.log(adaptation.current) - first) < 1e-14)
    #expect(abs(Double.log(adaptation.average) - first) < 1e-14)
    adaptation.learn(acceptance: .nan)
    let mean = 11.0 / 12 * (-0.2 / 11) + 0.8 / 12
    let second = Double.log(5) - mean * Double.sqrt(2) / 0.05
    #expect(abs(Double.log(adaptation.current) - second) < 1e-14)
  }

  @Test("dual averaging of a recorded series ends where another program's does")
  func recorded() {
    // The recurrence of Hoffman and Gelman's equation 6, computed in Python.
    let series = [0.1, 0.95, 0.5, 0.99, 0.72, 0, 1, 0.83, 0.64, 0.91, 0.77, 0.85]
    for (centre, step, average) in [
      (0.5, -2.6104676914609835, -2.2282479677225466),
      (1.0, -1.917320510901038, -1.5351007871626012),
    ] {
      var adaptation = DualAveraging(initial: 0.5, target: 0.8, around: centre)
      #expect(adaptation.current == 0.5)
      for acceptance in series { adaptation.learn(acceptance: acceptance) }
      #expect(abs(Double.log(adaptation.current) - step) < 1e-12)
      #expect(abs(Double.log(adaptation.average) - average) < 1e-12)
    }
  }

  @Test("windowed variances are shrunk towards a thousandth, and begin anew in each window")
  func windowedVariance() {
    var adaptation = WindowedVariance(dimension: 1, warmup: 200)
    var metrics: [Double] = []
    for iteration in 0..<200 {
      let x = (iteration < 100 ? 1.0 : 10.0) * (iteration % 2 == 0 ? 1 : -1)
      let change = adaptation.learn(
        position: [x], gradient: [0], info: TransitionInfo(), iteration: iteration)
      if case .metric(let diagonal, let restarts) = change {
        #expect(restarts)
        metrics.append(diagonal[0])
      }
    }
    // Twenty-five draws of ±1, then fifty of ±10, whose variances are exact.
    let first = (25 - 1.0 / 25) / 24
    let second = 100.0 * 50 / 49
    let shrunk = [(25.0, first), (50.0, second)].map { n, v in
      n / (n + 5) * v + 1e-3 * 5 / (n + 5)
    }
    #expect(metrics.count == 2)
    for (value, truth) in zip(metrics, shrunk) { #expect(abs(value / truth - 1) < 1e-12) }
  }

  @Test("a coordinate whose gradient never varies keeps the scale it began with")
  func constantGradient() {
    var adaptation = FisherDiagonal(dimension: 2, warmup: 100)
    var info = TransitionInfo()
    info.displacement = 1
    #expect(adaptation.begin(gradient: [4, 0.5]) == [0.25, 2])
    var last: [Double] = []
    for (i, z) in [0.3, -1.2, 0.7, 2.0].enumerated() {
      let change = adaptation.learn(
        position: [z, z], gradient: [-z, 0.5], info: info, iteration: i)
      if case .metric(let diagonal, _) = change { last = diagonal }
    }
    #expect(last.count == 2 && abs(last[0] - 1) < 1e-12 && last[1] == 2)
  }

  @Test("a diverging trajectory teaches only where it had moved, and nothing in the last part")
  func goodDraws() {
    var adaptation = FisherDiagonal(dimension: 1, warmup: 100)
    var info = TransitionInfo()
    info.isDivergent = true
    func learn(_ displacement: Int, at iteration: Int) -> MetricChange {
      info.displacement = displacement
      return adaptation.learn(
        position: [Double(iteration)], gradient: [-Double(iteration)], info: info,
        iteration: iteration)
    }
    for i in 0..<10 { #expect(learn(i % 2 == 0 ? 4 : -4, at: i) == .none) }
    for i in 10..<12 { #expect(learn(5, at: i) == .none) }
    #expect(learn(-5, at: 12) != .none)
    #expect(learn(5, at: 85) == .none)
  }

  @Test("settings are checked by name, kind and range")
  func settings() throws {
    var settings = NUTSSettings()
    try settings.set("targetAcceptance", to: "0.95")
    try settings.set("warmup", to: "stan")
    #expect(settings.targetAcceptance == 0.95 && settings.warmupMode == .stan)
    for (name, value) in [
      ("targetAcceptance", "1"), ("maxTreeDepth", "2.5"), ("maxTreeDepth", "nan"),
      ("warmup", "none"), ("depth", "3"), ("stepSizeJitter", ""),
    ] {
      #expect(throws: SettingError.self) { try settings.set(name, to: value) }
    }
  }
}

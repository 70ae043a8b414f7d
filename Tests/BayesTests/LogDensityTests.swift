import Bayes
import Testing

@Suite("The log density in a program")
struct LogDensityTests {
  @Test("the gradient is that of the log density")
  func gradient() throws {
    let density = try Models.boundRates().logDensity
    let point = (0..<density.dimension).map { 0.3 - 0.2 * Double($0) }
    let gradient = density.gradient(at: point).gradient
    for place in point.indices {
      var (up, down) = (point, point)
      up[place] += 1e-5
      down[place] -= 1e-5
      let slope = (density.gradient(at: up).value - density.gradient(at: down).value) / 2e-5
      #expect(abs(slope - gradient[place]) < 1e-6 * (1 + abs(slope)))
    }
  }

  @Test("a normal density is normalised and its quantities are named")
  func value() throws {
    let bound = try BayesModel(text: "param x ~ Normal(1, 2)\nreport y = x + 1").bind([:])
    let (value, gradient) = bound.logDensity.gradient(at: [3])
    #expect(abs(value - (-0.9189385332046727 - 0.6931471805599453 - 0.5)) < 1e-12)
    #expect(gradient == [-0.5])
    #expect(bound.logDensity.names == ["x", "y"])
    #expect(bound.logDensity.quantities(at: [3]) == [3, 4])
  }

  @Test("it may be evaluated from many tasks at once")
  func concurrent() async throws {
    let density = try Models.boundSchools().logDensity
    let points: [[Double]] = (0..<64).map { seed in
      (0..<10).map { place -> Double in 0.01 * Double(seed * 7 + place % 5) - 1 }
    }
    let alone = points.map { density.gradient(at: $0).value }
    await withTaskGroup(of: Bool.self) { group in
      for (point, value) in zip(points, alone) {
        group.addTask {
          (0..<200).allSatisfy { _ in density.gradient(at: point).value == value }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}

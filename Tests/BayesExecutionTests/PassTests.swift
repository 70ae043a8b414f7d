import Bayes
import BayesExecution
import BayesTestSupport
import Testing

@Suite("Compiler passes")
struct PassTests {
  /// Every pass with what turns it off.
  private static let passes: [(name: String, turnOff: @Sendable (inout CompileOptions) -> Void)] = [
    ("contraction of products", { $0.contractsProducts = false }),
    ("shared logistic functions", { $0.fusesLogistic = false }),
    ("factors of vectors", { $0.extractsFactors = false }),
    ("selections by data", { $0.partitionsSelections = false }),
    ("sums run by run", { $0.addsRuns = false }),
  ]

  @Test(
    "a program is the same function with a pass and without it",
    arguments: Oracle.available.filter { !$0.hasPrefix("nes19") })
  func onAndOff(name: String) throws {
    let oracle = try Oracle(named: name)
    let full = try oracle.compile()
    for pass in Self.passes {
      var options = CompileOptions()
      pass.turnOff(&options)
      let part = try oracle.compile(options: options)
      for point in oracle.points.prefix(2) {
        let position = try #require(oracle.reordered(point.position, for: full))
        let (value, gradient) = try full.value(at: position)
        let (other, otherGradient) = try part.value(at: position)
        #expect(
          (value - other).magnitude <= 1e-12 * (1 + value.magnitude), "\(name): \(pass.name)")
        let size = gradient.map(\.magnitude).max() ?? 0
        for (a, b) in zip(gradient, otherGradient) {
          #expect((a - b).magnitude <= 1e-11 * (1 + size), "\(name): \(pass.name)")
        }
      }
    }
  }

  @Test("the portable instruction set gives the same bits as the machine's best")
  func instructionSets() throws {
    var options = CompileOptions()
    options.isPortable = true
    for name in ["eight_schools-eight_schools_centered", "dogs-dogs_nonhierarchical"] {
      let oracle = try Oracle(named: name)
      let best = try oracle.compile()
      let portable = try oracle.compile(options: options)
      for point in oracle.points {
        let position = try #require(oracle.reordered(point.position, for: best))
        let (value, gradient) = try best.value(at: position)
        let (other, otherGradient) = try portable.value(at: position)
        #expect(value == other && gradient == otherGradient, "\(name)")
      }
    }
  }

  @Test("eight schools takes five dispatches, twelve would be many")
  func dispatches() throws {
    for name in ["eight_schools_centered", "eight_schools_noncentered"] {
      let program = try Oracle(named: "eight_schools-\(name)").compile()
      #expect(program.instructionCount <= 12)
    }
  }
}

extension Program {
  /// The log density with its gradient at a point.
  fileprivate func value(at position: [Double]) throws -> (Double, [Double]) {
    var gradient = [Double](repeating: 0, count: dimension)
    let value = try makeEvaluator().logDensityAndGradient(at: position, gradient: &gradient)
    return (value, gradient)
  }
}

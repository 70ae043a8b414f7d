import Bayes
import BayesExecution
import BayesGraph
import BayesMath
import Testing

/// What holds for every model with a recurrence or a solution, of every length.
extension RecurrenceModel {
  /// The value and the gradient are the reference evaluator's, to tolerances relative to 1 plus their size.
  func expectReference(values: Double, slopes tolerance: Double) throws {
    for length in lengths {
      let plan = try plan(length: length)
      let program = try Pipeline.compile(plan)
      for position in positions(program.dimension) {
        let (value, gradient) = try evaluate(program, position)
        let (expected, slopes) = reference(plan, at: position)
        let place = "\(name), length \(length)"
        #expect(
          (value - expected).magnitude <= values * (1 + expected.magnitude),
          "\(place): \(value), not \(expected)")
        let size = slopes.map(\.magnitude).max() ?? 0
        #expect(value.isFinite && size.isFinite, "\(place)")
        for (index, (a, b)) in zip(gradient, slopes).enumerated() {
          #expect(
            (a - b).magnitude <= tolerance * (1 + size),
            "\(place): slope \(index) \(a), not \(b)")
        }
      }
    }
  }

  /// The portable instruction set gives the bits of the machine's best.
  func expectSameBits() throws {
    var options = CompileOptions()
    options.isPortable = true
    let plan = try plan(length: lengths.max() ?? 1)
    let best = try Pipeline.compile(plan)
    let portable = try Program(compiling: plan, options: options)
    for position in positions(best.dimension) {
      let (value, gradient) = try evaluate(best, position)
      let (other, otherGradient) = try evaluate(portable, position)
      #expect(value == other && gradient == otherGradient, "\(name)")
    }
  }
}

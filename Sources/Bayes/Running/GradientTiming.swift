package import BayesExecution
package import BayesMath

/// Nanoseconds of processor time that a log density with its gradient takes.
package struct GradientTiming: Sendable {
  package let median: Double
  package let lower: Double
  package let upper: Double
  package let evaluations: Int

  /// Evaluates the points in turn, in rounds of about a millisecond, until the time is up.
  package static func measure(
    _ program: Program, points: [[Double]], seconds: Double
  ) throws(EvaluationFailure) -> GradientTiming {
    let evaluator = program.makeEvaluator()
    var gradient = [Double](repeating: 0, count: max(program.dimension, 1))
    let positions = points.map { $0.isEmpty ? [0] : $0 }
    func time(_ sweeps: Int) throws(EvaluationFailure) -> Double {
      let start = Stopwatch.threadTime
      for _ in 0..<sweeps {
        for position in positions {
          _ = try evaluator.logDensityAndGradient(at: position, gradient: &gradient)
        }
      }
      return Stopwatch.threadTime - start
    }
    var sweeps = 1
    while try time(sweeps) < 1e-3, sweeps < 1 << 24 { sweeps *= 2 }
    var rounds: [Double] = []
    let end = Stopwatch.now + seconds
    repeat {
      let perCall = try time(sweeps) / Double(sweeps * positions.count)
      rounds.append(perCall * 1e9)
    } while Stopwatch.now < end
    rounds.sort()
    return GradientTiming(
      median: rounds[rounds.count / 2], lower: rounds[rounds.count / 4],
      upper: rounds[rounds.count * 3 / 4], evaluations: rounds.count * sweeps * positions.count)
  }

  /// Eight points with normal coordinates of standard deviation 0.5.
  package static func randomPoints(_ dimension: Int, seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed, purpose: .initialisation)
    return (0..<8).map { _ in (0..<dimension).map { _ in 0.5 * stream.normal() } }
  }
}

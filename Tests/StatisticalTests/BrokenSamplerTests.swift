import BayesMath
import BayesPosterior
import BayesTestSupport
import Testing

/// Samplers broken on purpose: what the statistical tests would not notice, they do not test.
@Suite("Broken samplers")
struct BrokenSamplerTests {
  private struct Normals: LogDensity {
    let dimension = 5

    func logDensityAndGradient(
      at x: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
    ) throws(EvaluationFailure) -> Double {
      var sum = 0.0
      for i in 0..<dimension {
        gradient[i] = -x[i]
        sum -= 0.5 * x[i] * x[i]
      }
      return sum
    }
  }

  /// How far the mean of the first coordinate's squares is from one, in standard errors.
  private func distance(_ fault: RecursiveNUTS.Fault?) throws -> Double {
    let sampler = RecursiveNUTS(Normals(), stepSize: 0.9, fault: fault)
    let chains = try (0..<4).map { chain -> [Double] in
      var position = [0.3, -0.4, 1.0, 0.1, -1.2]
      return try (0..<4000).map { iteration in
        var stream = RandomStream(
          seed: 17, purpose: .test, iteration: UInt32(iteration), chain: UInt32(chain))
        position = try sampler.transition(from: position, using: &stream).position
        return position[0] * position[0]
      }
    }
    let statistics = ChainStatistics(chains)
    return abs(statistics.mean - 1) / statistics.mcseMean
  }

  @Test("a sound sampler passes")
  func sound() throws { #expect(try distance(nil) < 4) }

  @Test(
    "a sampler without acceptance, or with a biased tree, is caught",
    arguments: RecursiveNUTS.Fault.allCases)
  func broken(fault: RecursiveNUTS.Fault) throws { #expect(try distance(fault) > 8) }
}

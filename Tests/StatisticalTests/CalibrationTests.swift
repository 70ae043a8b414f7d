import BayesTestSupport
import Foundation
import Testing

/// A small version of `benchmarks/Calibration`.
@Suite("Simulation-based calibration")
struct CalibrationTests {
  private static let replicates = 48
  private static let bins = 8
  /// A χ² beyond this p-value is seen in one of some 150 scalars by chance once in a hundred choices of
  /// the seed, which is fixed.
  private static let threshold = 0.01 / 150

  @Test(
    "true values rank uniformly among the draws of their posterior", arguments: CalibrationModel.all
  )
  func uniform(model: CalibrationModel) throws {
    let scalars = try Calibration(model, seed: 1).run(replicates: Self.replicates, threads: 2)
    #expect(!scalars.isEmpty)
    for scalar in scalars {
      #expect(scalar.ranks.count == Self.replicates)
      #expect(
        scalar.probability(bins: Self.bins) > Self.threshold,
        "\(model.name): \(scalar.name): \(scalar.ranks)")
    }
  }

  @Test("a fit of another model than the one that drew the data is found out")
  func miscalibrated() throws {
    let program = """
      dim Obs = 4
      param mu ~ Normal(0, 1)
      observe y[Obs] ~ Normal(mu, 1)
      """
    let right = CalibrationModel("right", "", program)
    let wrong = CalibrationModel(
      "wrong", "", program, fitted: program.replacingOccurrences(of: "mu, 1", with: "mu, 0.4"))
    func probability(_ model: CalibrationModel) throws -> Double {
      try Calibration(model, seed: 2).run(replicates: Self.replicates, threads: 2)[0]
        .probability(bins: Self.bins)
    }
    #expect(try probability(right) > Self.threshold)
    #expect(try probability(wrong) < Self.threshold)
  }
}

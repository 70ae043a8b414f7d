import BayesInference
import BayesMath
import BayesPosterior
import Testing

/// Geweke's joint test (2004): drawing parameter and data by turns, the parameter by NUTS, must give
/// back the prior.
@Suite("Joint distribution")
struct JointDistributionTests {
  /// y ~ Normal(mu, sigma) three times, mu ~ Normal(0, 1), log sigma ~ Normal(0, 1/2).
  private func density(_ y: [Double]) -> ClosureDensity {
    ClosureDensity(dimension: 2) { x, g in
      let (mu, s) = (x[0], x[1])
      let precision = Double.exp(-2 * s)
      let deviations = y.map { $0 - mu }
      let squares = deviations.reduce(0) { $0 + $1 * $1 }
      g[0] = -mu + precision * deviations.reduce(0, +)
      g[1] = -4 * s - 3 + precision * squares
      return -0.5 * mu * mu - 2 * s * s - 3 * s - 0.5 * precision * squares
    }
  }

  /// The chain's moments as statistics of the prior: each should be zero.
  private func moments(
    stepSize: Double, _ metric: Metric, count: Int, chain: UInt32
  ) throws -> [[Double]] {
    var rows: [[Double]] = [[], [], [], [], []]
    var position = [0.2, -0.1]
    for iteration in 0..<count {
      var stream = RandomStream(
        seed: 23, purpose: .test, iteration: UInt32(iteration), chain: chain)
      let y = (0..<3).map { _ in position[0] + Double.exp(position[1]) * stream.normal() }
      var hamiltonian = Hamiltonian(density(y))
      hamiltonian.setMetric(metric)
      var trajectory = Trajectory(hamiltonian, NUTSSettings())
      defer {
        trajectory.pool.deallocate()
        hamiltonian.deallocate()
      }
      for i in 0..<2 { trajectory.state.pointee.position[i] = position[i] }
      try hamiltonian.evaluate(trajectory.state)
      _ = try trajectory.transition(
        stepSize: stepSize, using: &stream, isCancelled: { false })
      position = (0..<2).map { trajectory.state.pointee.position[$0] }
      let (mu, s) = (position[0], position[1])
      let values = [mu, s, mu * mu - 1, s * s - 0.25, mu * s]
      for (k, value) in values.enumerated() { rows[k].append(value) }
    }
    return rows
  }

  @Test(
    "parameters and data drawn by turns have the prior's moments", arguments: [0.4, 0.9],
    [[], [3.0]])
  func geweke(stepSize: Double, stretches: [Double]) throws {
    var metric = Metric(diagonal: [0.6, 0.2])
    metric.directions = stretches.map { _ in [0.6, 0.8] }
    metric.stretches = stretches
    let chains = try (0..<4).map { chain in
      try moments(stepSize: stepSize, metric, count: 10_000, chain: UInt32(chain))
    }
    for k in 0..<5 {
      let statistics = ChainStatistics(chains.map { $0[k] })
      let z = abs(statistics.mean) / statistics.mcseMean
      #expect(z < 4, "moment \(k): \(statistics.mean), \(z) standard errors")
    }
  }
}

/// Which scalar a trouble of the sampler goes with, so that advice can name it.
enum Suspects {
  /// The scalar whose mean among divergent draws lies furthest from its mean, in standard deviations.
  static func ofDivergences(
    _ draws: Draws, _ rows: [PosteriorSummary.Row]
  ) -> (name: String, isBelow: Bool)? {
    var worst: (name: String, distance: Double)?
    for (scalar, row) in rows.enumerated() where row.sd > 0 && row.sd.isFinite {
      var (sum, count) = (0.0, 0.0)
      for (columns, sampler) in zip(draws.columns, draws.sampler) {
        for (value, report) in zip(columns[scalar], sampler) where report.isDivergent {
          sum += value
          count += 1
        }
      }
      guard count > 0 else { return nil }
      let distance = (sum / count - row.mean) / row.sd
      if abs(distance) > abs(worst?.distance ?? 0) { worst = (row.scalar.name, distance) }
    }
    return worst.map { ($0.name, $0.distance < 0) }
  }

  /// The scalar that is most correlated with the energy.
  static func ofEnergy(_ draws: Draws, _ rows: [PosteriorSummary.Row]) -> String? {
    let energies = draws.sampler.flatMap { $0.map(\.energy) }
    let mean = energies.reduce(0, +) / Double(max(energies.count, 1))
    var worst: (name: String, size: Double)?
    for (scalar, row) in rows.enumerated() where row.sd > 0 && row.sd.isFinite {
      var sum = 0.0
      for (columns, sampler) in zip(draws.columns, draws.sampler) {
        for (value, report) in zip(columns[scalar], sampler) {
          sum += (value - row.mean) * (report.energy - mean)
        }
      }
      let size = abs(sum) / row.sd
      if size > worst?.size ?? 0 { worst = (row.scalar.name, size) }
    }
    return worst?.name
  }
}

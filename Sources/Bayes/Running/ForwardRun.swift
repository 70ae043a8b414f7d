package import BayesGraph
package import BayesMath
package import BayesPosterior

/// Draws of quantities given draws of parameters, or given nothing: each draw by itself, on threads of
/// our own, the numbers depending on seed, purpose, chain and draw alone.
package struct ForwardRun: Sendable {
  package let drawn: DrawnQuantities
  package let seed: UInt64
  package let purpose: RandomPurpose
  /// How many draws each chain has.
  package let lengths: [Int]
  /// What is known at a draw of a chain.
  package let known: @Sendable (_ chain: Int, _ draw: Int) -> [VariableID: [Double]]

  package init(
    _ drawn: DrawnQuantities, seed: UInt64, purpose: RandomPurpose, lengths: [Int],
    known: @escaping @Sendable (Int, Int) -> [VariableID: [Double]] = { _, _ in [:] }
  ) {
    self.drawn = drawn
    self.seed = seed
    self.purpose = purpose
    self.lengths = lengths
    self.known = known
  }

  private static let block = 32

  /// Draws all; the first failure, by chain and draw, ends it.
  package func run(threads: Int) throws(SimulationFailure) -> Draws {
    let blocks = lengths.enumerated().flatMap { chain, length in
      stride(from: 0, to: length, by: Self.block).map { start in
        (chain: chain, draws: start..<min(start + Self.block, length))
      }
    }
    let results = WorkerThreads.map(count: blocks.count, threads: threads, size: 1) { place in
      rows(of: blocks[place].chain, blocks[place].draws)
    }
    var columns = lengths.map { length in
      (0..<drawn.count).map { _ in
        var column: [Double] = []
        column.reserveCapacity(length)
        return column
      }
    }
    for (block, result) in zip(blocks, results) {
      for row in try result.get() {
        for (place, value) in row.enumerated() { columns[block.chain][place].append(value) }
      }
    }
    return Draws(
      scalars: drawn.scalars, columns: columns,
      sampler: lengths.map { Array(repeating: Self.noSampler, count: $0) })
  }

  private func rows(
    of chain: Int, _ draws: Range<Int>
  ) -> Result<[[Double]], SimulationFailure> {
    let simulator = drawn.makeSimulator()
    return Result { () throws(SimulationFailure) in
      var rows: [[Double]] = []
      for draw in draws {
        rows.append(
          try simulator.values(
            given: known(chain, draw), seed: seed, purpose: purpose, draw: draw, chain: chain))
      }
      return rows
    }
  }

  /// What stands in the columns of a sampler where none ran.
  private static let noSampler = Draws.SamplerRow(
    logDensity: 0, acceptance: 1, stepSize: 0, treeDepth: 0, leapfrogs: 0, isDivergent: false,
    energy: 0)
}

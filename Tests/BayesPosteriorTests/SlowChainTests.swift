import BayesMath
import BayesPosterior
import Testing

@Suite("Chains that mix slowly, and draws of any scale")
struct SlowChainTests {
  /// Four chains that keep a share `memory` of their last draw.
  private func chains(memory: Double, length: Int) -> [[Double]] {
    (0..<4).map { chain in
      var stream = RandomStream(seed: 7, purpose: .initialisation, chain: UInt32(chain))
      var x = stream.normal()
      let step = (1 - memory * memory).squareRoot()
      return (0..<length).map { _ in
        x = memory * x + step * stream.normal()
        return x
      }
    }
  }

  @Test(
    "effective sizes are those of the definition, at any speed of mixing",
    arguments: [-0.5, 0, 0.5, 0.9, 0.97, 0.995])
  func effectiveSizes(_ memory: Double) {
    let chains = chains(memory: memory, length: 1600)
    let statistics = ChainStatistics(chains)
    let mean = PlainStatistics.effectiveSize(chains)
    #expect(abs(statistics.essMean / mean - 1) < 1e-9, "\(statistics.essMean) for \(mean)")
    for p in [0.05, 0.5, 0.95] {
      let limit = Quantiles.quantile(chains.flatMap(\.self), p)
      let marks = chains.map { $0.map { $0 <= limit ? 1.0 : 0 } }
      let size = PlainStatistics.effectiveSize(marks)
      let ours = statistics.essQuantile(p)
      #expect(abs(ours / size - 1) < 1e-9, "\(ours) for \(size) at \(p)")
    }
  }

  @Test("what ranks say does not change when draws are stretched beyond all measure")
  func ranks() {
    let plain = chains(memory: 0.5, length: 400)
    let statistics = ChainStatistics(plain)
    for stretch: @Sendable (Double) -> Double in [
      { $0 * 1e-300 }, { Double.exp(100 * $0) }, { $0 < 2 ? $0 : 1e200 * $0 },
      { $0 < 0 ? -Double.exp(-200 * $0) : $0 },
    ] {
      let stretched = plain.map { $0.map(stretch) }
      let other = ChainStatistics(stretched)
      #expect(other.sorted == stretched.flatMap(\.self).sorted())
      #expect(other.essBulk == statistics.essBulk)
      #expect(abs(other.essTail / statistics.essTail - 1) < 1e-12)
    }
  }

  @Test("the sorted draws are the draws, sorted, ties and signed zeros among them")
  func sorted() {
    let rounded = chains(memory: 0, length: 500).map { $0.map { ($0 * 4).rounded() / 4 } }
    #expect(ChainStatistics(rounded).sorted == rounded.flatMap(\.self).sorted())
    let wide = [
      [-1.7e308, 1.7e308, 0, -0.0, 1, .leastNonzeroMagnitude],
      [3, -3, .leastNormalMagnitude / 3, 2, 2, 1e300],
    ]
    #expect(ChainStatistics(wide).sorted == wide.flatMap(\.self).sorted())
  }

  @Test("rows may be computed in any order and on several threads")
  func order() {
    let columns = (0..<4).map { chain in
      (0..<9).map { chains(memory: 0.1 * Double($0), length: 200)[chain] }
    }
    let draws = Draws(
      scalars: (1...9).map { Draws.Scalar(variable: "x", index: [$0]) }, columns: columns,
      sampler: columns.map { chain in
        chain[0].map { x in
          Draws.SamplerRow(
            logDensity: x, acceptance: 0.8, stepSize: 0.5, treeDepth: 3, leapfrogs: 7,
            isDivergent: false, energy: x)
        }
      })
    let backwards = PosteriorSummary(draws) { count, one in
      Array((0..<count).reversed().map(one).reversed())
    }
    #expect(backwards.rows == PosteriorSummary(draws).rows)
  }
}

import BayesPosterior
import Testing

@Suite("Convergence statistics")
struct ChainStatisticsTests {
  private func expect(
    _ value: Double, _ reference: Double, location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      abs(value - reference) <= 1e-10 * abs(reference), "\(value) for \(reference)",
      sourceLocation: location)
  }

  @Test("the reference chains are the ones whose statistics are known")
  func vectors() {
    let first = ReferenceVectors.a.map { $0[0] }
    for (x, y) in zip(first, [-0.55505411, -0.27616959, 0.00271493, 0.28159945]) {
      #expect(abs(x - y) < 1e-8)
    }
  }

  @Test("four chains that agree have the reference statistics")
  func agreeing() {
    let s = ChainStatistics(ReferenceVectors.a)
    expect(s.mean, 0.0349634048588)
    expect(s.sd, 1.39536808493)
    expect(s.rHat, 1.00499519245)
    expect(s.essBulk, 718.021063379)
    expect(s.essTail, 1170.29231822)
    expect(s.essMean, 716.290049853)
    expect(s.essSD, 1269.10911138)
    expect(s.essQuantile(0.5), 1034.80366925)
    expect(s.mcseMean, 0.0521367945243)
    expect(s.mcseSD, 0.0279165006727)
    expect(s.mcseQuantile(0.05), 0.0893502455097)
    expect(s.mcseQuantile(0.5), 0.0597631975588)
    expect(s.mcseQuantile(0.95), 0.0727429000728)
  }

  @Test("a shifted chain raises R-hat as the reference has it")
  func shifted() {
    let s = ChainStatistics(ReferenceVectors.b)
    expect(s.rHat, 1.0565295934)
    expect(s.essBulk, 74.6401277578)
    expect(s.essTail, 966.239048552)
    expect(s.mcseMean, 0.168623134047)
  }

  @Test("a single chain is compared with itself by halves")
  func single() {
    let s = ChainStatistics(ReferenceVectors.c)
    expect(s.rHat, 1.01124906134)
    expect(s.essBulk, 154.214437366)
    expect(s.essTail, 314.645597058)
  }

  @Test("constants, non-finite draws and very short chains have no statistics")
  func unusable() {
    var broken = ReferenceVectors.a
    broken[2][17] = .nan
    var infinite = ReferenceVectors.a
    infinite[1][3] = .infinity
    let constant = [[Double]](repeating: [Double](repeating: 2, count: 50), count: 4)
    for chains in [broken, infinite, constant, [[1, 2, 3]], [[]], []] {
      let s = ChainStatistics(chains)
      for x in [s.rHat, s.essBulk, s.essTail, s.mcseMean, s.mcseSD, s.mcseQuantile(0.5)] {
        #expect(x.isNaN)
      }
    }
  }

  @Test("the middle draw of odd chains is left out of halves and ranks, not of means and quantiles")
  func odd() {
    let chains = ReferenceVectors.a.map { Array($0.prefix(501)) }
    let even = chains.map { Array($0.prefix(250)) + Array($0.suffix(250)) }
    let (odd, cut) = (ChainStatistics(chains), ChainStatistics(even))
    #expect(odd.essBulk == cut.essBulk)
    #expect(odd.essMean == cut.essMean)
    #expect(odd.mean != cut.mean)
    #expect(odd.sorted.count == 4 * 501)
  }

  @Test("chains of different lengths have no statistics")
  func ragged() {
    #expect(ChainStatistics([[1, 2, 3, 4, 5], [1, 2, 3, 4]]).essBulk.isNaN)
  }

  @Test("a single chain has errors of its quantiles, and two values share their ranks")
  func ties() {
    let single = ChainStatistics(ReferenceVectors.c)
    #expect(single.mcseQuantile(0.5) > 0)
    let coins = ChainStatistics(ReferenceVectors.a.map { $0.map { $0 > 0 ? 1.0 : 0 } })
    // A rank transform of two values is linear: bulk is the plain effective size.
    #expect(abs(coins.essBulk / coins.essMean - 1) < 1e-10)
  }

  @Test("a condition has tails: where a quantile is the largest draw, those that reach it count")
  func conditions() {
    for limit in [-1.0, 0, 0.5, 1.2, 2] {
      let rare = ReferenceVectors.a.map { $0.map { $0 > limit ? 1.0 : 0 } }
      let s = ChainStatistics(rare)
      // Two values have one indicator, whichever quantile is asked, and so has the mean.
      #expect(abs(s.essTail / s.essMean - 1) < 1e-10)
      let complement = ChainStatistics(rare.map { $0.map { 1 - $0 } })
      #expect(abs(complement.essTail / s.essTail - 1) < 1e-10)
    }
  }

  @Test("statistics depend on the order of magnitude of draws only through rounding")
  func scale() {
    let plain = ChainStatistics(ReferenceVectors.a)
    let scaled = ChainStatistics(ReferenceVectors.a.map { $0.map { 1e200 * $0 - 1e199 } })
    #expect(scaled.essBulk == plain.essBulk)
    #expect(scaled.rHat == plain.rHat)
    #expect(abs(scaled.essTail / plain.essTail - 1) < 1e-10)
  }

  @Test("quantiles are of type 7")
  func quantiles() {
    #expect(Quantiles.quantile([4, 1, 3, 2], 0.5) == 2.5)
    #expect(Quantiles.quantile([4, 1, 3, 2], 0.25) == 1.75)
    #expect(Quantiles.quantile([7], 0.9) == 7)
    #expect(Quantiles.quantile([], 0.9).isNaN)
  }
}

import BayesDistributions
import BayesGraph
import BayesMath
import Testing

@Suite("Truncation")
struct TruncationTests {
  /// The sum of the probabilities that a truncated count has between two ends.
  private func total(
    _ distribution: any Distribution.Type, _ arguments: [Double], lower: Double?, upper: Double?,
    over counts: ClosedRange<Int>
  ) -> Double {
    let arguments = Arguments(arguments.map { [$0] })
    return counts.reduce(0) { sum, count in
      let x = Double(count)
      let correction = truncationCorrection(
        distribution, x, arguments, lower: lower, upper: upper)
      return sum + Double.exp(distribution.logDensity([x], arguments) + correction)
    }
  }

  @Test(
    "the probabilities of a truncated count sum to one, the ends included",
    arguments: [(2.0, nil), (nil, 3.0), (2, 5), (0, nil), (3, 3)] as [(Double?, Double?)])
  func counts(lower: Double?, upper: Double?) {
    let families: [(any Distribution.Type, [Double])] = [
      (Poisson.self, [2.5]), (Binomial.self, [8, 0.3]), (NegBinomial.self, [3, 1.5]),
      (Geometric.self, [0.4]), (BetaBinomial.self, [8, 2, 3]), (DiscreteUniform.self, [0, 8]),
    ]
    for (family, arguments) in families {
      let sum = total(family, arguments, lower: lower, upper: upper, over: 0...200)
      #expect(abs(sum - 1) < 1e-12, "\(family) from \(lower ?? 0)")
    }
  }

  @Test("a lower end between two counts leaves the same as the next count")
  func betweenCounts() {
    let arguments = Arguments([[2.5]])
    let whole = truncationCorrection(Poisson.self, 4.0, arguments, lower: 2, upper: nil)
    let between = truncationCorrection(Poisson.self, 4.0, arguments, lower: 1.5, upper: nil)
    #expect(whole == between)
    let below = truncationCorrection(Poisson.self, 1.0, arguments, lower: 1.5, upper: nil)
    #expect(below == -.infinity)
  }

  @Test("a normal cut at its mean has twice its density on one side")
  func half() {
    let arguments = Arguments([[1.0], [2.0]])
    let above = truncationCorrection(Normal.self, 1.5, arguments, lower: 1, upper: nil)
    #expect(abs(above - Double.log(2)) < 1e-15)
  }
}

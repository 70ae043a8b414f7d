import BayesInference
import BayesMath
import Testing

@Suite("Weights of trees")
struct TreeWeightTests {
  private static let gains = [-1e9, -2000, -710, -171, -170, -1, 0, 0.5, 170, 171, 800, 1e6]

  /// The logarithm of a sum of two exponentials.
  private func logSum(_ a: Double, _ b: Double) -> Double {
    max(a, b) + Double.log1p(Double.exp(-abs(a - b)))
  }

  @Test("a share is exceeded where it is so of the logarithms", arguments: gains)
  func comparison(gain: Double) {
    let one = TreeWeight(gain: gain)
    for distance in [-800, -5, -0.1, 0.1, 5, 800] {
      let other = TreeWeight(gain: gain + distance)
      for share in [1e-300, 0.001, 0.5, 0.999] {
        let expected = Double.log(share) < distance
        #expect(one.exceeds(other, atShare: share) == expected)
      }
    }
  }

  @Test("sums are those of the exponentials, whatever their size", arguments: gains)
  func sums(gain: Double) {
    for other in Self.gains {
      let sum = TreeWeight(gain: gain) + TreeWeight(gain: other)
      let exact = logSum(gain, other)
      // The step between gains of this size, and the rounding of some operations.
      let slack = 1e-12 + 4 * exact.ulp
      #expect(TreeWeight(gain: exact - slack).exceeds(sum, atShare: 1))
      #expect(!TreeWeight(gain: exact + slack).exceeds(sum, atShare: 1))
    }
  }

  @Test("a gain too large for any sum traps nowhere and outweighs the rest")
  func huge() {
    let huge = TreeWeight(gain: 1e300)
    #expect(TreeWeight(gain: 1e6).exceeds(huge, atShare: 1))
    #expect(!huge.exceeds(TreeWeight(gain: 1e6), atShare: 1e-300))
  }
}

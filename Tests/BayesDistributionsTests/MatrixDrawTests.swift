import BayesDistributions
import BayesMath
import Testing

/// Marginal distributions of draws that are matrices or vectors, by the statistic of `DrawTests`.
@Suite("Draws of matrices and of vectors that depend")
struct MatrixDrawTests {
  private static let scale = [1, 0.25, 0.125, 0.25, 2, -0.5, 0.125, -0.5, 1.5]
  private static let factor = Double.matrix(MatrixPrimitive(.cholesky, 3), [scale])

  private static func expect(
    _ draws: [Double], follow logCDF: (Double) -> Double, _ subject: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let distance = DrawTests.distance(draws, logCDF)
    #expect(distance < DrawTests.bound, "\(subject): \(distance)", sourceLocation: sourceLocation)
  }

  private static func symmetric(_ factor: [Double]) -> [Double] {
    (0..<9).map { place in
      let row = factor[(place / 3 * 3)...].prefix(3)
      let other = factor[(place % 3 * 3)...].prefix(3)
      return zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  @Test("a quadratic form of a Wishart matrix over that of its scale is chi-square, by factors too")
  func wishart() {
    let a = [1.0, -2, 0.5]
    func form(_ x: [Double]) -> Double {
      var sum = 0.0
      for place in 0..<9 { sum += a[place / 3] * a[place % 3] * x[place] }
      return sum
    }
    for df in [2.5, 7] {
      let whole = DrawTests.draws(Wishart.self, Arguments([[df], Self.scale]), count: 9, seed: 21)
      let factors = DrawTests.draws(
        WishartCholesky.self, Arguments([[df], Self.factor]), count: 9, seed: 22
      ).map(Self.symmetric)
      for (name, draws) in [("whole", whole), ("factors", factors)] {
        Self.expect(
          draws.map { form($0) / form(Self.scale) },
          follow: { ChiSquare.logCDF($0, Arguments([[df]])) }, "\(name), df \(df)")
      }
    }
  }

  @Test("a variance of an inverse Wishart matrix is inverse gamma, by factors too")
  func inverseWishart() {
    for df in [2.5, 7] {
      let whole = DrawTests.draws(
        InvWishart.self, Arguments([[df], Self.scale]), count: 9, seed: 23)
      let factors = DrawTests.draws(
        InvWishartCholesky.self, Arguments([[df], Self.factor]), count: 9, seed: 24
      ).map(Self.symmetric)
      for (name, draws) in [("whole", whole), ("factors", factors)] {
        for k in 0..<3 {
          Self.expect(
            draws.map { $0[k * 3 + k] },
            follow: {
              InvGamma.logCDF($0, Arguments([[(df - 2) / 2], [Self.scale[k * 3 + k] / 2]]))
            }, "\(name), df \(df), variance \(k)")
        }
      }
    }
  }

  @Test("a correlation of an LKJ matrix is beta distributed between -1 and 1")
  func correlations() {
    for shape in [0.5, 1, 4] {
      let draws = DrawTests.draws(LKJCorr.self, Arguments([[shape]]), count: 9, seed: 25)
      for place in [1, 2, 5] {
        Self.expect(
          draws.map { ($0[place] + 1) / 2 },
          follow: { Beta.logCDF($0, Arguments([[shape + 0.5], [shape + 0.5]])) },
          "shape \(shape), element \(place)")
      }
    }
  }

  @Test("numbers that sum to zero, walks and neighbours are normal one by one")
  func marginals() {
    func normal(_ draws: [Double], _ mean: Double, _ variance: Double, _ subject: String) {
      Self.expect(
        draws, follow: { Normal.logCDF($0, Arguments([[mean], [variance.squareRoot()]])) }, subject)
    }
    let zero = DrawTests.draws(ZeroSumNormal.self, Arguments([[2.0]]), count: 4, seed: 26)
    #expect(zero.allSatisfy { $0.reduce(0, +).magnitude < 1e-14 })
    normal(zero.map { $0[1] }, 0, 4 * 0.75, "sums to zero")
    let walk = Arguments([[0.5], [1.5], [-1.0], [3.0]])
    let steps = DrawTests.draws(GaussianRandomWalk.self, walk, count: 4, seed: 27)
    for t in 0..<4 {
      normal(steps.map { $0[t] }, -1 + 0.5 * Double(t), 9 + 2.25 * Double(t), "step \(t)")
    }
    let path = [0.0, 1, 0, 1, 0, 1, 0, 1, 0]
    let car = Arguments([[0.5, -1, 0], path, [0.75], [1.5]])
    let neighbours = DrawTests.draws(CAR.self, car, count: 3, seed: 28)
    let precision = [1.5, -1.125, 0, -1.125, 3, -1.125, 0, -1.125, 1.5]
    let covariance = Double.matrix(MatrixPrimitive(.inverse, 3), [precision])
    for k in 0..<3 {
      normal(neighbours.map { $0[k] }, [0.5, -1, 0][k], covariance[k * 3 + k], "place \(k)")
    }
  }
}

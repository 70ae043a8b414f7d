import BayesMath
import Testing

/// A million draws of each sampler of counts and 200,000 of the others, with fixed seeds.
///
/// A chi-square statistic of k degrees of freedom passes k + 8 √(2k) + 12: by the bound of Laurent and
/// Massart (2000) it is beyond that with a probability below 1e-6 for any k, and below 1e-9 for the
/// thirty and more used mostly. Means and variances pass at six standard errors.
@Suite("Random variates")
struct VariateTests {
  static let count = 200_000

  @Test(
    "Poisson draws at small and large rates", arguments: [1e-3, 0.7, 3, 9.99, 10.01, 40, 1e4, 1e9])
  func poisson(rate: Double) {
    let draws = Self.draws(seed: 1, count: 1_000_000) { $0.poisson(rate: rate) }
    Self.expectMoments(draws, mean: rate, variance: rate, fourth: rate + 3 * rate * rate)
    Self.expectCells(
      draws, low: rate - 4 * rate.squareRoot() - 1, high: rate + 4 * rate.squareRoot() + 2
    ) {
      k in k * Double.log(rate) - rate - Double.logGamma(k + 1)
    }
  }

  @Test(
    "binomial draws by inversion and by rejection, on both sides of one half",
    arguments: [
      (1.0, 0.3), (10, 0.5), (20, 0.95), (1000, 0.004), (1000, 0.02), (50, 0.4), (100, 0.75),
      (1e6, 0.25), (1e9, 1e-8), (1e12, 0.5),
    ])
  func binomial(trials: Double, p: Double) {
    let draws = Self.draws(seed: 2, count: 1_000_000) {
      $0.binomial(trials: trials, probability: p)
    }
    let variance = trials * p * (1 - p)
    Self.expectMoments(
      draws, mean: trials * p, variance: variance,
      fourth: variance * (1 + (3 * trials - 6) * p * (1 - p)))
    let spread = 4 * variance.squareRoot()
    Self.expectCells(
      draws, low: max(trials * p - spread - 1, -1), high: min(trials * p + spread + 2, trials + 1)
    ) { k in
      Double.logChoose(trials, k) + k * Double.log(p) + (trials - k) * Double.log1p(-p)
    }
  }

  @Test("gamma draws at all shapes", arguments: [1e-3, 0.2, 0.999, 1, 1.5, 30, 1e4])
  func gamma(shape: Double) {
    let draws = Self.draws(seed: 3) { $0.logGamma(shape: shape) }
    Self.expectUniform(
      draws.map { log in
        // Far below one, P(a, x) is x^a / Γ(a + 1), and x itself may underflow.
        let first = shape * log - Double.logGamma(shape + 1)
        return Double.exp(log < -40 ? first : Double.logGammaP(shape, Double.exp(log)))
      }, seed: shape)
  }

  @Test("the logarithm of a gamma draw of tiny shape does not underflow")
  func tinyShape() {
    let draws = Self.draws(seed: 4) { $0.logGamma(shape: 1e-5) }
    #expect(draws.allSatisfy { $0.isFinite })
    // log of a gamma variate of tiny shape a is minus an exponential of mean 1/a, nearly.
    let mean = draws.reduce(0, +) / Double(draws.count)
    #expect((mean * -1e-5 - 1).magnitude < 6e-3)
  }

  @Test("beta draws at all shapes", arguments: [(1e-3, 1e-3), (0.5, 0.5), (1.0, 3), (200, 50)])
  func beta(a: Double, b: Double) {
    let draws = Self.draws(seed: 5) { $0.beta(a, b) }
    #expect(draws.allSatisfy { $0 >= 0 && $0 <= 1 })
    let mean = a / (a + b)
    let variance = a * b / ((a + b) * (a + b) * (a + b + 1))
    Self.expectMoments(draws, mean: mean, variance: variance, fourth: nil)
    // By tenths of the probability, whose cells rounding to zero or one does not touch.
    if a > 0.1 { Self.expectUniform(draws.map { Double.betaI(a, b, $0) }, seed: a) }
  }

  @Test("normal and Student t draws", arguments: [0.5, 1, 4, 100])
  func studentT(df: Double) {
    let normals = Self.draws(seed: 6) { $0.normal() }
    Self.expectUniform(normals.map { Double.exp(Double.logPhi($0)) }, seed: 0)
    let draws = Self.draws(seed: 7) { $0.studentT(df: df) }
    Self.expectUniform(
      draws.map { z in
        let tail = 0.5 * Double.betaI(df / 2, 0.5, df / (df + z * z))
        return z < 0 ? tail : 1 - tail
      }, seed: df)
  }

  @Test("a sampler that is given nonsense says NaN and ends")
  func nonsense() {
    var stream = RandomStream(seed: 8, purpose: .test)
    #expect(stream.poisson(rate: -1).isNaN && stream.poisson(rate: .nan).isNaN)
    #expect(stream.binomial(trials: 3, probability: 1.5).isNaN)
    #expect(stream.logGamma(shape: -1).isNaN && stream.logGamma(shape: .nan).isNaN)
    #expect(stream.vonMises(location: 0, concentration: -1).isNaN)
    #expect(stream.vonMises(location: .nan, concentration: 1).isNaN)
    #expect(stream.poisson(rate: 0) == 0 && stream.poisson(rate: .infinity) == .infinity)
    #expect(stream.binomial(trials: 0, probability: 0.5) == 0)
    #expect(stream.binomial(trials: 5, probability: 1) == 5)
  }

  @Test("counts too large to be exact stay near their mean")
  func huge() {
    var stream = RandomStream(seed: 9, purpose: .test)
    #expect((stream.poisson(rate: 1e18) / 1e18 - 1).magnitude < 1e-8)
    #expect((stream.binomial(trials: 1e18, probability: 0.25) / 2.5e17 - 1).magnitude < 1e-8)
  }

  static func draws(
    seed: UInt64, count: Int = count, _ draw: (inout RandomStream) -> Double
  ) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: .test)
    return (0..<count).map { _ in draw(&stream) }
  }

  /// Mean and variance within six standard errors; `fourth` is the fourth central moment.
  static func expectMoments(
    _ draws: [Double], mean: Double, variance: Double, fourth: Double?
  ) {
    let n = Double(draws.count)
    let found = draws.reduce(0) { $0 + ($1 - mean) } / n
    #expect(found.magnitude <= 6 * (variance / n).squareRoot(), "mean off by \(found)")
    let spread = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let kurtic = fourth ?? variance
    let error = 6 * ((kurtic - variance * variance) / n).squareRoot()
    #expect((spread - variance).magnitude <= error, "variance \(spread), not \(variance)")
  }

  /// Uniform cells of numbers that should be uniform.
  static func expectUniform(_ draws: [Double], seed: Double) {
    let cells = 200
    var found = [Double](repeating: 0, count: cells)
    for u in draws {
      guard u >= 0, u <= 1 else {
        #expect(Bool(false), "\(u) is no probability")
        return
      }
      found[min(Int(u * Double(cells)), cells - 1)] += 1
    }
    let expected = Double(draws.count) / Double(cells)
    let statistic = found.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(statistic < 199 + 8 * (2 * 199.0).squareRoot(), "\(seed): chi-square \(statistic)")
  }

  /// Cells of consecutive counts against their summed masses, rare ones joined to their neighbours.
  static func expectCells(
    _ draws: [Double], low: Double, high: Double, _ logMass: (Double) -> Double
  ) {
    let first = max(low.rounded(.down), 0)
    let width = max(((high - first) / 60).rounded(.up), 1)
    // Beyond this the masses are too many to sum, and moments are the test.
    guard width < 2000 else { return }
    var counts: [Int: Double] = [:]
    for draw in draws { counts[Int(((draw - first) / width).rounded(.down)), default: 0] += 1 }
    var statistic = 0.0
    var freedom = -1.0
    var (expected, found) = (0.0, 0.0)
    for cell in 0..<Int((high - first) / width) {
      for step in 0..<Int(width) {
        let k = first + Double(cell) * width + Double(step)
        expected += Double.exp(logMass(k)) * Double(draws.count)
      }
      found += counts[cell] ?? 0
      guard expected > 50 else { continue }
      statistic += (found - expected) * (found - expected) / expected
      freedom += 1
      (expected, found) = (0, 0)
    }
    let bound = max(freedom, 1) + 8 * (2 * max(freedom, 1)).squareRoot() + 12
    #expect(statistic < bound, "chi-square \(statistic) at \(freedom) degrees")
  }
}

import BayesDistributions
import BayesMath
import Testing

@Suite("Normalisation and moments")
struct NormalisationTests {
  private static let continuous = LawTests.withCDF.filter { $0.declaration.value == .real }
  private static let counts = LawTests.withCDF.filter {
    $0.declaration.value == .integer(ofCategory: false)
  }

  @Test("a density integrates to one", arguments: continuous)
  func density(family: ReferenceFamily) throws {
    var done = 0
    for arguments in family.argumentSets {
      guard let integral = DensityIntegral(family, arguments) else { continue }
      done += 1
      let total = integral { _ in 1 }
      #expect((total - 1).magnitude < 1e-7, "\(arguments): \(total)")
    }
    #expect(done >= 2)
  }

  @Test(
    "mean and variance of a density are its integrals",
    arguments: continuous.filter { $0.can(.moments) })
  func moments(family: ReferenceFamily) {
    for arguments in family.argumentSets {
      let (mean, variance) = family.distribution.moments(arguments)
      guard let integral = DensityIntegral(family, arguments), mean.isFinite else { continue }
      let center = family.distribution.quantile(0.5, arguments)
      let first = center + integral { $0 - center }
      let scale = variance.isFinite ? variance.squareRoot() : mean.magnitude
      // Slow tails are cut where the density underflows.
      #expect((first - mean).magnitude <= 1e-7 * scale, "\(arguments): \(first), not \(mean)")
      guard variance.isFinite else { continue }
      let second = integral { ($0 - mean) * ($0 - mean) }
      #expect((second - variance).magnitude <= 1e-6 * variance, "\(arguments): \(second)")
    }
  }

  @Test("masses of counts sum to what the CDF says, mean and variance to theirs", arguments: counts)
  func masses(family: ReferenceFamily) {
    for arguments in family.argumentSets {
      let first = family.distribution.quantile(1e-17, arguments)
      let last = family.distribution.quantile(1 - 0x1p-53, arguments)
      let isWhole = last - first < 100_000
      let end = isWhole ? last + (last - first) * 0.2 + 3 : first + 20_000
      var (sum, mean, square) = (0.0, 0.0, 0.0)
      var x = first
      let moments = family.distribution.moments(arguments)
      while x <= end {
        let mass = Double.exp(family.distribution.logDensity([x], arguments))
        sum += mass
        mean += x * mass
        square += (x - moments.mean) * (x - moments.mean) * mass
        x += 1
      }
      let expected =
        isWhole ? 1 : -Double.expm1(family.distribution.logCCDF(end, arguments))
      #expect((sum - expected).magnitude < 1e-9 * expected, "\(arguments): \(sum)")
      guard isWhole, family.can(.moments) else { continue }
      let deviation = moments.variance.squareRoot()
      #expect((mean - moments.mean).magnitude <= 1e-8 * (deviation + moments.mean.magnitude))
      #expect((square - moments.variance).magnitude <= 1e-8 * moments.variance, "\(arguments)")
    }
  }

  @Test(
    "masses of categories sum to one",
    arguments: ReferenceFamily.all.filter { $0.declaration.value == .integer(ofCategory: true) })
  func categories(family: ReferenceFamily) {
    for arguments in family.argumentSets {
      let masses = (1...20).map { [distribution = family.distribution] in
        Double.exp(distribution.logDensity([Double($0)], arguments))
      }
      #expect((masses.reduce(0, +) - 1).magnitude < 1e-14, "\(arguments)")
    }
  }

  @Test("a density of angles integrates to one around the circle")
  func circle() {
    for family in ReferenceFamily.all where family.declaration.support == .angle {
      for arguments in family.argumentSets {
        let n = 200 + 40 * arguments[1].squareRoot().rounded()
        var total = 0.0
        for k in 0..<Int(n) {
          let angle = 2 * .pi * Double(k) / n
          total += Double.exp(family.distribution.logDensity([angle], arguments))
        }
        #expect((total * 2 * .pi / n - 1).magnitude < 1e-12, "\(arguments)")
      }
    }
  }

  @Test("the density of simplexes integrates to one")
  func simplexes() {
    for concentration in [[2.0, 3.0], [0.5, 4.0], [1.0, 1.0, 1.0], [0.5, 2.0, 3.0]] {
      let total = gridIntegral(dimension: concentration.count - 1, reach: 40, step: 0.25) { y in
        let (x, logJacobian): ([Double], Double) = SimplexTransform.constrain(
          y, count: concentration.count)
        return Dirichlet.logDensity(x, Arguments([concentration])) + logJacobian
      }
      #expect((total - 1).magnitude < 1e-8, "\(concentration): \(total)")
    }
  }

  @Test("the density of stick breaking weights integrates to one")
  func sticks() {
    for (k, concentration) in [(2, 0.5), (3, 0.5), (3, 2.0)] {
      let total = gridIntegral(dimension: k - 1, reach: 60, step: 0.25) { y in
        let (x, logJacobian): ([Double], Double) = SimplexTransform.constrain(y, count: k)
        return StickBreakingWeights.logDensity(x, Arguments([[concentration]])) + logJacobian
      }
      #expect((total - 1).magnitude < 1e-8, "K = \(k), \(concentration): \(total)")
    }
  }

  @Test("a diffusion leaves through one end or the other")
  func diffusion() {
    for (separation, bias, drift) in [(1.2, 0.5, 0.8), (0.8, 0.1, -2.0), (2.0, 0.9, 0.0)] {
      let ends = [(bias, drift), (1 - bias, -drift)].map { bias, drift in
        gridIntegral(dimension: 1, reach: 40, step: 0.0625) { y in
          let x = Double.exp(y[0])
          return y[0]
            + Wiener.logDensity([x], Arguments([[separation], [0], [bias], [drift]]))
        }
      }
      // The chance of the upper end by the scale function of the motion.
      let (a, z) = (separation, bias * separation)
      let upper =
        drift == 0 ? bias : Double.expm1(-2 * drift * z) / Double.expm1(-2 * drift * a)
      #expect((ends[0] - upper).magnitude < 1e-10, "\(ends) \(upper)")
      #expect((ends[0] + ends[1] - 1).magnitude < 1e-10)
    }
  }

  @Test("the density of correlation factors integrates to one")
  func correlations() {
    for (k, shape) in [(2, 0.5), (2, 3.0), (3, 1.0), (3, 3.0)] {
      let total = gridIntegral(dimension: k * (k - 1) / 2, reach: 12 / min(shape, 1), step: 0.25) {
        y in
        let (factor, logJacobian): ([Double], Double) = CholeskyCorrelationTransform.constrain(
          y, count: k * k)
        return LKJCorrCholesky.logDensity(factor, Arguments([[shape]])) + logJacobian
      }
      #expect((total - 1).magnitude < 1e-6, "K = \(k), shape \(shape): \(total)")
    }
  }

  @Test("the density of vectors integrates to one in every form")
  func vectors() {
    let mean = [0.5, -1.0]
    for (form, matrix) in [[2.0, 0.6, 0.6, 1.0], [2.0, 0.6, 0.6, 1.0], [1.5, 0, 0.6, 0.8]]
      .enumerated()
    {
      let total = gridIntegral(dimension: 2, reach: 14, step: 0.125) { x in
        MultiNormal.logDensity(x, Arguments(form: form, [mean, matrix]))
      }
      #expect((total - 1).magnitude < 1e-10, "form \(form): \(total)")
    }
  }

  @Test("the density of vectors with heavy tails integrates to one in every form")
  func heavyVectors() {
    let location = [0.5, -1.0]
    for (form, matrix) in [[2.0, 0.6, 0.6, 1.0], [1.5, 0, 0.6, 0.8]].enumerated() {
      for df in [3.0, 8.0] {
        let total = gridIntegral(dimension: 2, reach: 14, step: 0.125) { y in
          let slope = y.reduce(0) { $0 + Double.log(Double.cosh($1)) }
          let arguments = Arguments(form: form, [[df], location, matrix])
          return MultiStudentT.logDensity(y.map { Double.sinh($0) }, arguments) + slope
        }
        #expect((total - 1).magnitude < 1e-10, "form \(form), df \(df): \(total)")
      }
    }
  }

  @Test("masses of vectors of counts sum to one")
  func countVectors() {
    let families: [(any Distribution.Type, [Double])] = [
      (Multinomial.self, [0.2, 0.5, 0.3]), (DirichletMultinomial.self, [0.5, 4, 1.25]),
      (DirichletMultinomial.self, [1e-3, 2e6, 30]),
    ]
    for (distribution, shares) in families {
      let arguments = Arguments([[6.0], shares])
      var total = 0.0
      for a in 0...6 {
        for b in 0...6 {
          let x = [Double(a), Double(b), Double(6 - a - b)]
          total += Double.exp(distribution.logDensity(x, arguments))
        }
      }
      #expect((total - 1).magnitude < 1e-13, "\(distribution) \(shares): \(total)")
    }
  }

  @Test("a mixture of normalised densities is one")
  func mixture() throws {
    let family = try #require(ReferenceFamily.all.first { $0.name == "Normal" })
    let integral = try #require(DensityIntegral(family, Arguments([[0], [2]])))
    let total = integral { x in
      let logs = [Arguments([[0.0], [1.0]]), Arguments([[1.0], [0.5]])].map {
        Normal.logDensity([x], $0)
      }
      let wide = Normal.logDensity([x], Arguments([[0], [2]]))
      return Double.exp(Mixture.logDensity([x], Arguments([[0.3, 0.7], logs])) - wide)
    }
    #expect((total - 1).magnitude < 1e-10)
  }

  /// The trapezoid rule of exp(f) on a cube around zero.
  private func gridIntegral(
    dimension: Int, reach: Double, step: Double, _ logDensity: ([Double]) -> Double
  ) -> Double {
    let n = Int(reach / step)
    let side = 2 * n + 1
    var cells = 1
    var volume = 1.0
    for _ in 0..<dimension {
      cells *= side
      volume *= step
    }
    var total = 0.0
    for cell in 0..<cells {
      var rest = cell
      let y = (0..<dimension).map { _ in
        defer { rest /= side }
        return Double(rest % side - n) * step
      }
      total += Double.exp(logDensity(y))
    }
    return total * volume
  }
}

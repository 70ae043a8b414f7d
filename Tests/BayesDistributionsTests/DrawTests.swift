import BayesDistributions
import BayesMath
import Testing

/// Draws against distribution functions by the statistic of Kolmogorov and Smirnov.
///
/// P(√n D > 3.6) = 2 exp(-2 · 3.6²) = 1e-11 for one comparison; with some two hundred of them a false
/// alarm has a probability below 3e-9. Seeds are fixed, so a test that passes goes on passing.
@Suite("Draws")
struct DrawTests {
  static let count = 40_000
  static let bound = 3.6 / Double(count).squareRoot()

  @Test("draws follow the CDF", arguments: LawTests.withCDF.filter { $0.can(.draw) })
  func univariate(family: ReferenceFamily) {
    for (index, arguments) in family.argumentSets.enumerated() {
      let draws = Self.draws(family.distribution, arguments, seed: UInt64(index)).map { $0[0] }
      let distance = Self.distance(draws) { family.distribution.logCDF($0, arguments) }
      #expect(distance < Self.bound, "\(arguments): \(distance)")
    }
  }

  @Test("angles follow their density from tiny to huge concentrations")
  func angles() {
    for concentration in [0, 1e-9, 1e-3, 0.4999, 0.5, 2, 30, 1e4, 1e10, 1e16] {
      let arguments = Arguments([[1.0], [concentration]])
      let draws = Self.draws(VonMises.self, arguments, seed: 3).map {
        ($0[0] - 1).remainder(dividingBy: 2 * .pi)
      }
      #expect(draws.allSatisfy { $0.magnitude <= .pi })
      // Simpson's rule over as much of the circle as matters, in 4,000 steps.
      let reach = min(.pi, 12 / concentration.squareRoot())
      let n = 4000
      let density = (0...2 * n).map { k in
        let x = reach * (Double(k) / Double(n) - 1)
        return Double.exp(VonMises.logDensity([x], Arguments([[0], [concentration]])))
      }
      var below = [0.0]
      for k in stride(from: 0, to: 2 * n, by: 2) {
        below.append(
          below.last! + (density[k] + 4 * density[k + 1] + density[k + 2]) * reach / Double(3 * n))
      }
      let distance = Self.distance(draws) { x in
        let place = min(max((x / reach + 1) / 2, 0), 1) * Double(n)
        let k = min(Int(place), n - 1)
        return Double.log(below[k] + (below[k + 1] - below[k]) * (place - Double(k)))
      }
      #expect(distance < Self.bound, "\(concentration): \(distance)")
    }
  }

  @Test("categories come as often as their probabilities say")
  func categories() {
    for (form, weights) in [[0.25, 0.5, 0.25], [0.3, -1.2, 2.0]].enumerated() {
      let arguments = Arguments(form: form, [weights])
      let draws = Self.draws(Categorical.self, arguments, seed: 5).map { $0[0] }
      for k in 1...3 {
        let p = Double.exp(Categorical.logDensity([Double(k)], arguments))
        let share = Double(draws.count { $0 == Double(k) }) / Double(Self.count)
        #expect((share - p).magnitude < 6.5 * (p * (1 - p) / Double(Self.count)).squareRoot())
      }
    }
  }

  @Test("counts without a CDF come as often as their masses say")
  func counts() {
    for values in [[[3.0], [4.0], [2.0]], [[0.4], [2.5], [12.0]]] {
      let arguments = Arguments(values)
      let draws = Self.draws(BetaNegBinomial.self, arguments, seed: 12).map { $0[0] }
      for k in 0...8 {
        let p = Double.exp(BetaNegBinomial.logDensity([Double(k)], arguments))
        let share = Double(draws.count { $0 == Double(k) }) / Double(Self.count)
        #expect((share - p).magnitude < 6.5 * (p * (1 - p) / Double(Self.count)).squareRoot())
      }
    }
  }

  @Test("a hurdle is zero as often as it says, and its base above")
  func hurdles() {
    let gamma = Arguments([[0.3], [2.0], [0.5]]), logNormal = Arguments([[0.3], [1.0], [0.5]])
    let families: [(any Distribution.Type, any Distribution.Type, Arguments<Double>)] = [
      (HurdleGamma.self, Gamma.self, gamma), (HurdleLogNormal.self, LogNormal.self, logNormal),
    ]
    for (family, base, arguments) in families {
      let draws = Self.draws(family, arguments, seed: 13).map { $0[0] }
      let zeros = Double(draws.count { $0 == 0 }) / Double(Self.count)
      #expect((zeros - 0.3).magnitude < 6.5 * (0.21 / Double(Self.count)).squareRoot())
      let rest = Arguments(Array(arguments.values.dropFirst()))
      let distance = Self.distance(draws.filter { $0 > 0 }) { base.logCDF($0, rest) }
      #expect(distance < 1.25 * Self.bound, "\(family): \(distance)")
      let mean = draws.reduce(0, +) / Double(Self.count)
      let moments = family.moments(arguments)
      let error = (moments.variance / Double(Self.count)).squareRoot()
      #expect((mean - moments.mean).magnitude < 6.5 * error)
    }
  }

  @Test("the shares broken off a stick are beta distributed")
  func stick() {
    for concentration in [0.5, 3.0] {
      let draws = Self.draws(
        StickBreakingWeights.self, Arguments([[concentration]]), count: 4, seed: 14)
      #expect(draws.allSatisfy { ($0.reduce(0, +) - 1).magnitude < 1e-14 })
      for k in 0..<3 {
        let shares = draws.map { $0[k] / $0[k...].reduce(0, +) }
        let distance = Self.distance(shares) {
          Beta.logCDF($0, Arguments([[1], [concentration]]))
        }
        #expect(distance < Self.bound, "\(concentration), share \(k): \(distance)")
      }
    }
  }

  @Test("the shares of a Dirichlet vector are beta distributed")
  func dirichlet() {
    for concentration in [[1.0, 1, 1], [2, 0.5, 3], [1e-3, 2e-3], [50, 80, 20, 9]] {
      let draws = Self.draws(Dirichlet.self, Arguments([concentration]), seed: 6)
      let total = concentration.reduce(0, +)
      #expect(draws.allSatisfy { ($0.reduce(0, +) - 1).magnitude < 1e-14 })
      for (k, a) in concentration.enumerated() {
        let distance = Self.distance(draws.map { $0[k] }) {
          Beta.logCDF($0, Arguments([[a], [total - a]]))
        }
        #expect(distance < Self.bound, "\(concentration), share \(k): \(distance)")
      }
    }
  }

  @Test("the counts of a multinomial vector are binomial and sum to the trials")
  func multinomial() {
    for (trials, p) in [(10.0, [0.2, 0.5, 0.3]), (1000.0, [0.001, 0.9, 0.099])] {
      let draws = Self.draws(Multinomial.self, Arguments([[trials], p]), seed: 7)
      #expect(draws.allSatisfy { $0.reduce(0, +) == trials })
      for k in p.indices {
        let distance = Self.distance(draws.map { $0[k] }) {
          Binomial.logCDF($0, Arguments([[trials], [p[k]]]))
        }
        #expect(distance < Self.bound, "\(p), category \(k): \(distance)")
      }
    }
  }

  @Test("the counts of a Dirichlet multinomial vector are beta binomial and sum to the trials")
  func dirichletMultinomial() {
    for (trials, a) in [(10.0, [0.5, 4.0, 1.25]), (60.0, [30.0, 2.0, 8.0])] {
      let arguments = Arguments([[trials], a])
      let draws = Self.draws(DirichletMultinomial.self, arguments, count: 3, seed: 10)
      #expect(draws.allSatisfy { $0.reduce(0, +) == trials })
      let total = a.reduce(0, +)
      for k in a.indices {
        let distance = Self.distance(draws.map { $0[k] }) {
          BetaBinomial.logCDF($0, Arguments([[trials], [a[k]], [total - a[k]]]))
        }
        #expect(distance < Self.bound, "\(a), category \(k): \(distance)")
      }
    }
  }

  @Test("any combination of a multivariate Student's t vector is Student's t, in every form")
  func multiStudentT() {
    let location = [0.5, -1.0]
    for (form, matrix) in [[2.25, 0.9, 0.9, 1], [1.5, 0, 0.6, 0.8]].enumerated() {
      for df in [0.7, 5.0] {
        let arguments = Arguments(form: form, [[df], location, matrix])
        let draws = Self.draws(MultiStudentT.self, arguments, count: 2, seed: 11)
        for (u, v) in [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, -2.0)] {
          let scale = (u * u * 2.25 + 2 * u * v * 0.9 + v * v).squareRoot()
          let distance = Self.distance(draws.map { u * $0[0] + v * $0[1] }) {
            StudentT.logCDF(
              $0, Arguments([[df], [u * location[0] + v * location[1]], [scale]]))
          }
          #expect(distance < Self.bound, "form \(form), df \(df), (\(u), \(v)): \(distance)")
        }
      }
    }
  }

  @Test("any combination of a multivariate normal vector is normal, in every form")
  func multiNormal() {
    let mean = [0.5, -1.0]
    let forms: [(matrix: [Double], covariance: [Double])] = [
      ([2, 0.6, 0.6, 1], [2, 0.6, 0.6, 1]),
      ([2, 0.6, 0.6, 1], [1 / 1.64, -0.6 / 1.64, -0.6 / 1.64, 2 / 1.64]),
      ([1.5, 0, 0.6, 0.8], [2.25, 0.9, 0.9, 1]),
    ]
    for (form, matrices) in forms.enumerated() {
      let arguments = Arguments(form: form, [mean, matrices.matrix])
      let draws = Self.draws(MultiNormal.self, arguments, seed: 8)
      let c = matrices.covariance
      for (u, v) in [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, -2.0)] {
        let variance = u * u * c[0] + 2 * u * v * c[1] + v * v * c[3]
        let distance = Self.distance(draws.map { u * $0[0] + v * $0[1] }) {
          Normal.logCDF($0, Arguments(form: 1, [[u * mean[0] + v * mean[1]], [variance]]))
        }
        #expect(distance < Self.bound, "form \(form), (\(u), \(v)): \(distance)")
      }
    }
  }

  @Test("every correlation of an LKJ matrix is a beta variate on (-1, 1)")
  func lkj() {
    for (k, shape) in [(2, 1.0), (3, 0.3), (4, 2.0)] {
      let draws = Self.draws(LKJCorrCholesky.self, Arguments([[shape]]), count: k * k, seed: 9)
      let half = shape + Double(k - 2) / 2
      for row in 1..<k {
        for column in 0..<row {
          let halves = draws.map { factor in
            let r = (0...column).reduce(0) { $0 + factor[row * k + $1] * factor[column * k + $1] }
            return (1 + r) / 2
          }
          let distance = Self.distance(halves) { Beta.logCDF($0, Arguments([[half], [half]])) }
          #expect(distance < Self.bound, "K = \(k), (\(row), \(column)): \(distance)")
        }
      }
    }
  }

  static func draws(
    _ distribution: any Distribution.Type, _ arguments: Arguments<Double>, count: Int = 1,
    seed: UInt64
  ) -> [[Double]] {
    var stream = RandomStream(seed: 1000 + seed, purpose: .test)
    return (0..<self.count).map { _ in
      distribution.draw(arguments, count: count, using: &stream)
    }
  }

  /// The largest distance between the draws' and the true distribution function, looked for at one in
  /// forty of the draws; a draw stands for the reals that round to it.
  static func distance(_ draws: [Double], _ logCDF: (Double) -> Double) -> Double {
    let sorted = draws.sorted()
    guard !sorted.contains(where: \.isNaN) else { return .nan }
    let n = Double(sorted.count)
    var largest = 0.0
    for place in stride(from: 0, to: sorted.count, by: 40) {
      let x = sorted[place]
      let first = sorted.partition(before: x)
      let last = sorted.partition(before: x.nextUp)
      // The smallest doubles have no digits: what underflows stands for all below normal numbers.
      let above = x == 0 ? .leastNormalMagnitude : x.nextUp
      largest = max(largest, Double(last) / n - Double.exp(logCDF(above)))
      largest = max(largest, Double.exp(logCDF(x.nextDown)) - Double(first) / n)
    }
    return largest
  }
}

extension [Double] {
  /// How many elements of a sorted array are below x.
  fileprivate func partition(before x: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

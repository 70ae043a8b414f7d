import BayesGraph
import BayesMath
import Testing

/// Draws forward against what the distributions say, within 5 standard errors of the Monte Carlo: a false
/// alarm has a probability of 6e-7 for each of some thirty comparisons, and seeds are fixed.
@Suite("Draws forward")
struct SimulationTests {
  static let count = 4000

  /// Draws of the whole of quantities by name.
  private func draws(
    _ program: String, data: String = "{}", options: BindingOptions = BindingOptions(),
    known: [String: [Double]] = [:], count: Int = SimulationTests.count
  ) throws -> [String: [[Double]]] {
    let model = try BoundText(program, data: data, options: options).model
    let simulation = Simulation(model)
    var given: [VariableID: [Double]] = [:]
    for (index, variable) in model.graph.variables.enumerated() {
      given[VariableID(index)] = known[variable.name]
    }
    var drawn: [String: [[Double]]] = [:]
    for draw in 0..<count {
      var stream = RandomStream(seed: 11, purpose: .test, iteration: UInt32(draw))
      let evaluator = try simulation.draw(given: given, using: &stream)
      for (index, variable) in model.graph.variables.enumerated() {
        drawn[variable.name, default: []].append(evaluator.variables[index] ?? [])
      }
    }
    return drawn
  }

  /// Whether the mean of draws lies within five standard errors of what it must be.
  private func expectMean(
    _ x: [Double], _ mean: Double, sd: Double, _ what: Comment,
    at location: SourceLocation = #_sourceLocation
  ) {
    let own = x.reduce(0, +) / Double(x.count)
    #expect(
      abs(own - mean) < 5 * sd / Double(x.count).squareRoot(), what, sourceLocation: location)
  }

  private static var unobserved: BindingOptions {
    var options = BindingOptions()
    options.allowsUnobserved = true
    options.ignoresObserved = true
    return options
  }

  @Test("what is observed is drawn from its distribution given the parameters before it")
  func prior() throws {
    let drawn = try draws(
      """
      dim Obs = 3
      param mu ~ Normal(1, 2)
      observe y[Obs] ~ Normal(mu, 1)
      """, options: Self.unobserved)
    for place in 0..<3 {
      let y = try #require(drawn["y"]).map { $0[place] }
      expectMean(y, 1, sd: 5.0.squareRoot(), "mean")
      expectMean(y.map { ($0 - 1) * ($0 - 1) }, 5, sd: 5 * 2.0.squareRoot(), "variance")
    }
    // Two observations share mu: their covariance is 4, and E[(ab)²] = 25 + 2·16.
    let products = try #require(drawn["y"]).map { ($0[0] - 1) * ($0[1] - 1) }
    expectMean(products, 4, sd: (57.0 - 16).squareRoot(), "covariance")
  }

  @Test("truncation is kept, in the middle and far in a tail, of reals and of counts")
  func truncation() throws {
    let drawn = try draws(
      """
      param a ~ Normal(0, 1) truncated 0...
      param b ~ Normal(0, 1) truncated 9...
      param c: Real in 0... ~ Cauchy(0, 1)
      predict k ~ Poisson(2) truncated 1...
      predict m ~ Poisson(2) truncated 14...16
      """)
    let a = try #require(drawn["a"]).map { $0[0] }
    #expect(a.allSatisfy { $0 >= 0 })
    expectMean(a, 0.797884560802865, sd: 0.603, "half-normal")
    // The mean of a normal above 9 is φ(9)/Φ(-9) = 9.1086…; its sd is near 1/9.
    let b = try #require(drawn["b"]).map { $0[0] }
    #expect(b.allSatisfy { $0 >= 9 })
    expectMean(b, 9.10852270, sd: 0.108, "far tail")
    let c = try #require(drawn["c"]).map { $0[0] }
    #expect(c.allSatisfy { $0 >= 0 })
    expectMean(c.map { $0 < 1 ? 1 : 0 }, 0.5, sd: 0.5, "half-Cauchy median")
    let k = try #require(drawn["k"]).map { $0[0] }
    #expect(k.allSatisfy { $0 >= 1 && $0 == $0.rounded() })
    expectMean(k, 2 / (1 - Double.exp(-2)), sd: 1.3, "positive Poisson")
    let m = try #require(drawn["m"]).map { $0[0] }
    // Masses are as 1, 2/15, 4/240.
    let share = 1 / (1 + 2.0 / 15 + 4.0 / 240)
    #expect(Set(m).isSubset(of: [14, 15, 16]))
    expectMean(m.map { $0 == 14 ? 1 : 0 }, share, sd: (share * (1 - share)).squareRoot(), "14")
  }

  @Test("a quantity that reads its earlier elements is drawn step by step")
  func recurrence() throws {
    let drawn = try draws(
      """
      dim Time ordered = 6
      dim Unit = 2
      let drift = [1.0, -1]
      data shift: Real[Time] = 0
      param x[Time.first, Unit] ~ Normal(0, 1)
      param x[t in Time.dropFirst(), u in Unit] ~ Normal(x[t - 1, u] + drift[u] + shift[t], 1)
      """)
    let x = try #require(drawn["x"])
    for t in 0..<6 {
      for (unit, drift) in [1.0, -1].enumerated() {
        let at = x.map { $0[2 * t + unit] }
        let variance = Double(t + 1)
        expectMean(at, drift * Double(t), sd: variance.squareRoot(), "mean at \(t)")
        let squares = at.map { ($0 - drift * Double(t)) * ($0 - drift * Double(t)) }
        expectMean(squares, variance, sd: variance * 2.0.squareRoot(), "variance at \(t)")
      }
    }
  }

  @Test("what is known is kept, and what comes after it goes on from there")
  func forecast() throws {
    let drawn = try draws(
      """
      dim Time ordered = 4
      param x[Time.first] ~ Normal(0, 1)
      param x[t in Time.dropFirst()] ~ Normal(0.5 * x[t - 1], 1)
      """, known: ["x": [3, 8, .nan, .nan]])
    let x = try #require(drawn["x"])
    #expect(x.allSatisfy { $0[0] == 3 && $0[1] == 8 })
    expectMean(x.map { $0[2] }, 4, sd: 1, "next")
    expectMean(x.map { $0[3] }, 2, sd: 1.25.squareRoot(), "the one after")
  }

  @Test("mixtures are drawn by their components, which may be truncated")
  func mixture() throws {
    let drawn = try draws(
      "predict x ~ Mixture([0.3, 0.7], [Normal(-10, 1), Normal(10, 2)])")
    let x = try #require(drawn["x"]).map { $0[0] }
    expectMean(x.map { $0 > 0 ? 1 : 0 }, 0.7, sd: 0.21.squareRoot(), "weight")
    let upper = x.filter { $0 > 0 }
    expectMean(upper, 10, sd: 2, "component")
  }

  @Test("what stands around a distribution is drawn: its zeros, and what lies between its bounds")
  func wrapped() throws {
    let drawn = try draws(
      """
      predict inflated ~ ZeroInflated(0.3, Poisson(2))
      predict hurdle ~ Hurdle(0.3, Poisson(2))
      predict rain ~ Hurdle(0.6, Exponential(0.5))
      predict cut ~ Truncated(Exponential(1), lower: 2)
      """)
    func column(_ name: String) throws -> [Double] { try #require(drawn[name]).map { $0[0] } }
    expectMean(try column("inflated"), 1.4, sd: 2.24.squareRoot(), "inflated")
    // 0.7 times the mean of a Poisson count above zero, 2 / (1 - exp(-2)).
    expectMean(try column("hurdle"), 1.6191247, sd: 1.49527, "hurdle")
    expectMean(try column("hurdle").map { $0 == 0 ? 1 : 0 }, 0.3, sd: 0.21.squareRoot(), "zeros")
    expectMean(try column("rain"), 0.8, sd: 2.56.squareRoot(), "rain")
    let cut = try column("cut")
    #expect(cut.allSatisfy { $0 >= 2 })
    expectMean(cut, 3, sd: 1, "cut")
  }

  @Test("ordered vectors are sorted, or drawn until they come in order")
  func ordered() throws {
    let drawn = try draws(
      """
      dim K = 4
      dim S = 2
      param c: Ordered[K] ~ Normal(0, 1)
      param m: Ordered[S] in 0... ~ Normal([3, 4], 1)
      param w: Simplex[K] ~ Flat()
      """)
    let c = try #require(drawn["c"])
    #expect(c.allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0 < $1 } })
    // The largest of four normals has the mean 1.02937537, the sum of all four 0.
    expectMean(c.map { $0[3] }, 1.02937537, sd: 0.7012, "maximum")
    expectMean(c.map { $0.reduce(0, +) }, 0, sd: 2, "sum")
    let m = try #require(drawn["m"])
    #expect(m.allSatisfy { 0 < $0[0] && $0[0] < $0[1] })
    let w = try #require(drawn["w"])
    #expect(w.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 })
    // Uniform on the simplex of four: each is Beta(1, 3).
    expectMean(w.map { $0[2] }, 0.25, sd: 0.1937, "simplex")
  }

  @Test("elements that `when` switches off are not drawn")
  func conditions() throws {
    let drawn = try draws(
      """
      dim Obs = 3
      data use: Bool[Obs]
      predict y[Obs] ~ Poisson(4) when use
      """, data: #"{"use": [true, false, true]}"#, count: 20)
    for y in try #require(drawn["y"]) { #expect(y.map(\.isNaN) == [false, true, false]) }
  }

  @Test("an improper prior is refused by name; between two bounds it is uniform")
  func improper() throws {
    let refused = try #require(throws: SimulationFailure.self) {
      try draws("param beta ~ Flat()\nparam s ~ Normal(beta, 1)", count: 1)
    }
    #expect(refused.isImproper && refused.name == "beta")
    let drawn = try draws("param p: Real in 0...4 ~ Flat()\nparam q ~ Flat(-1...1)")
    expectMean(try #require(drawn["p"]).map { $0[0] }, 2, sd: 4 / 12.0.squareRoot(), "bounds")
    expectMean(try #require(drawn["q"]).map { $0[0] }, 0, sd: 2 / 12.0.squareRoot(), "range")
  }

  @Test("an argument that no distribution has is told by its name")
  func arguments() throws {
    let refused = try #require(throws: SimulationFailure.self) {
      try draws("param mu ~ Normal(-50, 1)\npredict k ~ Poisson(mu)", count: 1)
    }
    #expect(
      refused.description
        == "`k` cannot be drawn: the argument `rate` of Poisson must be finite and not negative")
  }

  @Test("a draw depends on its number and seed alone, and each purpose has numbers of its own")
  func streams() throws {
    let model = try BoundText("predict x ~ Normal(0, 1)").model
    let simulator = DrawnQuantities(model, [.prediction]).makeSimulator()
    func value(_ seed: UInt64, _ purpose: RandomPurpose, _ draw: Int, _ chain: Int) throws -> Double
    {
      try simulator.values(given: [:], seed: seed, purpose: purpose, draw: draw, chain: chain)[0]
    }
    let first = try value(1, .generated, 3, 0)
    _ = try value(1, .generated, 9, 1)
    #expect(try value(1, .generated, 3, 0) == first)
    let others = [
      try value(2, .generated, 3, 0), try value(1, .prior, 3, 0), try value(1, .generated, 4, 0),
      try value(1, .generated, 3, 1),
    ]
    #expect(Set(others + [first]).count == 5)
  }

  @Test("what is beyond a bound of `censored` is seen as the bound")
  func censoring() throws {
    let drawn = try draws(
      """
      dim Obs = 2
      observe y[Obs] ~ Normal(0, 1) censored(right: [1.0, 9])
      """, options: Self.unobserved)
    let y = try #require(drawn["y"])
    #expect(y.allSatisfy { $0[0] <= 1 })
    // P(Z > 1) = 0.158655…
    expectMean(y.map { $0[0] == 1 ? 1 : 0 }, 0.158655254, sd: 0.36535, "share at the bound")
    expectMean(y.map { $0[1] }, 0, sd: 1, "far bound")
  }

  @Test("submodels, functions with loops and tuples are drawn as if written out")
  func submodels() throws {
    let drawn = try draws(
      """
      dim Time ordered = 4
      data rounds: Int
      model Walk(over: Dim, sd: Real) -> Real[over] {
        param v[over] ~ GaussianRandomWalk(sd: sd, initialMean: 0, initialSD: sd)
        return v
      }
      func double(n: Int) -> Real {
        var y = 1.0
        for i in 1...n {
          y = 2 * y
        }
        return y
      }
      param level ~ Walk(over: Time, sd: 2)
      observe y[Time] ~ Normal(level, double(rounds))
      """, data: #"{"rounds": 3}"#, options: Self.unobserved)
    let y = try #require(drawn["y"])
    for t in 0..<4 {
      let variance = 4 * Double(t + 1) + 64
      expectMean(y.map { $0[t] }, 0, sd: variance.squareRoot(), "mean at \(t)")
      expectMean(y.map { $0[t] * $0[t] }, variance, sd: variance * 2.0.squareRoot(), "at \(t)")
    }
  }

  @Test("of arms that the data choose between the one that holds is drawn")
  func arms() throws {
    let program = """
      data isHigh: Bool
      if isHigh {
        param m ~ Normal(10, 1)
        predict only ~ Normal(m, 1)
      } else {
        param m ~ Normal(-10, 1)
        observe other ~ Normal(m, 1)
      }
      predict x ~ Normal(m, 1)
      """
    for (isHigh, mean) in [(true, 10.0), (false, -10)] {
      let drawn = try draws(
        program, data: #"{"isHigh": \#(isHigh)}"#, options: Self.unobserved)
      expectMean(try #require(drawn["x"]).map { $0[0] }, mean, sd: 2.0.squareRoot(), "x")
      #expect(try #require(drawn["only"]).allSatisfy { $0[0].isNaN != isHigh })
      #expect(try #require(drawn["other"]).allSatisfy { $0[0].isNaN == isHigh })
    }
  }

  @Test("solutions of equations are worked out at each draw, also from step to step")
  func solutions() throws {
    let drawn = try draws(
      """
      dim Time ordered = 3
      param rate ~ Uniform(0.5, 1.5)
      func decay(t: Real, y: Real) -> Real {
        return -rate * y
      }
      let times[t in Time] = real(t)
      let z = ode(decay, initial: 1, start: 0, at: times)
      predict y[Time] ~ Normal(z, 0.000001)
      func above(x: Real, cube: Real) -> Real {
        return x * x * x - cube
      }
      predict root[Time.first] ~ Normal(8, 0.000001)
      predict root[t in Time.dropFirst()] ~ Normal(findRoot(above, guess: 1, cube: root[t - 1]), 0.000001)
      """, count: 30)
    let rate = try #require(drawn["rate"])
    for (rate, y) in zip(rate, try #require(drawn["y"])) {
      for t in 0..<3 { #expect(abs(y[t] - Double.exp(-rate[0] * Double(t + 1))) < 2e-5) }
    }
    for root in try #require(drawn["root"]) {
      #expect(abs(root[1] - 2) < 2e-5 && abs(root[2] - 1.259921) < 2e-5)
    }
  }

  @Test("recurrences of values inside an equation that reads its earlier elements")
  func valuesInside() throws {
    let drawn = try draws(
      """
      dim Time ordered = 4
      dim Lag ordered = 3
      param a ~ Uniform(0, 1)
      let power[l in Lag.prefix(1)] = a
      let power[l in Lag.dropFirst()] = a * power[l - 1]
      predict x[Time.first] ~ Normal(1, 0.000001)
      predict x[t in Time.dropFirst()] ~ Normal(sum(power) * x[t - 1] + t, 0.000001)
      """, count: 20)
    for (a, x) in zip(try #require(drawn["a"]), try #require(drawn["x"])) {
      let sum = a[0] + a[0] * a[0] + a[0] * a[0] * a[0]
      for t in 1..<4 { #expect(abs(x[t] - (sum * x[t - 1] + Double(t + 1))) < 2e-5) }
    }
  }

  @Test("matrices and vectors are drawn whole, from every family that has a sampler")
  func matrices() throws {
    let drawn = try draws(
      """
      dim K = 2
      dim L = 2
      param S: Cov[K] ~ Wishart(7, [[2.0, 0.5], [0.5, 1]])
      param R: Corr[K] ~ LKJCorr(2)
      param C: CholeskyCorr[K] ~ LKJCorrCholesky(2)
      param z: SumToZero[K] ~ ZeroSumNormal(1)
      observe y[L, K] ~ MultiNormal([1.0, -1], S)
      """, options: Self.unobserved)
    let s = try #require(drawn["S"])
    for (place, scale) in [2, 0.5, 0.5, 1].enumerated() {
      // Var S[i, j] = df (V[i, j]² + V[i, i] V[j, j]).
      let diagonal = [2.0, 1]
      let variance = 7 * (scale * scale + diagonal[place / 2] * diagonal[place % 2])
      expectMean(s.map { $0[place] }, 7 * scale, sd: variance.squareRoot(), "S[\(place)]")
    }
    let y = try #require(drawn["y"])
    for place in 0..<4 {
      let mean = place % 2 == 0 ? 1.0 : -1
      let variance = place % 2 == 0 ? 14.0 : 7
      expectMean(y.map { $0[place] }, mean, sd: variance.squareRoot(), "y[\(place)]")
    }
    let r = try #require(drawn["R"])
    #expect(r.allSatisfy { $0[0] == 1 && $0[3] == 1 && $0[1] == $0[2] })
    // The correlation of LKJ(2) in two dimensions is 2 Beta(2, 2) - 1, whose variance is 1/5.
    expectMean(r.map { $0[1] * $0[1] }, 0.2, sd: 0.2138, "R")
    let c = try #require(drawn["C"])
    expectMean(c.map { $0[2] * $0[2] }, 0.2, sd: 0.2138, "C")
    #expect(try #require(drawn["z"]).allSatisfy { abs($0[0] + $0[1]) < 1e-12 })
  }

  @Test("pieces of different lengths are read by what is drawn, from step to step too")
  func pieces() throws {
    let drawn = try draws(
      """
      dim Region = 2
      data degree: Int[Region]
      dim Edge of Region = degree
      dim Time ordered = 4
      dim Rate = 3
      param a[Region] ~ Normal(10, 0.001)
      observe y[e in Edge] ~ Normal(a[e], 0.001)
      predict chosen[r in Region] ~ Categorical(logits: [0.0, 0, 900][1...degree[r]])
      predict x[Time.first] ~ Normal(1, 0.000001)
      predict x[t in Time.dropFirst()] ~ Normal(sum(x[s] for s in Time.prefix(upTo: t)) + 1, 0.000001)
      """, data: #"{"degree": [3, 1]}"#, options: Self.unobserved, count: 40)
    for (a, y) in zip(try #require(drawn["a"]), try #require(drawn["y"])) {
      #expect(y.count == 4)
      for (place, region) in [0, 0, 0, 1].enumerated() { #expect(abs(y[place] - a[region]) < 0.01) }
    }
    #expect(try #require(drawn["chosen"]).allSatisfy { $0 == [3, 1] })
    for x in try #require(drawn["x"]) {
      for t in 1..<4 { #expect(abs(x[t] - x[..<t].reduce(1, +)) < 2e-5) }
    }
  }
}

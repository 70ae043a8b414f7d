import BayesDistributions
import BayesGraph
import BayesMath
import Testing

@Suite("Censored observations")
struct CensoringTests {
  /// What three observations add, one number each.
  private func terms(
    _ observation: String, _ data: String, _ draws: [String: [Double]] = ["r": [0.5]]
  ) throws -> [Double] {
    let declared = [("\"c\"", "data c: Real[Unit]"), ("\"mark\"", "data mark: Bool[Unit]")]
      .filter { data.contains($0.0) }.map(\.1).joined(separator: "\n")
    let text = """
      dim Unit
      \(declared)
      param r ~ Exponential(1)
      param m ~ Normal(0, 1)
      observe y[Unit] ~ \(observation)
      """
    var values = draws
    values["m"] = draws["m"] ?? [0]
    return try BoundText(text + "\n", data: data).logDensity(of: "y", values)
  }

  private func expectClose(
    _ found: [Double], _ expected: [Double], _ tolerance: Double = 1e-14,
    _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: place)
    for (a, b) in zip(found, expected) {
      #expect(abs(a - b) <= tolerance * max(1, abs(b)), sourceLocation: place)
    }
  }

  @Test("a value at its right bound adds log P(Y ≥ c), an exact one its log density")
  func right() throws {
    // Exponential(r): log density log r − r y, log P(Y ≥ c) = −r c.
    let found = try terms(
      "Exponential(r) censored(right: c)", #"{"y": [2, 5, 7], "c": [5, 5, 9]}"#)
    expectClose(found, [Double.log(0.5) - 1, -2.5, Double.log(0.5) - 3.5])
  }

  @Test("a value at its left bound adds log P(Y ≤ c)")
  func left() throws {
    let found = try terms("Exponential(r) censored(left: 2)", #"{"y": [2, 4, 2]}"#)
    let below = Double.log(-Double.expm1(-1))
    expectClose(found, [below, Double.log(0.5) - 2, below])
  }

  @Test("a Bool says which values are censored, whatever they are")
  func flags() throws {
    let found = try terms(
      "Exponential(r) censored(right: mark)", #"{"y": [2, 5, 7], "mark": [1, 0, 1]}"#)
    expectClose(found, [-1, Double.log(0.5) - 2.5, -3.5])
    let mirrored = try terms(
      "Exponential(r) censored(left: !mark)", #"{"y": [2, 4, 7], "mark": [0, 1, 1]}"#)
    expectClose(
      mirrored, [Double.log(-Double.expm1(-1)), Double.log(0.5) - 2, Double.log(0.5) - 3.5])
  }

  @Test("an interval adds the log probability between its ends, and where they meet the density")
  func interval() throws {
    let found = try terms(
      "Exponential(r) censored(interval: c)", #"{"y": [2, 800, 3], "c": [4, 800.5, 3]}"#,
      ["r": [1]])
    let wide = -2 + Double.log(-Double.expm1(-2))
    expectClose(found, [wide, -800 + Double.log(-Double.expm1(-0.5)), -3])
  }

  @Test("an interval in a far tail of a normal keeps its digits, on either side")
  func farTails() throws {
    // Beyond 40 the interval up to 60 holds all but exp(−1000) of the tail.
    let tail = -804.6084420137538
    let found = try terms(
      "Normal(m, 1) censored(interval: c)", #"{"y": [40, -60, 0], "c": [60, -40, 60]}"#)
    expectClose(found, [tail, tail, -Double.log(2)])
  }

  @Test("left and right bounds stand together, and leave what lies between exact")
  func both() throws {
    let found = try terms(
      "Normal(m, 1) censored(left: 0, right: 3)", #"{"y": [0, 1, 3]}"#, ["r": [1], "m": [3]])
    let middle = -2 - 0.5 * Double.log(2 * .pi)
    expectClose(found, [Double.logPhi(-3), middle, -Double.log(2)])
  }

  @Test("the ends of a censored count belong to it")
  func counts() throws {
    // Poisson(2): P(Y = k) = exp(−2) 2^k / k!.
    let masses = [1, 2, 2, 4.0 / 3, 2.0 / 3].map { $0 * Double.exp(-2) }
    let right = try terms("Poisson(4 * r) censored(right: 3)", #"{"y": [1, 3, 0]}"#)
    expectClose(
      right,
      [Double.log(masses[1]), Double.log(1 - masses[0] - masses[1] - masses[2]), -2], 1e-13)
    let left = try terms("Poisson(4 * r) censored(left: 1)", #"{"y": [1, 3, 1]}"#)
    let below = Double.log(masses[0] + masses[1])
    expectClose(left, [below, Double.log(masses[3]), below], 1e-13)
    let between = try terms(
      "Poisson(4 * r) censored(interval: c)", #"{"y": [1, 3, 0], "c": [3, 4, 0]}"#)
    expectClose(
      between,
      [
        Double.log(masses[1] + masses[2] + masses[3]), Double.log(masses[3] + masses[4]), -2,
      ], 1e-13)
  }

  @Test("under truncation the probability is the one within the bounds")
  func truncated() throws {
    // The exponential forgets: beyond 2 it is itself, moved.
    let found = try terms(
      "Exponential(r) truncated 2... censored(right: mark, left: c)",
      #"{"y": [5, 4, 3], "mark": [1, 0, 0], "c": [1, 1, 3]}"#)
    expectClose(
      found, [-1.5, Double.log(0.5) - 1, Double.log(-Double.expm1(-0.5))])
    // What is censored beyond the last bound lies between it and the bound.
    let above = try terms(
      "Exponential(r) truncated 2...6 censored(right: mark)",
      #"{"y": [5, 1, 4], "mark": [1, 1, 1]}"#)
    let whole = Double.exp(-1) - Double.exp(-3)
    expectClose(
      above,
      [
        Double.log((Double.exp(-2.5) - Double.exp(-3)) / whole), 0,
        Double.log((Double.exp(-2) - Double.exp(-3)) / whole),
      ])
  }

  @Test("a weight multiplies a censored term, and `when` leaves it out without a look at its data")
  func clauses() throws {
    let found = try terms(
      "Exponential(r) censored(right: 5) weight 2 when !mark",
      #"{"y": [5, 9, 1], "mark": [0, 1, 0]}"#)
    expectClose(found, [-5, 0, 2 * (Double.log(0.5) - 0.5)])
  }

  @Test("where the draw leaves an interval no probability the term is −∞, not NaN")
  func nothing() throws {
    let found = try terms(
      "Pareto(r, 1) censored(interval: c)", #"{"y": [1, 2, 4], "c": [2, 5, 5]}"#, ["r": [3]])
    expectClose([found[1]], [Double.log(1 - 0.6)])
    expectClose([found[2]], [Double.log(0.75 - 0.6)], 1e-13)
    #expect(found[0] == -.infinity)
  }

  @Test("left of a value and right of it there is all the probability, with every distribution")
  func complements() {
    let points: [(any Distribution.Type, [Double], Double)] = [
      (Normal.self, [1, 2], 0.5), (StudentT.self, [3, 0, 2], -1), (Gamma.self, [2, 1], 3),
      (Weibull.self, [1.5, 2], 1), (LogNormal.self, [0, 1], 2), (Beta.self, [2, 3], 0.25),
      (Cauchy.self, [0, 1], -4), (Gumbel.self, [0, 1], 1),
    ]
    for (family, arguments, x) in points {
      let arguments = Arguments(arguments.map { [$0] })
      let below = logProbability(family, arguments, lower: nil, upper: x)
      let above = logProbability(family, arguments, lower: x, upper: nil)
      #expect(abs(Double.exp(below) + Double.exp(above) - 1) < 1e-14, "\(family)")
    }
  }

  @Test("binding counts what is censored")
  func remarks() throws {
    let text = """
      dim Unit
      data c: Real[Unit]
      param r ~ Exponential(1)
      observe y[Unit] ~ Exponential(r) censored(left: 1, right: c)
      """
    let model = try BoundText(
      text + "\n", data: #"{"y": [1, 5, 7, 2, 5], "c": [5, 5, 9, 5, 5]}"#
    ).model
    #expect(model.remarks == ["y: 1 left-censored, 2 right-censored of 5 values"])
  }
}

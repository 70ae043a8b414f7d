package import BayesMath

/// Zipf's law of ranks up to a last one.
///
/// Mass: `x^(-exponent) / Σ k^(-exponent)` for `x = 1, …, upper`.
package enum Zipf: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Zipf", stanNames: [],
    summary: "Zipf's law of ranks up to a last one.",
    forms: [
      DistributionForm(
        DistributionParameter("exponent"), DistributionParameter("upper", .count))
    ],
    value: .integer(ofCategory: false), support: .positiveCounts(upper: 1),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe rank[Word] ~ Zipf(1.1, 5000)",
    sources: ["Zipf (1949), Human Behavior and the Principle of Least Effort"])

  package static var fault: ArgumentFault? {
    { p in p[1] >= 1 ? nil : "there is no rank from 1 to 0" }
  }

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let x = value[0]
    let isInside = S.and(
      S.and(isCount(x), S.lessOrEqual(.constant(1), x)), S.lessOrEqual(x, p[1]))
    return onlyWhere(isInside, logWeight(S.select(isInside, x, .constant(1)), p) - logTotal(p))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfSteps(x, from: .constant(1), to: p[1]) { k in
      let (below, above) = logSums(p, upTo: k)
      return logOfSmaller(below, complement: above)
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: .constant(1), to: p[1]) { k in
      let (below, above) = logSums(p, upTo: k)
      return logOfSmaller(above, complement: below)
    }
  }

  private static func logSums<S: Scalar>(_ p: Arguments<S>, upTo k: S) -> (below: S, above: S) {
    let total = logTotal(p)
    return logTermSums(upTo: k, from: 1, to: p[1]) { logWeight($0, p) - total }
  }

  private static func logWeight<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S { -(p[0] * S.log(x)) }

  private static func logTotal<S: Scalar>(_ p: Arguments<S>) -> S {
    logTermSums(upTo: p[1], from: 1, to: p[1]) { logWeight($0, p) }.below
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    var rest = Double.exp(Double.log(stream.openUniform()) + logTotal(p))
    var x = 1.0
    while x < p[1] {
      rest -= Double.exp(logWeight(x, p))
      if rest <= 0 { break }
      x += 1
    }
    return [x]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    guard let last = Double.termCount(p[1]), last >= 1 else { return (.nan, .nan) }
    let total = logTotal(p)
    let masses = (1...last).map {
      (x: Double($0), mass: Double.exp(logWeight(Double($0), p) - total))
    }
    let mean = masses.reduce(0) { $0 + $1.x * $1.mass }
    return (mean, masses.reduce(0) { $0 + ($1.x - mean) * ($1.x - mean) * $1.mass })
  }
}

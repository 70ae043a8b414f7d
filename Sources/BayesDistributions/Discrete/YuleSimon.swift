package import BayesMath

/// The Yule–Simon distribution of sizes that grow in proportion to themselves.
///
/// Mass: `shape B(x, shape + 1)` for `x = 1, 2, …`.
package enum YuleSimon: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "YuleSimon", stanNames: ["yule_simon"],
    summary: "The Yule-Simon distribution of sizes that grow in proportion to themselves.",
    forms: [DistributionForm(DistributionParameter("shape", .positive))],
    value: .integer(ofCategory: false), support: .positiveCounts(upper: nil),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe species[Genus] ~ YuleSimon(1.5)",
    sources: ["Simon (1955), On a class of skew distribution functions"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.and(isCount(value[0]), S.lessOrEqual(.constant(1), value[0]))
    let x = S.select(isInside, value[0], .constant(1))
    return onlyWhere(isInside, S.log(p[0]) + S.logBeta(x, p[0] + .constant(1)))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfSteps(x, from: .constant(1), to: nil) { k in logOneMinusExp(logAbove(k, p)) }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: .constant(1), to: nil) { k in logAbove(k, p) }
  }

  private static func logAbove<S: Scalar>(_ k: S, _ p: Arguments<S>) -> S {
    S.log(k) + S.logBeta(k, p[0] + .constant(1))
  }

  /// A geometric number whose probability is that of an exponential time.
  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let probability = Double.exp(Double.log(stream.openUniform()) / p[0])
    let failures = Double.log(stream.openUniform()) / Double.log1p(-probability)
    return [1 + failures.rounded(.down)]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let a = p[0]
    return (
      a > 1 ? a / (a - 1) : .infinity,
      a > 2 ? a * a / ((a - 1) * (a - 1) * (a - 2)) : .infinity
    )
  }
}

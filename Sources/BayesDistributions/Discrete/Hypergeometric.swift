package import BayesMath

/// The number of successes among draws without replacement from an urn.
///
/// Mass: `C(successes, x) C(failures, draws - x) / C(successes + failures, draws)`.
package enum Hypergeometric: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Hypergeometric", stanNames: ["hypergeometric"],
    summary: "The number of successes among draws without replacement.",
    forms: [
      DistributionForm(
        DistributionParameter("draws", .count), DistributionParameter("successes", .count),
        DistributionParameter("failures", .count))
    ],
    value: .integer(ofCategory: false), support: .counts(upper: 0),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe marked ~ Hypergeometric(50, 120, 880)")

  package static var fault: ArgumentFault? {
    { p in
      p[0] <= p[1] + p[2]
        ? nil : "\(Int(p[0])) draws from \(Int(p[1] + p[2])) are more than there are"
    }
  }

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let x = value[0]
    let isInside = S.and(
      S.and(isCount(x), S.lessOrEqual(x, p[0])),
      S.and(S.lessOrEqual(x, p[1]), S.lessOrEqual(p[0] - x, p[2])))
    return onlyWhere(
      isInside,
      logChoose(p[1], x, isInside) + logChoose(p[2], p[0] - x, isInside)
        - logChoose(p[1] + p[2], p[0], isInside))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfTerms(x, to: p[0]) { logDensity([$0], p) }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfTerms(x, to: p[0]) { logDensity([$0], p) }
  }

  /// Draw by draw, or by search where they are many.
  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    guard p[0] <= 1000 else { return [quantile(stream.openUniform(), p)] }
    var (good, rest, found) = (p[1], p[1] + p[2], 0.0)
    for _ in 0..<Int(p[0]) {
      if stream.uniform() * rest < good {
        good -= 1
        found += 1
      }
      rest -= 1
    }
    return [found]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (n, all) = (p[0], p[1] + p[2])
    let share = p[1] / all
    return (n * share, all > 1 ? n * share * (1 - share) * (all - n) / (all - 1) : 0)
  }
}

package import BayesMath

/// The counts of K categories in independent trials.
///
/// Mass: `trials! ∏ p[k]^x[k] / x[k]!` where the counts sum to `trials`.
package enum Multinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Multinomial", stanNames: ["multinomial"],
    summary: "The counts of K categories in independent trials.",
    forms: [
      DistributionForm(
        DistributionParameter("trials", .count),
        DistributionParameter("probabilities", .simplex, shape: .vector))
    ],
    value: .integerVector, support: .counts(upper: 0), capabilities: [.draw],
    example: "observe votes[Party] ~ Multinomial(1000, share)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let probabilities = p.vector(1)
    var density = S.logGamma(p[0] + .constant(1))
    var total = S.constant(0)
    var isInside = S.lessOrEqual(S.constant(0), .constant(0))
    for (x, probability) in zip(value, probabilities) {
      let isFine = isCount(x)
      let count = S.select(isFine, x, .constant(0))
      density = density + times(count, logOf: probability) - S.logGamma(count + .constant(1))
      total = total + x
      isInside = S.and(isInside, isFine)
    }
    // A category without probability makes the whole impossible, whatever the others' slopes.
    isInside = S.and(isInside, S.less(.constant(-.infinity), density))
    return onlyWhere(S.and(isInside, S.equal(total, p[0])), density)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    var counts = [Double](repeating: 0, count: p.vector(1).count)
    var rest = p[0]
    var mass = 1.0
    for k in counts.indices where rest > 0 {
      let share = mass > 0 ? min(max(p.vector(1)[k] / mass, 0), 1) : 0
      counts[k] = k == counts.count - 1 ? rest : stream.binomial(trials: rest, probability: share)
      rest -= counts[k]
      mass -= p.vector(1)[k]
    }
    return counts
  }
}

package import BayesMath

/// The counts of K categories in independent trials.
///
/// Mass: `trials! ∏ p[k]^x[k] / x[k]!` where the counts sum to `trials`; with `logits`, p is the softmax of
/// them.
package enum Multinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Multinomial", stanNames: ["multinomial", "multinomial_logit"],
    summary: "The counts of K categories in independent trials.",
    forms: [
      DistributionForm(
        DistributionParameter("trials", .count),
        DistributionParameter("probabilities", .simplex, shape: .vector)),
      DistributionForm(
        DistributionParameter("trials", .count), DistributionParameter("logits", shape: .vector)),
    ],
    value: .integerVector, support: .counts(upper: 0), capabilities: [.draw],
    example: "observe votes[Party] ~ Multinomial(1000, share)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let weights = p.vector(1)
    let logTotal = p.form == 1 ? logSumExp(weights) : .constant(0)
    var density = S.logGamma(p[0] + .constant(1))
    var total = S.constant(0)
    var isInside = S.lessOrEqual(S.constant(0), .constant(0))
    for (x, weight) in zip(value, weights) {
      let isFine = isCount(x)
      let count = S.select(isFine, x, .constant(0))
      let power = p.form == 1 ? count * (weight - logTotal) : times(count, logOf: weight)
      density = density + power - S.logGamma(count + .constant(1))
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
    let probabilities = p.form == 1 ? softmax(p.vector(1)) : p.vector(1)
    var counts = [Double](repeating: 0, count: probabilities.count)
    var rest = p[0]
    var mass = 1.0
    for k in counts.indices where rest > 0 {
      let share = mass > 0 ? min(max(probabilities[k] / mass, 0), 1) : 0
      counts[k] = k == counts.count - 1 ? rest : stream.binomial(trials: rest, probability: share)
      rest -= counts[k]
      mass -= probabilities[k]
    }
    return counts
  }
}

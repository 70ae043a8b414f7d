package import BayesMath

/// The counts of K categories in trials whose probabilities are Dirichlet distributed.
///
/// Mass: `trials! Γ(A) / Γ(trials + A) ∏ Γ(x[k] + a[k]) / (Γ(a[k]) x[k]!)` with `A = Σ a`, where the
/// counts sum to `trials`.
package enum DirichletMultinomial: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "DirichletMultinomial", stanNames: ["dirichlet_multinomial"],
    summary: "The counts of K categories in trials whose probabilities are Dirichlet distributed.",
    forms: [
      DistributionForm(
        DistributionParameter("trials", .count),
        DistributionParameter("concentration", .positive, shape: .vector))
    ],
    value: .integerVector, support: .counts(upper: 0), capabilities: [.draw],
    example: "observe votes[Party] ~ DirichletMultinomial(1000, alpha)",
    sources: ["Mosimann (1962), On the compound multinomial distribution"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    var concentration = S.constant(0)
    var total = S.constant(0)
    var density = S.logGamma(p[0] + .constant(1))
    var isInside = S.lessOrEqual(S.constant(0), .constant(0))
    for (x, a) in zip(value, p.vector(1)) {
      let isFine = isCount(x)
      density = density + logRisingRatio(S.select(isFine, x, .constant(0)), a)
      concentration = concentration + a
      total = total + x
      isInside = S.and(isInside, isFine)
    }
    return onlyWhere(
      S.and(isInside, S.equal(total, p[0])), density - S.logRising(concentration, p[0]))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let probabilities = Dirichlet.draw(Arguments([p.vector(1)]), count: count, using: &stream)
    return Multinomial.draw(
      Arguments([p.vector(0), probabilities]), count: count, using: &stream)
  }
}

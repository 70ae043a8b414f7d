package import BayesMath

/// The Dirichlet distribution over simplexes.
///
/// Density: `Γ(Σ a) / ∏ Γ(a[k]) ∏ x[k]^(a[k] - 1)`.
package enum Dirichlet: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Dirichlet", stanNames: ["dirichlet"],
    summary: "The Dirichlet distribution over simplexes.",
    forms: [
      DistributionForm(DistributionParameter("concentration", .positive, shape: .vector))
    ],
    value: .vector, support: .simplex, capabilities: [.draw],
    example: "param w: Simplex[K] ~ Dirichlet(ones(K))")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let concentration = p.vector(0)
    var total = S.constant(0)
    var density = S.constant(0)
    var sum = S.constant(0)
    var isInside = S.lessOrEqual(S.constant(0), .constant(0))
    for (x, a) in zip(value, concentration) {
      total = total + a
      sum = sum + x
      let exponent = a - .constant(1)
      isInside = S.and(isInside, S.lessOrEqual(.constant(0), x))
      density = density + times(exponent, logOf: x) - S.logGamma(a)
    }
    // As far from one as sums of rounded shares come.
    let isSimplex = S.less(S.abs(sum - .constant(1)), .constant(1e-8))
    return onlyWhere(S.and(isInside, isSimplex), density + S.logGamma(total))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let logs = p.vector(0).map { stream.logGamma(shape: $0) }
    return softmax(logs)
  }
}

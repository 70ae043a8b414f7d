package import BayesMath

/// The weights of a stick that is broken again and again, a Dirichlet process cut at K pieces.
///
/// Density: `a^(K - 1) x[K]^(a - 1) / ∏ r[k]` over `k = 2, …, K - 1` with `a` the concentration and
/// `r[k] = x[k] + … + x[K]` what is left before piece k; each share broken off is `Beta(1, a)`.
package enum StickBreakingWeights: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "StickBreakingWeights", stanNames: [],
    summary: "The weights of a Dirichlet process cut at K pieces.",
    forms: [DistributionForm(DistributionParameter("concentration", .positive))],
    value: .vector, support: .simplex, capabilities: [.draw],
    example: "param w: Simplex[K] ~ StickBreakingWeights(2)",
    sources: ["Sethuraman (1994), A constructive definition of Dirichlet priors"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    var isInside = S.lessOrEqual(S.constant(0), .constant(0))
    var sum = S.constant(0)
    var density = S.constant(0)
    for (k, x) in value.enumerated().reversed() {
      isInside = S.and(isInside, S.lessOrEqual(.constant(0), x))
      sum = sum + x
      if k == value.count - 1 {
        density = times(p[0] - .constant(1), logOf: x)
      } else if k > 0 {
        density = density + S.log(p[0]) - S.log(inside(sum))
      } else {
        density = density + S.log(p[0])
      }
    }
    let isSimplex = S.less(S.abs(sum - .constant(1)), .constant(1e-8))
    return onlyWhere(S.and(isInside, isSimplex), density)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    var rest = 1.0
    var weights: [Double] = []
    for _ in 1..<max(count, 1) {
      // 1 - Beta(1, a) is a uniform number to the power 1/a.
      let left = Double.exp(Double.log(stream.openUniform()) / p[0])
      weights.append(rest * (1 - left))
      rest *= left
    }
    return weights + [rest]
  }
}

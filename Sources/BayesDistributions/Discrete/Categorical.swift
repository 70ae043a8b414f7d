package import BayesMath

/// One of K categories by their probabilities.
///
/// Mass: `probabilities[x]` for `x = 1, …, K`; with `logits`, the softmax of them.
///
/// Categories have no order, so there is no CDF and there are no moments.
package enum Categorical: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Categorical", stanNames: ["categorical", "categorical_logit", "categorical_logit_glm"],
    summary: "One of K categories by their probabilities.",
    forms: [
      DistributionForm(DistributionParameter("probabilities", .simplex, shape: .vector)),
      DistributionForm(DistributionParameter("logits", shape: .vector)),
    ],
    value: .integer(ofCategory: true), support: .categories, capabilities: [.draw],
    example: "observe y[Obs] ~ Categorical(theta)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let weights = p.vector(0)
    let chosen = element(of: weights, at: value[0])
    guard p.form == 1 else { return safeLog(chosen) }
    return onlyWhere(
      isPosition(value[0], in: weights.count), chosen - logSumExp(weights))
  }

  package static func readsOwnElement(form: Int) -> Bool { form == 0 }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let weights = p.form == 1 ? softmax(p.vector(0)) : p.vector(0)
    return [Double(stream.category(weights) + 1)]
  }
}

package import BayesMath

/// Ordered categories cut from a logistic latent variable.
///
/// Mass: `F(c[x] - predictor) - F(c[x - 1] - predictor)`, F the logistic CDF, c the cutpoints.
package enum OrderedLogistic: OrderedCategories {
  package static let declaration = DistributionDeclaration(
    name: "OrderedLogistic", stanNames: ["ordered_logistic", "ordered_logistic_glm"],
    summary: "Ordered categories cut from a logistic latent variable.",
    forms: [
      DistributionForm(
        DistributionParameter("predictor"),
        DistributionParameter("cutpoints", .ordered, shape: .vector))
    ],
    value: .integer(ofCategory: true), support: .categories,
    capabilities: [.draw, .cdf, .quantile],
    example: "observe answer[Obs] ~ OrderedLogistic(eta, c)")

  package static func logBelow<S: Scalar>(_ z: S) -> S { -S.log1pExp(-z) }

  /// From whichever tail both ends lie in: F(u) - F(l) = F(u) F(-l) (1 - exp(l - u)).
  package static func logBetween<S: Scalar>(_ lower: S, _ upper: S, width: S) -> S {
    logOneMinusExp(-width) + logBelow(upper) + logBelow(-lower)
  }

  package static func latent(using stream: inout RandomStream) -> Double {
    let u = stream.openUniform()
    return Double.log(u) - Double.log1p(-u)
  }
}

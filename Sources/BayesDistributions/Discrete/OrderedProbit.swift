package import BayesMath

/// Ordered categories cut from a normal latent variable.
///
/// Mass: `Φ(c[x] - predictor) - Φ(c[x - 1] - predictor)`, c the cutpoints.
package enum OrderedProbit: OrderedCategories {
  package static let declaration = DistributionDeclaration(
    name: "OrderedProbit", stanNames: ["ordered_probit"],
    summary: "Ordered categories cut from a normal latent variable.",
    forms: [
      DistributionForm(
        DistributionParameter("predictor"),
        DistributionParameter("cutpoints", .ordered, shape: .vector))
    ],
    value: .integer(ofCategory: true), support: .categories,
    capabilities: [.draw, .cdf, .quantile],
    example: "observe answer[Obs] ~ OrderedProbit(eta, c)")

  package static func logBelow<S: Scalar>(_ z: S) -> S { S.logPhi(z) }

  package static func latent(using stream: inout RandomStream) -> Double { stream.normal() }

  /// From whichever tail is the nearer, or by Gauss and Legendre's rule where the two ends are so close
  /// that their probabilities would cancel.
  package static func logBetween<S: Scalar>(_ lower: S, _ upper: S, width: S) -> S {
    let middle = lower + .constant(0.5) * width
    let isNarrow = S.less(width * (.constant(1) + S.abs(middle)), .constant(1))
    let half = .constant(0.5) * S.select(isNarrow, width, .constant(0.5))
    let center = S.select(isNarrow, middle, .constant(0))
    var sum = S.constant(0)
    for (node, weight) in rule {
      let t = .constant(node) * half
      let even = .constant(-0.5) * t * t
      sum = sum + .constant(weight) * (S.exp(even - center * t) + S.exp(even + center * t))
    }
    let narrow = MillsRatio.logNormalDensity(center) + S.log(half) + S.log(sum)
    let isUpper = S.less(.constant(0), middle)
    let far = S.select(isUpper, -upper, lower)
    let near = S.logPhi(S.select(isUpper, -lower, upper))
    let ratio = S.logPhi(far) - near
    return S.select(
      isNarrow, narrow, near + logOneMinusExp(S.select(isNarrow, .constant(-1), ratio)))
  }

  /// The positive nodes of the rule of eight points on (-1, 1), with their weights.
  private static let rule = [
    (0.18343464249564978, 0.36268378337836166), (0.525532409916329, 0.3137066458778869),
    (0.7966664774136267, 0.22238103445337443), (0.9602898564975362, 0.10122853629037706),
  ]
}

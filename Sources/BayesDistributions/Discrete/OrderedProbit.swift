package import BayesMath

/// Ordered categories cut from a normal latent variable.
///
/// Mass: `Φ(c[x] - predictor) - Φ(c[x - 1] - predictor)`, c the cutpoints.
package enum OrderedProbit: Distribution {
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

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let cutpoints = p.vector(1)
    var mass = S.constant(-.infinity)
    for k in 0...cutpoints.count {
      let isHere = S.equal(value[0], .constant(Double(k + 1)))
      mass = S.select(isHere, logMass(category: k, p[0], cutpoints), mass)
    }
    return mass
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfSteps(x, from: .constant(1), to: .constant(Double(p.vector(1).count + 1))) { k in
      S.logPhi(element(of: p.vector(1), at: k) - p[0])
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: .constant(1), to: .constant(Double(p.vector(1).count + 1))) { k in
      S.logPhi(p[0] - element(of: p.vector(1), at: k))
    }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let z = p[0] + stream.normal()
    return [Double(p.vector(1).count { $0 < z } + 1)]
  }

  private static func logMass<S: Scalar>(category k: Int, _ eta: S, _ cutpoints: [S]) -> S {
    if cutpoints.isEmpty { return .constant(0) }
    if k == 0 { return S.logPhi(cutpoints[0] - eta) }
    if k == cutpoints.count { return S.logPhi(eta - cutpoints[k - 1]) }
    return logBetween(cutpoints[k - 1] - eta, width: cutpoints[k] - cutpoints[k - 1])
  }

  /// log(Φ(lower + width) - Φ(lower)): from whichever tail is the nearer, or by Gauss and Legendre's
  /// rule where the two ends are so close that their probabilities would cancel.
  private static func logBetween<S: Scalar>(_ lower: S, width: S) -> S {
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
    let far = S.select(isUpper, -(lower + width), lower)
    let near = S.logPhi(S.select(isUpper, -lower, lower + width))
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

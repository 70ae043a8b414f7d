package import BayesMath

/// Ordered categories cut from a logistic latent variable.
///
/// Mass: `F(c[x] - predictor) - F(c[x - 1] - predictor)`, F the logistic CDF, c the cutpoints.
package enum OrderedLogistic: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "OrderedLogistic", stanNames: ["ordered_logistic"],
    summary: "Ordered categories cut from a logistic latent variable.",
    forms: [
      DistributionForm(
        DistributionParameter("predictor"),
        DistributionParameter("cutpoints", .ordered, shape: .vector))
    ],
    value: .integer(ofCategory: true), support: .categories,
    capabilities: [.draw, .cdf, .quantile],
    example: "observe answer[Obs] ~ OrderedLogistic(eta, c)")

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
      -S.log1pExp(p[0] - element(of: p.vector(1), at: k))
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: .constant(1), to: .constant(Double(p.vector(1).count + 1))) { k in
      -S.log1pExp(element(of: p.vector(1), at: k) - p[0])
    }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let u = stream.openUniform()
    let z = p[0] + Double.log(u) - Double.log1p(-u)
    return [Double(p.vector(1).count { $0 < z } + 1)]
  }

  /// log(F(upper) - F(lower)) for the logistic F, from whichever tail both lie in:
  /// F(u) - F(l) = F(u) F(-l) (1 - exp(l - u)).
  private static func logMass<S: Scalar>(category k: Int, _ eta: S, _ cutpoints: [S]) -> S {
    if cutpoints.isEmpty { return .constant(0) }
    if k == 0 { return -S.log1pExp(eta - cutpoints[0]) }
    if k == cutpoints.count { return -S.log1pExp(cutpoints[k - 1] - eta) }
    let lower = cutpoints[k - 1] - eta
    let upper = cutpoints[k] - eta
    return logOneMinusExp(lower - upper) - S.log1pExp(-upper) - S.log1pExp(lower)
  }
}

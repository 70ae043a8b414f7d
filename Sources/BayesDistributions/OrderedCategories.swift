package import BayesMath

/// Ordered categories: a latent variable around the predictor, cut into pieces by K - 1 cutpoints.
///
/// The latent variable is symmetric about zero, with the CDF F; category x has the mass
/// `F(c[x] - predictor) - F(c[x - 1] - predictor)`.
package protocol OrderedCategories: Distribution {
  /// log F(z).
  static func logBelow<S: Scalar>(_ z: S) -> S

  /// log(F(upper) - F(lower)) without cancellation; `width` is the distance of the two.
  static func logBetween<S: Scalar>(_ lower: S, _ upper: S, width: S) -> S

  /// One draw of the latent variable.
  static func latent(using stream: inout RandomStream) -> Double
}

extension OrderedCategories {
  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let cutpoints = p.vector(1)
    var mass = S.constant(-.infinity)
    for k in 0...cutpoints.count {
      let isHere = S.equal(value[0], .constant(Double(k + 1)))
      mass = S.select(isHere, logMass(category: k, p[0], cutpoints), mass)
    }
    return mass
  }

  private static func logMass<S: Scalar>(category k: Int, _ predictor: S, _ cutpoints: [S]) -> S {
    if cutpoints.isEmpty { return .constant(0) }
    if k == 0 { return logBelow(cutpoints[0] - predictor) }
    if k == cutpoints.count { return logBelow(predictor - cutpoints[k - 1]) }
    return logBetween(
      cutpoints[k - 1] - predictor, cutpoints[k] - predictor,
      width: cutpoints[k] - cutpoints[k - 1])
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfSteps(x, from: .constant(1), to: .constant(Double(p.vector(1).count + 1))) { k in
      logBelow(element(of: p.vector(1), at: k) - p[0])
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: .constant(1), to: .constant(Double(p.vector(1).count + 1))) { k in
      logBelow(p[0] - element(of: p.vector(1), at: k))
    }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let z = p[0] + latent(using: &stream)
    return [Double(p.vector(1).count { $0 < z } + 1)]
  }
}

package import BayesMath

/// The skew normal distribution.
///
/// Density: `2 φ(z) Φ(shape z) / scale` with `z = (x - location) / scale`.
package enum SkewNormal: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "SkewNormal", stanNames: ["skew_normal"],
    summary: "The skew normal distribution.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("shape"))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "param x ~ SkewNormal(0, 1, 4)",
    sources: ["Azzalini (1985), A class of distributions which includes the normal ones"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let z = (value[0] - p[0]) / p[1]
    return .constant(-0.225791352644727432) - S.log(p[1]) - .constant(0.5) * z * z
      + S.logPhi(p[2] * z)
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    SkewNormalTail.logBelow((x - p[0]) / p[1], shape: p[2])
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    SkewNormalTail.logBelow((p[0] - x) / p[1], shape: -p[2])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let delta = p[2] / (1 + p[2] * p[2]).squareRoot()
    let u = abs(stream.normal())
    let v = stream.normal()
    return [p[0] + p[1] * (delta * u + (1 - delta * delta).squareRoot() * v)]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let mean = p[2] / (1 + p[2] * p[2]).squareRoot() * 0.7978845608028654
    return (p[0] + p[1] * mean, p[1] * p[1] * (1 - mean * mean))
  }
}

package import BayesMath

/// The generalised extreme value distribution of the largest of many draws: Gumbel's at shape 0,
/// Fréchet's above, Weibull's mirrored below.
///
/// Density: `t^(shape + 1) exp(-t) / scale` with `t = (1 + shape z)^(-1/shape)`, at shape 0 `exp(-z)`,
/// and `z = (x - location) / scale`, where `1 + shape z > 0`.
package enum GeneralizedExtremeValue: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "GeneralizedExtremeValue", stanNames: [],
    summary: "The generalised extreme value distribution of the largest of many draws.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("shape"))
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1),
    example: "observe peak[Year] ~ GeneralizedExtremeValue(mu, sigma, xi)",
    sources: ["Coles (2001), An Introduction to Statistical Modeling of Extreme Values, chapter 3"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let (w, isInside): (S, S.Condition) = logPower(value[0], p)
    return onlyWhere(isInside, -S.log(p[1]) - (.constant(1) + p[2]) * w - S.exp(-w))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (w, isInside): (S, S.Condition) = logPower(x, p)
    let outside = S.select(S.less(.constant(0), p[2]), S.constant(-.infinity), .constant(0))
    return S.select(isInside, -S.exp(-w), outside)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (w, isInside): (S, S.Condition) = logPower(x, p)
    let outside = S.select(S.less(.constant(0), p[2]), S.constant(0), .constant(-.infinity))
    return S.select(isInside, logOneMinusExpOfExp(-w), outside)
  }

  /// -log t, and whether there is a density.
  private static func logPower<S: Scalar>(_ x: S, _ p: Arguments<S>) -> (S, S.Condition) {
    let z = (x - p[0]) / p[1]
    let isInside = S.less(.constant(-1), p[2] * z)
    return (log1pOver(p[2], S.select(isInside, z, .constant(0))), isInside)
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    let w = -Double.log(-Double.log(probability))
    return p[0] + p[1] * (p[2] == 0 ? w : Double.expm1(p[2] * w) / p[2])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let k = p[2]
    if k.magnitude < 0.01 { return momentsNearGumbel(p) }
    func gamma(_ n: Double) -> Double { Double.exp(Double.logGamma(1 - n * k)) }
    return (
      k < 1 ? p[0] + p[1] * (gamma(1) - 1) / k : .infinity,
      k < 0.5 ? p[1] * p[1] * (gamma(2) - gamma(1) * gamma(1)) / (k * k) : .infinity
    )
  }

  /// By log Γ(1 - k) = γ k + Σ ζ(n) k^n / n, where differences of gamma functions cancel.
  private static func momentsNearGumbel(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let zeta = [
      1.6449340668482264, 1.2020569031595942, 1.0823232337111382, 1.0369277551433699,
      1.0173430619844491, 1.0083492773819228, 1.0040773561979443, 1.0020083928260822,
    ]
    let k = p[2]
    var (log, gap, power) = (0.5772156649015329 * k, 0.0, 1.0)
    for (place, zeta) in zeta.enumerated() {
      let n = Double(place + 2)
      power *= k
      log += zeta * power * k / n
      // What log Γ(1 - 2k) - 2 log Γ(1 - k) has of it, over k².
      gap += zeta * power / k * (Double.pow(2, n) - 2) / n
    }
    let mean = k == 0 ? 0.5772156649015329 : Double.expm1(log) / k
    let spread =
      k == 0 ? 1.6449340668482264 : Double.exp(2 * log) * Double.expm1(gap * k * k) / (k * k)
    return (p[0] + p[1] * mean, p[1] * p[1] * spread)
  }
}

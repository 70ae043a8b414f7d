package import BayesMath

/// The Laplace distribution with a rate for each side of its location.
///
/// Density: `exp(-right (x - location))` above the location and `exp(-left (location - x))` below it,
/// times `left right / (left + right)`. With `asymmetry` κ the rates are `κ / scale` on the right and
/// `1 / (κ scale)` on the left; with `probability` P = P(X ≤ location), which makes the location the
/// quantile of P, they are `2 P / scale` and `2 (1 - P) / scale`.
package enum AsymmetricLaplace: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "AsymmetricLaplace", stanNames: ["skew_double_exponential"],
    summary: "The Laplace distribution with a rate for each side of its location.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("asymmetry", .positive)),
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("scale", .positive),
        DistributionParameter("probability", .openUnitInterval)),
    ],
    support: .real, capabilities: [.draw, .cdf, .quantile, .moments],
    locationScale: LocationScale(location: 0, scale: 1, powers: [1, 1]),
    example: "observe y[Obs] ~ AsymmetricLaplace(eta, sigma, probability: 0.9)",
    sources: ["Kotz, Kozubowski and Podgórski (2001), The Laplace Distribution, chapter 3"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let (left, right): (S, S) = rates(p)
    let deviation = value[0] - p[0]
    let rate = S.select(S.less(.constant(0), deviation), right, -left)
    return S.log(left) + S.log(right) - S.log(left + right) - rate * deviation
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (left, right): (S, S) = rates(p)
    return logBelow(x - p[0], left, right)
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let (left, right): (S, S) = rates(p)
    return logBelow(p[0] - x, right, left)
  }

  /// log P(X ≤ location + deviation); with the rates exchanged and the other sign the complement.
  private static func logBelow<S: Scalar>(_ deviation: S, _ left: S, _ right: S) -> S {
    let isBelow = S.less(deviation, .constant(0))
    let total = left + right
    let near = S.select(isBelow, .constant(0), deviation)
    let share = left / total * S.exp(-(right * near))
    let above = S.select(
      S.less(share, .constant(0.5)), S.log1p(-share),
      S.log((right - left * S.expm1(-(right * near))) / total))
    return S.select(isBelow, S.log(right) - S.log(total) + left * deviation, above)
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    let (left, right): (Double, Double) = rates(p)
    let total = left + right
    return probability * total < right
      ? p[0] + Double.log(probability * total / right) / left
      : p[0] - Double.log((1 - probability) * total / left) / right
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let (left, right): (Double, Double) = rates(p)
    return (p[0] + 1 / right - 1 / left, 1 / (right * right) + 1 / (left * left))
  }

  /// The rates below and above the location, of any form.
  private static func rates<S: Scalar>(_ p: Arguments<S>) -> (left: S, right: S) {
    if p.form == 1 {
      let double = .constant(2) / p[1]
      return (double * (.constant(1) - p[2]), double * p[2])
    }
    return (.constant(1) / (p[1] * p[2]), p[2] / p[1])
  }
}

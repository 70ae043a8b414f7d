package import BayesMath

/// The Dagum distribution of incomes, also called Burr's of type III: its CDF is a power of that of
/// `LogLogistic`.
///
/// Density: `shape power / x · r^(shape power) / (1 + r^shape)^(power + 1)` with `r = x / scale`.
package enum Dagum: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Dagum", stanNames: [],
    summary: "The Dagum distribution of incomes, a power of the log-logistic CDF.",
    forms: [
      DistributionForm(
        DistributionParameter("scale", .positive), DistributionParameter("shape", .positive),
        DistributionParameter("power", .positive))
    ],
    support: .positive, capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe income[Person] ~ Dagum(30000, 3, 0.8)",
    sources: ["Kleiber (2008), A guide to the Dagum distributions"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let t = logOdds(value[0], p)
    return onlyWhere(
      S.less(.constant(0), value[0]),
      S.log(p[1]) + S.log(p[2]) - S.log(inside(value[0])) - p[2] * S.log1pExp(-t) - S.log1pExp(t))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(.constant(0), x), -(p[2] * S.log1pExp(-logOdds(x, p))))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    let inner = logOneMinusExpOfExp(S.log(p[2]) + logLog1pExp(-logOdds(x, p)))
    return S.select(S.less(.constant(0), x), inner, .constant(0))
  }

  /// shape log(x / scale), at x that are not positive a harmless number.
  private static func logOdds<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    p[1] * (S.log(inside(x)) - S.log(p[0]))
  }

  package static func quantile(_ probability: Double, _ p: Arguments<Double>) -> Double {
    p[0] * Double.pow(Double.expm1(-Double.log(probability) / p[2]), -1 / p[1])
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    func power(_ n: Double) -> Double {
      p[1] > n
        ? Double.pow(p[0], n) * p[2] * Double.exp(Double.logBeta(1 - n / p[1], p[2] + n / p[1]))
        : .infinity
    }
    let mean = power(1)
    return (mean, p[1] > 2 ? power(2) - mean * mean : .infinity)
  }
}

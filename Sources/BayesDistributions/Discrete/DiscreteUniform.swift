package import BayesMath

/// The uniform distribution on integers.
///
/// Mass: `1 / (upper - lower + 1)` for `x = lower, …, upper`.
package enum DiscreteUniform: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "DiscreteUniform", stanNames: ["discrete_range"],
    summary: "The uniform distribution on integers.",
    forms: [
      DistributionForm(
        DistributionParameter("lower", .integer), DistributionParameter("upper", .integer))
    ],
    value: .integer(ofCategory: false), support: .integers(lower: 0, upper: 1),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe die ~ DiscreteUniform(1, 6)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.and(
      S.and(S.lessOrEqual(p[0], value[0]), S.lessOrEqual(value[0], p[1])),
      S.equal(S.floor(value[0]), value[0]))
    return onlyWhere(isInside, -S.log(p[1] - p[0] + .constant(1)))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfSteps(x, from: p[0], to: p[1]) { k in
      S.log((k - p[0] + .constant(1)) / (p[1] - p[0] + .constant(1)))
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: p[0], to: p[1]) { k in
      S.log((p[1] - k) / (p[1] - p[0] + .constant(1)))
    }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [min(p[0] + (stream.uniform() * (p[1] - p[0] + 1)).rounded(.down), p[1])]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    let n = p[1] - p[0] + 1
    return ((p[0] + p[1]) / 2, (n * n - 1) / 12)
  }
}

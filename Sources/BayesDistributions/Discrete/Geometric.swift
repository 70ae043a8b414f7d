package import BayesMath

/// The number of failures before the first success.
///
/// Mass: `p (1 - p)^x` for `x = 0, 1, 2, …`.
package enum Geometric: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Geometric", stanNames: [],
    summary: "The number of failures before the first success.",
    forms: [
      DistributionForm(DistributionParameter("probability", .positiveShare))
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe tries ~ Geometric(0.3)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    onlyWhere(isCount(value[0]), safeLog(p[0]) + timesComplement(value[0], p[0]))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfSteps(x, from: .constant(0), to: nil) { k in
      logOneMinusExp(timesComplement(k + .constant(1), p[0]))
    }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: .constant(0), to: nil) { k in
      timesComplement(k + .constant(1), p[0])
    }
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [(Double.log(stream.openUniform()) / Double.log1p(-p[0])).rounded(.down)]
  }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) {
    ((1 - p[0]) / p[0], (1 - p[0]) / (p[0] * p[0]))
  }
}

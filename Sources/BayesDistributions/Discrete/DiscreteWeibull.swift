package import BayesMath

/// The discrete Weibull distribution of counts of periods survived.
///
/// Mass: `q^(x^shape) - q^((x + 1)^shape)` with `q` the probability to survive the first period.
///
/// Its moments have no closed form.
package enum DiscreteWeibull: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "DiscreteWeibull", stanNames: [],
    summary: "The discrete Weibull distribution of the number of periods survived.",
    forms: [
      DistributionForm(
        DistributionParameter("probability", .openUnitInterval),
        DistributionParameter("shape", .positive))
    ],
    value: .integer(ofCategory: false), support: .counts(upper: nil),
    capabilities: [.draw, .cdf, .quantile],
    example: "observe months[Unit] ~ DiscreteWeibull(0.9, 1.3)",
    sources: ["Nakagawa and Osaki (1975), The discrete Weibull distribution"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = isCount(value[0])
    let x = S.select(isInside, value[0], .constant(0))
    let isZero = S.equal(x, .constant(0))
    let y = S.select(isZero, .constant(1), x)
    let power = S.exp(p[1] * S.log(y))
    // (x + 1)^shape - x^shape without the difference.
    let step = power * S.expm1(p[1] * S.log1p(.constant(1) / y))
    let log = S.log(p[0])
    let survived = S.select(isZero, .constant(0), log * power)
    return onlyWhere(
      isInside, survived + logOneMinusExp(log * S.select(isZero, .constant(1), step)))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCDFOfSteps(x, from: .constant(0), to: nil) { k in logOneMinusExp(logAbove(k, p)) }
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    logCCDFOfSteps(x, from: .constant(0), to: nil) { k in logAbove(k, p) }
  }

  private static func logAbove<S: Scalar>(_ k: S, _ p: Arguments<S>) -> S {
    let power = p[1] * S.log(k + .constant(1))
    return S.log(p[0]) * S.exp(S.select(S.less(power, .constant(700)), power, .constant(700)))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let power = Double.log(stream.openUniform()) / Double.log(p[0])
    return [Double.pow(power, 1 / p[1]).rounded(.down)]
  }
}

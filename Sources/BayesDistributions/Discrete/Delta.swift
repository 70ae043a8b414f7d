package import BayesMath

/// All mass on one integer: what a component of a `Mixture` of counts that never varies is.
///
/// Mass: `1` at `x = point`.
package enum Delta: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Delta", stanNames: [],
    summary: "All mass on one integer, as a component of a mixture of counts.",
    forms: [DistributionForm(DistributionParameter("point", .integer))],
    value: .integer(ofCategory: false), support: .integers(lower: 0, upper: 0),
    capabilities: [.draw, .cdf, .quantile, .moments],
    example: "observe y[Obs] ~ Mixture([p, 1 - p], [Delta(0), Poisson(3)])")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    onlyWhere(S.equal(value[0], p[0]), .constant(0))
  }

  package static func logCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.lessOrEqual(p[0], x), .constant(0))
  }

  package static func logCCDF<S: Scalar>(_ x: S, _ p: Arguments<S>) -> S {
    onlyWhere(S.less(x, p[0]), .constant(0))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] { [p[0]] }

  package static func moments(
    _ p: Arguments<Double>
  ) -> (mean: Double, variance: Double) { (p[0], 0) }
}

package import BayesMath

/// No prior: the density is one everywhere, or between two bounds.
///
/// Improper: what it gives is no probability, and evidence has no meaning with it.
package enum Flat: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Flat", stanNames: [],
    summary: "No prior: the density is one everywhere, or between two bounds.",
    forms: [
      DistributionForm(),
      DistributionForm(DistributionParameter("range", .any, shape: .range)),
    ],
    support: .range(0), capabilities: [],
    example: "param beta ~ Flat()")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    guard p.form == 1 else { return .constant(0) }
    return onlyWhere(
      S.and(S.lessOrEqual(p[0], value[0]), S.lessOrEqual(value[0], p[1])), .constant(0))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    guard p.form == 1, p[0].isFinite, p[1].isFinite else { return [] }
    return [p[0] + (p[1] - p[0]) * stream.openUniform()]
  }
}

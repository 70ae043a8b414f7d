package import BayesMath

/// No prior on the numbers that are not negative: the density is one there.
///
/// Improper, as `Flat` is.
package enum HalfFlat: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "HalfFlat", stanNames: [],
    summary: "No prior on numbers that are not negative: the density is one.",
    forms: [DistributionForm()],
    support: .nonNegative, capabilities: [],
    example: "param sigma ~ HalfFlat()")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    onlyWhere(S.lessOrEqual(.constant(0), value[0]), .constant(0))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] { [] }
}

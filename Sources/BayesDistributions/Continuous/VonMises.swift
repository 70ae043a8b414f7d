package import BayesMath

/// The von Mises distribution on the circle.
///
/// Density: `exp(concentration cos(x - location)) / (2π I₀(concentration))`.
package enum VonMises: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "VonMises", stanNames: ["von_mises"],
    summary: "The von Mises distribution on the circle.",
    forms: [
      DistributionForm(
        DistributionParameter("location"), DistributionParameter("concentration", .nonNegative))
    ],
    support: .angle, capabilities: [.draw],
    example: "observe direction ~ VonMises(0, 2)",
    sources: ["Best and Fisher (1979), Efficient simulation of the von Mises distribution"])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    p[1] * S.cos(value[0] - p[0]) - .constant(1.83787706640934548) - S.logBesselI0(p[1])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [stream.vonMises(location: p[0], concentration: p[1])]
  }
}

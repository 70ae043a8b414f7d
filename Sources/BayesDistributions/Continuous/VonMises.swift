package import BayesMath

/// The von Mises distribution on the circle.
///
/// Density: `exp(concentration cos(x - location)) / (2π I₀(concentration))`.
///
/// A circle has no order, so there is no CDF: it would depend on where the circle is cut.
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
    // cos - 1 as a square, and I₀ scaled: at large concentrations the two cancel.
    let sine = S.sin(.constant(0.5) * (value[0] - p[0]))
    return .constant(-1.83787706640934548) - .constant(2) * p[1] * sine * sine
      - S.logScaledBesselI0(p[1])
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [stream.vonMises(location: p[0], concentration: p[1])]
  }
}

package import BayesMath

/// A mixture of distributions over the same value.
///
/// Density: `Σ weights[k] f[k](x)`.
package enum Mixture: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Mixture", stanNames: [],
    summary: "A mixture of distributions over the same value.",
    forms: [
      DistributionForm(
        DistributionParameter("weights", .simplex, shape: .vector),
        DistributionParameter("components", .any, shape: .components))
    ],
    support: .declared, capabilities: [],
    example: "observe y[Obs] ~ Mixture(w, [Normal(0, 1), Normal(5, 1)])")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let terms = zip(p.vector(0), p.vector(1)).map { weight, density in
      safeLog(weight) + density
    }
    return logSumExp(terms)
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] { [] }

  package static func drawComponent(
    _ p: Arguments<Double>, using stream: inout RandomStream
  ) -> Int { stream.category(p.vector(0)) }
}

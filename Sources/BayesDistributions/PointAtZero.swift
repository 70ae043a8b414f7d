package import BayesMath

/// A count that is zero with a probability of its own, whatever the distribution beside it says.
///
/// Mass: `inflation f₀(x) + (1 - inflation) f(x)`, f₀ all mass on zero and the first of the components.
package enum ZeroInflated: Distribution {
  package static let declaration = pointAtZero("ZeroInflated", "inflation")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let densities = p.vector(1)
    return logSumExp([
      safeLog(p[0]) + densities[0], timesComplement(.constant(1), p[0]) + densities[1],
    ])
  }

  package static func drawComponent(
    _ p: Arguments<Double>, using stream: inout RandomStream
  ) -> Int { stream.uniform() < p[0] ? 0 : 1 }
}

/// Zero with a probability of its own, else a distribution that gives zero none.
///
/// Density: `zero` at 0, a probability, elsewhere `(1 - zero) f(x)`; of the two components the first is
/// all mass on zero.
package enum Hurdle: Distribution {
  package static let declaration = pointAtZero("Hurdle", "zero")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    S.select(
      S.equal(value[0], .constant(0)), safeLog(p[0]),
      timesComplement(.constant(1), p[0]) + p.vector(1)[1])
  }

  /// At zero, where its density is not taken, it may have none or no slope.
  package static func componentValue<S: Scalar>(_ value: [S]) -> [S] {
    value.map { S.select(S.equal($0, .constant(0)), .constant(1), $0) }
  }

  package static func drawComponent(
    _ p: Arguments<Double>, using stream: inout RandomStream
  ) -> Int { stream.uniform() < p[0] ? 0 : 1 }
}

private func pointAtZero(_ name: String, _ probability: String) -> DistributionDeclaration {
  DistributionDeclaration(
    name: name, summary: "Zero with a probability of its own, beside a distribution.",
    forms: [
      DistributionForm(
        DistributionParameter(probability, .unitInterval),
        DistributionParameter("components", .any, shape: .components))
    ],
    support: .declared, capabilities: [], hasAtom: true, example: "")
}

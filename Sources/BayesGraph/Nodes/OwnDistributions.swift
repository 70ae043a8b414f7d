package import BayesDistributions
package import BayesMath

/// A density of reals that a function of the program gives.
///
/// The graph has its value, as nodes of the function's body; this says where it lies.
package enum OwnDensity: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "its density", summary: "A density of reals that a function of the program gives.",
    forms: ownForms, support: .range(0), capabilities: [], example: "")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    .constant(.nan)
  }
}

/// A mass of Ints that a function of the program gives.
package enum OwnMass: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "its density", summary: "A mass of Ints that a function of the program gives.",
    forms: ownForms, value: .integer(ofCategory: false), support: .range(0), capabilities: [],
    example: "")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    .constant(.nan)
  }
}

/// A density of vectors that a function of the program gives.
package enum OwnVectorDensity: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "its density", summary: "A density of vectors that a function of the program gives.",
    forms: ownForms, value: .vector, support: .declared, capabilities: [], example: "")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    .constant(.nan)
  }
}

/// Without bounds, and with those that the function's first formal has.
private let ownForms = [
  DistributionForm(),
  DistributionForm(DistributionParameter("range", .any, shape: .range)),
]

extension DistributionCall {
  /// Whether a function of the program gives it: what it depends on is read by its density alone.
  package var isOwn: Bool {
    let own: [any Distribution.Type] = [OwnDensity.self, OwnMass.self, OwnVectorDensity.self]
    return own.contains { ObjectIdentifier($0) == ObjectIdentifier(distribution) }
  }
}

package import BayesSource

/// `Real[Obs, K]? in 0...`.
package struct TypeExpression: Sendable {
  package let name: Identifier
  package let dimensions: [DimensionArgument]
  package let isOptional: Bool
  package let bounds: Expression?
  package let span: SourceSpan
}

/// A dimension's name or a size, between a type's brackets.
package enum DimensionArgument: Sendable {
  case name(Identifier)
  case size(Int, SourceSpan)

  package var span: SourceSpan {
    switch self {
    case .name(let identifier): identifier.span
    case .size(_, let span): span
    }
  }
}

package import BayesSource

/// `import "priors.bayes" as priors`.
package struct ImportDeclaration: Sendable {
  package let path: String
  package let pathSpan: SourceSpan
  package let alias: Identifier?
  package let span: SourceSpan
}

/// `func f(x: Real, scale: Real = 1) -> Real { … }`, and `model M(…) { … }`.
package struct FunctionDeclaration: Sendable {
  package let name: Identifier
  package let formals: [Formal]
  package let result: TypeExpression?
  package let body: Block
  package let span: SourceSpan
}

/// `scale: Real = 1` in a signature.
package struct Formal: Sendable {
  package let name: Identifier
  package let type: TypeExpression
  package let defaultValue: Expression?
}

/// `dim Time ordered, K = 3, Edge of Region = degree`.
package struct DimensionDeclaration: Sendable {
  package let specifications: [DimensionSpecification]
  package let span: SourceSpan
}

/// One dimension of a `dim` declaration.
package struct DimensionSpecification: Sendable {
  package let name: Identifier
  package let attributes: [DimensionAttribute]
  package let parent: Identifier?
  package let value: Expression?
  /// The first integer code in data files, `from 0`; 1 unless given.
  package let origin: Expression?
  package let span: SourceSpan
}

/// `ordered`, `circular` or `stream`, with its place.
package struct DimensionAttribute: Sendable {
  package enum Kind: String, Sendable { case ordered, circular, stream }
  package let kind: Kind
  package let span: SourceSpan
}

/// `data X, Z: Real[Obs, Pred] in 0...`.
package struct DataDeclaration: Sendable {
  package let names: [Identifier]
  package let type: TypeExpression
  package let defaultValue: Expression?
  package let span: SourceSpan
}

/// `param`, `observe` or `predict`: targets `~` distribution, clauses.
package struct VariableDeclaration: Sendable {
  package enum Role: String, Sendable { case param, observe, predict }
  package let role: Role
  package let targets: [Target]
  package let type: TypeExpression?
  package let distribution: Expression
  package let clauses: [Clause]
  package let span: SourceSpan

  /// The same equation in another role.
  package func with(_ role: Role) -> VariableDeclaration {
    VariableDeclaration(
      role: role, targets: targets, type: type, distribution: distribution, clauses: clauses,
      span: span)
  }
}

/// A name with the axes it is declared over: `theta[School]`, `x[t in Time.dropFirst()]`.
package struct Target: Sendable {
  package let name: Identifier
  package let axes: [TargetAxis]
  package let span: SourceSpan
}

/// One axis of a target.
package struct TargetAxis: Sendable {
  package enum Form: Sendable {
    /// `t in Time.dropFirst()`: any expression that denotes a dimension or a piece of one.
    case index(Identifier, in: Expression)
    /// `Time`, `Time.first`, `Time.dropFirst(2)`: a postfix expression over a dimension's name.
    case piece(Expression)
  }
  package let form: Form
  package let span: SourceSpan
}

/// What may follow a distribution.
package struct Clause: Sendable {
  package enum Kind: Sendable {
    case truncated(Expression)
    case censored([Argument])
    case weight(Expression)
    case when(Expression)
    case forget(Expression)
    case initial(Expression)
    case with([Identifier])
  }
  package let kind: Kind
  package let span: SourceSpan
}

/// `let x[Obs]: Real[Obs] = e`, `let (values, vectors) = e`.
package struct LetDeclaration: Sendable {
  package enum Pattern: Sendable {
    case target(Target)
    case tuple([Identifier])
  }
  package let pattern: Pattern
  package let type: TypeExpression?
  package let value: Expression
  package let span: SourceSpan
}

/// `var total: Real = 0`, in a `func`.
package struct VarDeclaration: Sendable {
  package let name: Identifier
  package let type: TypeExpression?
  package let value: Expression
  package let span: SourceSpan
}

/// `report x = e`, `report a, b`.
package struct ReportDeclaration: Sendable {
  package let targets: [Target]
  package let type: TypeExpression?
  package let value: Expression?
  package let span: SourceSpan
}

/// `gate harm: Pr(lift > 0.002) < 0.05`.
package struct GateDeclaration: Sendable {
  package let name: Identifier
  package let condition: Expression
  package let span: SourceSpan
}

/// `decide rollout maximize { promote: … }`.
package struct DecideDeclaration: Sendable {
  package enum Sense: String, Sendable { case maximize, minimize }
  package let name: Identifier
  package let sense: Sense
  package let options: [(name: Identifier, utility: Expression)]
  package let span: SourceSpan
}

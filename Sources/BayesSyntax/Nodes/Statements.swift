package import BayesSource

/// `factor e`.
package struct FactorStatement: Sendable {
  package let value: Expression
  package let span: SourceSpan
}

/// `for i in 1...n { … }`.
package struct ForStatement: Sendable {
  package let variable: Identifier
  package let range: Expression
  package let body: Block
  package let span: SourceSpan
}

/// `if c { … } else { … }`; an `else if` is an else block of one item.
package struct IfStatement: Sendable {
  package let condition: Expression
  package let body: Block
  package let otherwise: Block?
  package let span: SourceSpan
}

/// `while c { … }`.
package struct WhileStatement: Sendable {
  package let condition: Expression
  package let body: Block
  package let span: SourceSpan
}

/// `return e`.
package struct ReturnStatement: Sendable {
  package let value: Expression?
  package let span: SourceSpan
}

/// `x = e`, `x[i] += e`, or an expression standing alone.
package struct AssignmentStatement: Sendable {
  package enum Operator: String, Sendable {
    case assign = "="
    case add = "+="
    case subtract = "-="
    case multiply = "*="
    case divide = "/="
  }
  package let place: Expression
  package let change: (operator: Operator, value: Expression)?
  package let span: SourceSpan
}

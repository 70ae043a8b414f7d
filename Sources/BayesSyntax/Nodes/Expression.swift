package import BayesSource

/// An expression.
///
/// Operators of one precedence stand in one flat `chain`, so that a long sum is not
/// a deep tree; every other nesting is limited by the parser.
package indirect enum Expression: Sendable {
  case integer(Int, SourceSpan)
  case real(Double, SourceSpan)
  case string(String, SourceSpan)
  case boolean(Bool, SourceSpan)
  case name(Identifier)
  /// `(e)` has one element, a tuple several.
  case parenthesized([Expression], SourceSpan)
  case list(ListExpression)
  case prefix(PrefixExpression)
  case chain(ChainExpression)
  case power(PowerExpression)
  case conditional(ConditionalExpression)
  case range(RangeExpression)
  case call(CallExpression)
  case subscripted(SubscriptExpression)
  case member(MemberExpression)
  /// What stood where an expression was expected and could not be read; already diagnosed.
  case missing(SourceSpan)

  package var span: SourceSpan {
    switch self {
    case .integer(_, let span), .real(_, let span), .string(_, let span), .boolean(_, let span),
      .parenthesized(_, let span), .missing(let span):
      span
    case .name(let identifier): identifier.span
    case .list(let node): node.span
    case .prefix(let node): node.span
    case .chain(let node): node.span
    case .power(let node): node.span
    case .conditional(let node): node.span
    case .range(let node): node.span
    case .call(let node): node.span
    case .subscripted(let node): node.span
    case .member(let node): node.span
    }
  }
}

/// `[a, b]`, `[f(i) for i in K]`.
package struct ListExpression: Sendable {
  package let elements: [Expression]
  package let comprehension: Comprehension?
  package let span: SourceSpan
}

/// `for i in A for j in B where c`.
package struct Comprehension: Sendable {
  package let generators: [(variable: Identifier, range: Expression)]
  package let condition: Expression?
  package let span: SourceSpan
}

/// `-x`, `!c`.
package struct PrefixExpression: Sendable {
  package enum Operator: String, Sendable {
    case negate = "-"
    case not = "!"
  }
  package let `operator`: Operator
  package let operand: Expression
  package let span: SourceSpan
}

/// `a + b - c`: left-associative operators of one precedence.
package struct ChainExpression: Sendable {
  package struct Link: Sendable {
    package let `operator`: InfixOperator
    package let operatorSpan: SourceSpan
    package let operand: Expression
  }
  package let first: Expression
  package let rest: [Link]
  package var span: SourceSpan {
    rest.last.map { first.span.joined(with: $0.operand.span) } ?? first.span
  }
}

/// The operators of a chain.
package enum InfixOperator: String, Sendable, Hashable, CaseIterable {
  case or = "||"
  case and = "&&"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case contract = "@"
}

/// `x ^ y`, associating to the right.
package struct PowerExpression: Sendable {
  package let base: Expression
  package let operatorSpan: SourceSpan
  package let exponent: Expression
  package var span: SourceSpan { base.span.joined(with: exponent.span) }
}

/// `c ? a : b`.
package struct ConditionalExpression: Sendable {
  package let condition: Expression
  package let whenTrue: Expression
  package let whenFalse: Expression
  package var span: SourceSpan { condition.span.joined(with: whenFalse.span) }
}

/// `a...b`, `a..<b`, `a...`, `...b`.
package struct RangeExpression: Sendable {
  package let lower: Expression?
  package let isClosed: Bool
  package let upper: Expression?
  package let span: SourceSpan
}

/// `f(x, name: y for i in D)`.
package struct CallExpression: Sendable {
  package let callee: Expression
  package let arguments: [Argument]
  package let comprehension: Comprehension?
  package let span: SourceSpan
}

/// An argument, with its label where it has one.
package struct Argument: Sendable {
  package let label: Identifier?
  package let value: Expression
}

/// `x[i, _]`.
package struct SubscriptExpression: Sendable {
  package enum Index: Sendable {
    /// `_`: the whole axis.
    case all(SourceSpan)
    case expression(Expression)
  }
  package let base: Expression
  package let indices: [Index]
  package let span: SourceSpan
}

/// `Time.first`, `School.count`.
package struct MemberExpression: Sendable {
  package let base: Expression
  package let member: Identifier
  package let span: SourceSpan
}

extension Expression {
  /// The expression with all its structure, on one line: `(chain a + (chain b * c))`.
  package func dump() -> String {
    switch self {
    case .integer(let value, _): "\(value)"
    case .real(let value, _): "\(value)"
    case .string(let text, _): "\(text.debugDescription)"
    case .boolean(let value, _): "\(value)"
    case .name(let identifier): identifier.dump()
    case .parenthesized(let elements, _): node(elements.count == 1 ? "group" : "tuple", elements)
    case .list(let node):
      Expression.node("list", node.elements.map { $0.dump() } + node.comprehension.dump())
    case .prefix(let node): "(\(node.operator.rawValue) \(node.operand.dump()))"
    case .chain(let node): node.dump()
    case .power(let node): "(^ \(node.base.dump()) \(node.exponent.dump()))"
    case .conditional(let node): self.node("?", [node.condition, node.whenTrue, node.whenFalse])
    case .range(let node):
      "(\(node.isClosed ? "..." : "..<") \(node.lower?.dump() ?? "_") \(node.upper?.dump() ?? "_"))"
    case .call(let node):
      Expression.node(
        "call",
        [node.callee.dump()] + node.arguments.map { $0.dump() } + node.comprehension.dump())
    case .subscripted(let node):
      Expression.node("at", [node.base.dump()] + node.indices.map { $0.dump() })
    case .member(let node): "(. \(node.base.dump()) \(node.member.dump()))"
    case .missing: "<missing>"
    }
  }

  private func node(_ name: String, _ parts: [Expression]) -> String {
    Expression.node(name, parts.map { $0.dump() })
  }

  private static func node(_ name: String, _ parts: [String]) -> String {
    "(" + ([name] + parts).joined(separator: " ") + ")"
  }
}

extension Identifier {
  /// The name, in backticks where it is not what an identifier looks like.
  func dump() -> String {
    if name.isEmpty { return "<missing>" }
    let isPlain = name.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
    return isPlain && Symbol.hardKeywords[name] == nil ? name : "`\(name)`"
  }
}

extension ChainExpression {
  fileprivate func dump() -> String {
    let links = rest.map { "\($0.operator.rawValue) \($0.operand.dump())" }
    return "(chain " + ([first.dump()] + links).joined(separator: " ") + ")"
  }
}

extension Argument {
  func dump() -> String { (label.map { $0.dump() + ": " } ?? "") + value.dump() }
}

extension SubscriptExpression.Index {
  fileprivate func dump() -> String {
    switch self {
    case .all: "_"
    case .expression(let expression): expression.dump()
    }
  }
}

extension Comprehension? {
  /// `for` and `where` as further parts of a node.
  fileprivate func dump() -> [String] {
    guard let self else { return [] }
    return self.generators.map { "(for \($0.variable.dump()) \($0.range.dump()))" }
      + (self.condition.map { ["(where \($0.dump()))"] } ?? [])
  }
}

import BayesGraph
import BayesSource
import BayesSyntax

/// Several values at once: what `let (a, b) =` takes apart.
extension Checker {
  /// The values of `(a, b)`, of a call that returns several, or of anything else its one.
  mutating func checkAll(_ expression: Expression) -> [NodeID]? {
    switch expression {
    case .parenthesized(let elements, _) where elements.count > 1:
      let values = elements.map { check($0) }
      let valid = values.compactMap(\.self)
      return valid.count == values.count ? valid : nil
    case .call(let call):
      if case .name(let name) = call.callee, scopes[name.name] == nil,
        let parts = Self.decompositions[name.name]
      {
        return decompose(parts, call)
      }
      guard let (symbol, name) = callable(call.callee), case .function(let function) = symbol
      else { break }
      return inlineAll(function, call, name)
    default: break
    }
    return check(expression).map { [$0] }
  }

  /// `let (a, b) = e`: a name for each value.
  mutating func checkTuple(_ names: [Identifier], _ binding: LetDeclaration) {
    let values = checkAll(binding.value)
    if let type = binding.type { report(.tupleType(at: type.span)) }
    guard let values, values.count == names.count else {
      for name in names { declare(name, .invalid) }
      if let values {
        report(.tupleCount(names.count, values: values.count, at: binding.value.span))
      }
      return
    }
    for (name, value) in zip(names, values) {
      declare(name, .value(value))
      record(name, role: "let", type: typeText(value), level: graph[value].level)
    }
  }
}

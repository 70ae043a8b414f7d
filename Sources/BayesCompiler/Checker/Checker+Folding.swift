import BayesGraph
import BayesMath
import BayesSource

extension Checker {
  /// The number a node is, where constants alone decide it.
  func foldedValue(_ id: NodeID) -> Double? {
    var budget = 2_000
    return foldedValue(id, &budget)
  }

  private func foldedValue(_ id: NodeID, _ budget: inout Int) -> Double? {
    budget -= 1
    guard budget > 0, graph[id].axes.isEmpty else { return nil }
    switch graph[id].operation {
    case .constant(let value): return value
    case .relabel(let inner): return foldedValue(inner, &budget)
    case .size(let axis):
      return dimension(of: axis).flatMap(knownSize).map { Double($0) }
    case .elementwise(let function, let operands):
      var values: [Double] = []
      for operand in operands {
        guard let value = foldedValue(operand, &budget) else { return nil }
        values.append(value)
      }
      return evaluate(function, values)
    case .select(let condition, let yes, let no):
      guard let holds = foldedValue(condition, &budget) else { return nil }
      return foldedValue(holds != 0 ? yes : no, &budget)
    default: return nil
    }
  }

  private func evaluate(_ function: any ElementwiseFunction.Type, _ values: [Double]) -> Double {
    func open<F: ElementwiseFunction>(_ function: F.Type) -> Double { F.evaluate(values) }
    return open(function)
  }

  /// The same number as a constant, where it is known: so that loops do not pile up sums of ones.
  mutating func folded(_ id: NodeID) -> NodeID {
    guard let value = foldedValue(id), !value.isNaN else { return id }
    return constant(value, graph[id].element, at: graph[id].origin)
  }

  /// The size of a dimension that the program alone decides.
  func knownSize(_ dimension: DimensionID) -> Int? {
    switch graph[dimension].size {
    case .labels(let labels): labels.count
    case .expression(let size): constantValue(size).flatMap { Int(exactly: $0) }
    case .inferred: nil
    }
  }
}

import BayesGraph
import BayesMath
import BayesSource

extension Checker {
  /// The number a node is, where constants alone decide it.
  func foldedValue(_ id: NodeID) -> Double? { known[id.index] }

  /// The number that a new node without axes is, where those of its operands are known.
  func fold(_ operation: Operation, axes: [AxisID]) -> Double? {
    guard axes.isEmpty else { return nil }
    switch operation {
    case .constant(let value): return value
    case .relabel(let inner): return known[inner.index]
    case .size(let axis):
      return dimension(of: axis).flatMap(knownSize).map { Double($0) }
    case .elementwise(let function, let operands):
      var values: [Double] = []
      for operand in operands {
        guard let value = known[operand.index] else { return nil }
        values.append(value)
      }
      return evaluate(function, values)
    case .select(let condition, let yes, let no):
      guard let holds = known[condition.index] else { return nil }
      return known[(holds != 0 ? yes : no).index]
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

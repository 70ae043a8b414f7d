package import BayesGraph
import BayesDistributions
package import BayesMath

extension Plan {
  /// The unconstrained vector of constrained values, row-major by name; plans without rewrites only.
  ///
  /// Throws, naming the quantity, where a value is missing, has the wrong length or lies outside its
  /// support.
  package func unconstrain(_ given: [String: [Double]]) throws(EvaluationFailure) -> [Double] {
    var evaluator = ReferenceEvaluator<Double>(
      graph: model.graph, lengths: model.lengths, offsets: model.offsets,
      inputs: [[Double]?](repeating: nil, count: model.graph.inputs.count),
      variables: [[Double]?](repeating: nil, count: model.graph.variables.count))
    for (index, table) in model.tables.enumerated() { evaluator.values[index] = table?.values }
    for (index, variable) in model.graph.variables.enumerated() {
      evaluator.variables[index] =
        given[variable.name] ?? model.observations[index]?.values.values
    }
    var point = [Double](repeating: 0, count: sampled.reduce(0) { $0 + $1.count })
    for quantity in sampled {
      let variable = model.graph[quantity.variable]
      guard let values = given[variable.name] else {
        throw EvaluationFailure("the point has no value for `\(variable.name)`")
      }
      let coordinates = try coordinates(of: quantity, variable, values, &evaluator)
      guard coordinates.count == quantity.count, coordinates.allSatisfy(\.isFinite) else {
        throw EvaluationFailure(
          "the point's value of `\(variable.name)` lies outside its support or has the wrong length"
        )
      }
      point.replaceSubrange(
        quantity.offset..<quantity.offset + quantity.count, with: coordinates)
    }
    return point
  }

  private func coordinates(
    of quantity: SampledQuantity, _ variable: RandomVariable, _ values: [Double],
    _ evaluator: inout ReferenceEvaluator<Double>
  ) throws(EvaluationFailure) -> [Double] {
    let layout = evaluator.layout(variable.axes)
    guard values.count == layout.count else { return [] }
    if let kind = variable.constraint {
      let size = kind.isMatrix ? 2 : 1
      let event = evaluator.layout(Array(variable.axes.suffix(size))).count
      let plates = evaluator.layout(Array(variable.axes.dropLast(size)))
      let order = GraphLowering.coordinatePositions(of: plates.shape)
      var rows = [[Double]](repeating: [], count: plates.count)
      for (flat, place) in order.enumerated() {
        rows[place] = kind.transform.unconstrain(
          Array(values[flat * event..<(flat + 1) * event]))
      }
      return rows.flatMap(\.self)
    }
    func bound(_ node: NodeID?, _ flat: Int) -> Double? {
      guard let node else { return nil }
      let elements = evaluator.evaluate(node)
      let place = layout.positions(of: evaluator.layout(node))[flat]
      return elements[place].isInfinite ? nil : elements[place]
    }
    let cells: [Int]
    let order: [Int]
    switch quantity.cells {
    case .whole:
      cells = Array(values.indices)
      order = GraphLowering.coordinatePositions(
        of: layout.shape, eventRank: variable.eventRank)
    case .latent(let latent):
      cells = latent
      order = Array(latent.indices)
    }
    var result = [Double](repeating: 0, count: cells.count)
    for (place, flat) in zip(order, cells) {
      result[place] = Bounded.unconstrain(
        values[flat], lower: bound(variable.lower, flat), upper: bound(variable.upper, flat))
    }
    return result
  }
}

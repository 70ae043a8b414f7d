import BayesDistributions
import BayesGraph
import BayesMath

extension GraphLowering {
  /// Values of all sampled quantities from the unconstrained coordinates; log Jacobians are added up.
  mutating func constrainAll() {
    for quantity in plan.sampled {
      let variable = graph[quantity.variable]
      switch quantity.cells {
      case .whole:
        variables[quantity.variable.index] =
          variable.constraint.map { structured(quantity, variable, $0) }
          ?? bounded(quantity, variable)
      case .latent(let cells):
        variables[quantity.variable.index] = imputed(quantity, variable, cells)
      }
    }
  }

  mutating func variableValue(_ id: VariableID) -> ID {
    if let known = variables[id.index] { return known }
    if let observation = model.observations[id.index], observation.latentCells.isEmpty {
      return constant(observation.values.values)
    }
    return tracer.graph.constant(.nan)
  }

  /// Coordinates of a plate's elements stand together; within them and from one to the next the first
  /// index is the fastest, while values stand with the last fastest.
  static func coordinatePositions(of shape: [Int], eventRank: Int) -> [Int] {
    let plates = coordinatePositions(of: Array(shape.dropLast(eventRank)))
    let event = coordinatePositions(of: Array(shape.suffix(eventRank)))
    return plates.flatMap { plate in event.map { plate * event.count + $0 } }
  }

  static func coordinatePositions(of shape: [Int]) -> [Int] {
    let layout = Layout(axes: shape.indices.map { AxisID($0) }, shape: shape)
    var strides = [Int](repeating: 1, count: shape.count)
    for k in shape.indices.dropFirst() { strides[k] = strides[k - 1] * shape[k - 1] }
    var positions = [Int](repeating: 0, count: layout.count)
    layout.forEach(operandStrides: [strides]) { flat, place in positions[flat] = place[0] }
    return positions
  }

  private func coordinates(_ quantity: SampledQuantity) -> ID {
    tracer.graph.value(.coordinates(quantity.offset), count: quantity.count)
  }

  private mutating func bounded(_ quantity: SampledQuantity, _ variable: RandomVariable) -> ID {
    let shape = variable.axes.map { lengths[$0.index] }
    let order = Self.coordinatePositions(of: shape, eventRank: variable.eventRank)
    let y = tracer.graph.gather(coordinates(quantity), order.map(Int32.init))
    return constrain(y, variable, result: layout(variable.axes), positions: nil)
  }

  /// Applies the bounds of a variable, read over `result` or at some of its positions.
  private mutating func constrain(
    _ y: ID, _ variable: RandomVariable, result: Layout, positions: [Int]?
  ) -> ID {
    func bound(_ node: NodeID?) -> TracedExpression? {
      guard let node else { return nil }
      var id = aligned(node, to: result)
      if let number = tracer.graph.number(id), number.isInfinite { return nil }
      if let positions { id = part(id, positions) }
      return TracedExpression(tracer, id)
    }
    let (value, logJacobian) = Bounded.constrain(
      TracedExpression(tracer, y), lower: bound(variable.lower), upper: bound(variable.upper))
    let n = tracer.graph.count(y)
    let total = tracer.graph.sum(logJacobian.id(in: tracer), over: n)
    self.logJacobian = tracer.graph.add(self.logJacobian, total)
    return value.id(in: tracer)
  }

  private mutating func imputed(
    _ quantity: SampledQuantity, _ variable: RandomVariable, _ cells: [Int]
  ) -> ID {
    let result = layout(variable.axes)
    var known = model.observations[quantity.variable.index]?.values.values ?? []
    for cell in cells where known.indices.contains(cell) { known[cell] = 0 }
    let value = constrain(
      coordinates(quantity), variable, result: result, positions: cells)
    if known.count == 1 { return value }
    let latent = tracer.graph.scatterAdd(value, cells.map(Int32.init), count: known.count)
    return tracer.graph.add(tracer.graph.table(known), latent)
  }

  private mutating func structured(
    _ quantity: SampledQuantity, _ variable: RandomVariable, _ kind: ConstraintKind
  ) -> ID {
    let transform = kind.transform
    let rank = kind.isMatrix ? 2 : 1
    let plates = layout(Array(variable.axes.dropLast(rank)))
    let event = layout(Array(variable.axes.suffix(rank)))
    let m = transform.coordinates(of: event.count)
    let order = Self.coordinatePositions(of: plates.shape)
    let y = coordinates(quantity)
    let components = (0..<m).map { k in
      TracedExpression(tracer, part(y, order.map { $0 * m + k }))
    }
    let (value, logJacobian) = transform.constrain(components, count: event.count)
    let total = tracer.graph.sum(logJacobian.id(in: tracer), over: plates.count)
    self.logJacobian = tracer.graph.add(self.logJacobian, total)
    return interleave(
      value.map { $0.id(in: tracer) }, inner: event, outer: plates,
      result: layout(variable.axes))
  }
}

extension ConstraintKind {
  /// The transform that makes values of this type.
  var transform: any Transform.Type {
    switch self {
    case .simplex: SimplexTransform.self
    case .ordered: OrderedTransform.self
    case .positiveOrdered: PositiveOrderedTransform.self
    case .unitVector: UnitVectorTransform.self
    case .sumToZero: SumToZeroTransform.self
    case .correlation: CorrelationTransform.self
    case .covariance: CovarianceTransform.self
    case .choleskyCorrelation: CholeskyCorrelationTransform.self
    case .choleskyCovariance: CholeskyCovarianceTransform.self
    }
  }
}

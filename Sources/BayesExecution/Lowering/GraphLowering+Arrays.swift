import BayesGraph
import BayesMath

extension GraphLowering {
  mutating func lane(
    _ function: any LaneFunction.Type, _ operands: [NodeID], over: [AxisID], mapped: [AxisID],
    result: Layout
  ) -> ID {
    if let segments = segments(of: over, result: result.axes, mapped: mapped) {
      return segmentedLane(function, operands, over: over[0], segments, result: result)
    }
    let lane = layout(over)
    if mapped.isEmpty, operands.count == 1 {
      if function == Sum.self { return sum(operands[0], lane: lane, result: result) }
      if function == Mean.self, lane.count > 0 {
        let total = sum(operands[0], lane: lane, result: result)
        return tracer.graph.divide(total, tracer.graph.constant(Double(lane.count)))
      }
    }
    return traceLane(function, operands, lane: lane, mapped: mapped, result: result)
  }

  /// Sums as segment sums by the position each element goes to.
  private mutating func sum(_ operand: NodeID, lane: Layout, result: Layout) -> ID {
    let own = layout(operand)
    let id = value(operand)
    if tracer.graph.count(id) == 1 {
      return tracer.graph.multiply(id, tracer.graph.constant(Double(lane.count)))
    }
    if result.count == 1 { return tracer.graph.sum(id, over: own.count) }
    let places = own.positions(of: result).map(Int32.init)
    return tracer.graph.scatterAdd(id, places, count: result.count)
  }

  /// Traces the function over vectors that hold one element of every lane each.
  private mutating func traceLane(
    _ function: any LaneFunction.Type, _ operands: [NodeID], lane: Layout, mapped: [AxisID],
    result: Layout
  ) -> ID {
    let outer = layout(result.axes.filter { !mapped.contains($0) })
    var lanes: [[TracedExpression]] = []
    for operand in operands {
      let id = value(operand)
      let own = layout(operand)
      let starts = outer.positions(of: own)
      let steps = lane.positions(of: own)
      lanes.append(
        steps.map { step in
          TracedExpression(tracer, part(id, starts.map { $0 + step }))
        })
    }
    let traced = function.evaluate(lanes).map { $0.id(in: tracer) }
    guard !mapped.isEmpty else { return traced.first ?? tracer.graph.constant(.nan) }
    return interleave(traced, inner: layout(mapped), outer: outer, result: result)
  }

  /// Traces a function of matrices over vectors that hold one element of every matrix each.
  mutating func matrix(
    _ function: any MatrixFunction.Type, _ operands: [MatrixOperand], mapped: [AxisID],
    result: Layout
  ) -> ID {
    let outer = layout(result.axes.filter { !mapped.contains($0) })
    var arguments: [[TracedExpression]] = []
    for operand in operands {
      let id = value(operand.node)
      let own = layout(operand.node)
      let starts = outer.positions(of: own)
      arguments.append(
        layout(operand.axes).positions(of: own).map { step in
          TracedExpression(tracer, elements(id, own, starts, step, outer))
        })
    }
    let sizes = function.shape.sizes(operands.map { layout($0.axes).shape })
    let traced = function.evaluate(arguments, sizes).map { $0.id(in: tracer) }
    guard !mapped.isEmpty else { return traced.first ?? tracer.graph.constant(.nan) }
    return interleave(traced, inner: layout(mapped), outer: outer, result: result)
  }

  /// Elements of a value at flat positions; one number stands for all.
  func part(_ id: ID, _ positions: [Int]) -> ID {
    if tracer.graph.count(id) == 1 { return id }
    return tracer.graph.gather(id, positions.map(Int32.init))
  }

  /// Puts vectors over `outer`, one for each element of `inner`, together over a result with both.
  func interleave(_ parts: [ID], inner: Layout, outer: Layout, result: Layout) -> ID {
    let spread = parts.map { tracer.graph.broadcast($0, to: outer.count) }
    let whole = tracer.graph.concatenate(spread)
    let innerPlaces = result.positions(of: inner)
    let outerPlaces = result.positions(of: outer)
    let order = zip(innerPlaces, outerPlaces).map { Int32($0 * outer.count + $1) }
    return tracer.graph.gather(whole, order)
  }

  mutating func contract(_ a: NodeID, _ b: NodeID, over axis: AxisID, result: Layout) -> ID {
    if let product = matrixProduct(a, b, over: axis, result: result) { return product }
    if let product = matrixProduct(b, a, over: axis, result: result) { return product }
    if let product = drawnProduct(a, b, over: axis, result: result) { return product }
    let whole = layout(result.axes + [axis])
    let left = aligned(a, to: whole)
    let right = aligned(b, to: whole)
    let product = tracer.graph.multiply(left, right)
    if tracer.graph.count(product) == 1 {
      return tracer.graph.multiply(product, tracer.graph.constant(Double(lengths[axis.index])))
    }
    if result.count == 1 { return tracer.graph.sum(product, over: whole.count) }
    let places = whole.positions(of: result).map(Int32.init)
    return tracer.graph.scatterAdd(product, places, count: result.count)
  }

  /// A constant matrix times a vector over the contracted axis, or times each column of a matrix.
  private mutating func matrixProduct(
    _ matrix: NodeID, _ vector: NodeID, over axis: AxisID, result: Layout
  ) -> ID? {
    let own = layout(matrix)
    let rows = layout(graph[matrix].axes.filter { $0 != axis })
    let columns = layout(graph[vector].axes.filter { $0 != axis })
    let length = lengths[axis.index]
    guard length > 0, rows.count > 1, graph[vector].axes.contains(axis),
      !columns.axes.contains(where: rows.axes.contains),
      columns.axes.isEmpty ? rows.axes == result.axes : rows.count >= Self.fewestRows,
      columns.count > 0, columns.count <= Self.mostColumns, let table = elements(of: matrix),
      table.count == own.count
    else { return nil }
    let elements = layout([axis] + rows.axes).positions(of: own).map { table[$0] }
    let factor = value(vector)
    let factorLayout = layout(vector)
    let starts = columns.positions(of: factorLayout)
    let steps = layout([axis]).positions(of: factorLayout)
    let products = starts.map { start in
      let column = tracer.graph.broadcast(part(factor, steps.map { start + $0 }), to: length)
      return tracer.graph.product(matrix: elements, rows: rows.count, column)
    }
    if columns.axes.isEmpty { return products[0] }
    return interleave(products, inner: columns, outer: rows, result: result)
  }

  /// From how many rows on and up to how many columns a product with a matrix is taken by columns.
  private static let fewestRows = 8
  private static let mostColumns = 1_024

  /// A product of matrices of which one may be a vector, as one operation; nil where both have axes that
  /// remain, or few elements, which are quicker one by one.
  private mutating func drawnProduct(
    _ a: NodeID, _ b: NodeID, over axis: AxisID, result: Layout
  ) -> ID? {
    let left = layout(graph[a].axes.filter { $0 != axis })
    let right = layout(graph[b].axes.filter { $0 != axis })
    let primitive = MatrixPrimitive(.times, left.count, lengths[axis.index], right.count)
    let isShared = left.axes.contains { right.axes.contains($0) }
    guard !isShared, !primitive.isSmall, left.count * right.count > 1,
      primitive.n * primitive.m * primitive.p > 0
    else { return nil }
    let sides = [(a, layout(left.axes + [axis])), (b, layout([axis] + right.axes))]
    var inputs: [ID] = []
    for (node, layout) in sides {
      inputs.append(tracer.graph.broadcast(aligned(node, to: layout), to: layout.count))
    }
    let product = tracer.graph.matrix(primitive, inputs, batch: 1)
    return align(product, layout(left.axes + right.axes), to: result)
  }

  /// The elements of a matrix of data; in a loop's body those of a matrix that is the same at all steps.
  private mutating func elements(of matrix: NodeID) -> [Double]? {
    if let table = model.tables[matrix.index], table.values.count == layout(matrix).count {
      return table.values
    }
    return tracer.graph.elements(value(matrix))
  }

  mutating func gather(_ source: NodeID, _ indices: [GatherIndex], result: Layout) -> ID {
    let id = value(source)
    if tracer.graph.count(id) == 1 { return id }
    let own = layout(source)
    let strides = own.strides
    var places = [Int](repeating: 0, count: result.count)
    for (axis, index) in indices.enumerated() {
      switch index {
      case .keep:
        let single = layout([own.axes[axis]])
        for (flat, place) in result.positions(of: single).enumerated() {
          places[flat] += place * strides[axis]
        }
      case .at(let node):
        guard let positions = tracer.graph.elements(value(node)) else {
          return pick(id, place(indices, in: own, result: result), among: own.count)
        }
        let spread = result.positions(of: layout(node))
        for flat in places.indices {
          let raw = positions.count == 1 ? positions[0] : positions[spread[flat]]
          // Positions outside are read only where a condition then ignores them.
          let position = raw.isFinite ? min(max(Int(raw), 1), max(own.shape[axis], 1)) : 1
          places[flat] += (position - 1) * strides[axis]
        }
      }
    }
    return tracer.graph.gather(id, places.map(Int32.init))
  }

  /// One-based flat positions in a source, by indices some of which change from step to step of a loop.
  private mutating func place(
    _ indices: [GatherIndex], in own: Layout, result: Layout
  ) -> ID {
    let one = tracer.graph.constant(1)
    var total = one
    for (axis, index) in indices.enumerated() {
      let positions: ID
      switch index {
      case .keep:
        let single = result.positions(of: layout([own.axes[axis]]))
        positions = constant(single.map(Double.init))
      case .at(let node):
        positions = tracer.graph.subtract(aligned(node, to: result), one)
      }
      let stride = tracer.graph.constant(Double(own.strides[axis]))
      total = tracer.graph.add(total, tracer.graph.multiply(positions, stride))
    }
    return total
  }

  /// The elements of a value of `count` at one-based positions that are not known beforehand; NaN where
  /// there is none.
  func pick(_ id: ID, _ place: ID, among count: Int) -> ID {
    var chosen = tracer.graph.constant(.nan)
    for element in 0..<count {
      let position = tracer.graph.constant(Double(element + 1))
      let isHere = tracer.graph.compare(.equal, place, position)
      chosen = tracer.graph.select(isHere, part(id, [element]), chosen)
    }
    return chosen
  }

  mutating func stack(_ operands: [NodeID], result: Layout) -> ID {
    let inner = layout(Array(result.axes.dropFirst()))
    let parts = operands.map { operand in
      tracer.graph.broadcast(aligned(operand, to: inner), to: inner.count)
    }
    return tracer.graph.concatenate(parts)
  }

  mutating func assemble(_ pieces: [Piece], axes: [AxisID]) -> ID {
    var parts: [ID] = []
    var order = [Int32](repeating: 0, count: layout(axes).count)
    var start = 0
    for piece in pieces {
      let places = places(of: piece, in: axes)
      let part = aligned(piece.node, to: layout(piece.axes))
      parts.append(tracer.graph.broadcast(part, to: places.count))
      for (offset, place) in places.enumerated() where order.indices.contains(place) {
        order[place] = Int32(start + offset)
      }
      start += places.count
    }
    return tracer.graph.gather(tracer.graph.concatenate(parts), order)
  }

  /// The flat positions of a piece's elements in the whole.
  func places(of piece: Piece, in axes: [AxisID]) -> [Int] {
    let strides = layout(axes).strides
    var start = 0
    for (k, axis) in piece.axes.enumerated() {
      start += (offsets[axis.index] - offsets[axes[k].index]) * strides[k]
    }
    let part = layout(piece.axes)
    var places = [Int](repeating: 0, count: part.count)
    part.forEach(operandStrides: [strides], starts: [start]) { flat, place in
      places[flat] = place[0]
    }
    return places
  }
}

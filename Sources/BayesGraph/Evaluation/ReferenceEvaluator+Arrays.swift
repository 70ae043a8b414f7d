import BayesMath

extension ReferenceEvaluator {
  func elementwise(
    _ function: any ElementwiseFunction.Type, _ operands: [NodeID], over result: Layout
  ) -> [S] {
    let elements = operands.map { known($0) }
    // Single numbers, as the steps of recurrences have them, need no layout.
    if result.count == 1, elements.allSatisfy({ $0.count == 1 }) {
      return [function.evaluate(elements.map { $0[0] })]
    }
    let strides = operands.map { layout($0).strides(in: result.axes) }
    var output = [S](repeating: .constant(0), count: result.count)
    result.forEach(operandStrides: strides) { flat, positions in
      output[flat] = function.evaluate(zip(elements, positions).map { $0[$1] })
    }
    return output
  }

  func select(
    _ condition: NodeID, _ whenTrue: NodeID, _ whenFalse: NodeID, over result: Layout
  ) -> [S] {
    let operands = [condition, whenTrue, whenFalse]
    let elements = operands.map { known($0) }
    let strides = operands.map { layout($0).strides(in: result.axes) }
    var output = [S](repeating: .constant(0), count: result.count)
    result.forEach(operandStrides: strides) { flat, positions in
      output[flat] = S.select(
        S.not(S.equal(elements[0][positions[0]], .constant(0))),
        elements[1][positions[1]], elements[2][positions[2]])
    }
    return output
  }

  /// The elements along `over`, for the coordinates of a result that lacks those axes.
  func lane(
    _ function: any LaneFunction.Type, _ operands: [NodeID], over: [AxisID], mapped: [AxisID],
    result: Layout
  ) -> [S] {
    let outer = layout(result.axes.filter { !mapped.contains($0) })
    let lane = layout(over)
    let inner = operands.map { lane.positions(of: layout($0)) }
    let elements = operands.map { known($0) }
    let outputInner = layout(mapped).positions(of: result)
    var output = [S](repeating: .constant(0), count: result.count)
    let strides =
      operands.map { layout($0).strides(in: outer.axes) } + [result.strides(in: outer.axes)]
    outer.forEach(operandStrides: strides) { _, positions in
      let lanes = operands.indices.map { k in
        inner[k].map { elements[k][positions[k] + $0] }
      }
      let values = function.evaluate(lanes)
      for (place, value) in zip(outputInner, values) {
        output[positions[operands.count] + place] = value
      }
    }
    return output
  }

  func matrix(
    _ function: any MatrixFunction.Type, _ operands: [MatrixOperand], mapped: [AxisID],
    result: Layout
  ) -> [S] {
    let outer = layout(result.axes.filter { !mapped.contains($0) })
    let nodes = operands.map { layout($0.node) }
    let inner = zip(operands, nodes).map { layout($0.axes).positions(of: $1) }
    let elements = operands.map { known($0.node) }
    let sizes = function.shape.sizes(operands.map { layout($0.axes).shape })
    let outputInner = layout(mapped).positions(of: result)
    var output = [S](repeating: .constant(0), count: result.count)
    let strides = nodes.map { $0.strides(in: outer.axes) } + [result.strides(in: outer.axes)]
    outer.forEach(operandStrides: strides) { _, positions in
      let arguments = operands.indices.map { k in
        inner[k].map { elements[k][positions[k] + $0] }
      }
      for (place, value) in zip(outputInner, function.evaluate(arguments, sizes)) {
        output[positions[operands.count] + place] = value
      }
    }
    return output
  }

  func contract(_ a: NodeID, _ b: NodeID, over axis: AxisID, result: Layout) -> [S] {
    let length = lengths[axis.index]
    let first = known(a)
    let second = known(b)
    let firstStep = layout(a).strides(in: [axis])[0]
    let secondStep = layout(b).strides(in: [axis])[0]
    var output = [S](repeating: .constant(0), count: result.count)
    let strides = [a, b].map { layout($0).strides(in: result.axes) }
    result.forEach(operandStrides: strides) { flat, positions in
      let products = (0..<length).map {
        first[positions[0] + $0 * firstStep] * second[positions[1] + $0 * secondStep]
      }
      output[flat] = pairwiseSum(products[...])
    }
    return output
  }

  mutating func gather(_ id: NodeID, _ source: NodeID, _ indices: [GatherIndex]) -> [S] {
    let result = layout(id)
    let sourceLayout = layout(source)
    let sourceStrides = sourceLayout.strides
    let elements = known(source)
    var strides: [[Int]] = []
    var kept = [Int](repeating: 0, count: result.axes.count)
    var indexElements: [(values: [S], axis: Int)] = []
    for (axis, index) in indices.enumerated() {
      switch index {
      case .keep:
        for (k, resultAxis) in result.axes.enumerated() where resultAxis == sourceLayout.axes[axis]
        {
          kept[k] += sourceStrides[axis]
        }
      case .at(let node):
        strides.append(layout(node).strides(in: result.axes))
        indexElements.append((known(node), axis))
      }
    }
    var output = [S](repeating: .constant(.nan), count: result.count)
    var found: [IndexFault] = []
    result.forEach(operandStrides: strides + [kept]) { flat, positions in
      var place = positions[strides.count]
      for (k, index) in indexElements.enumerated() {
        let value = referenceValue(index.values[positions[k]])
        let length = sourceLayout.shape[index.axis]
        guard value >= 1, value <= Double(length), value == value.rounded() else {
          found.append(
            IndexFault(node: id, axis: index.axis, value: value, length: length, element: flat))
          return
        }
        place += (Int(value) - 1) * sourceStrides[index.axis]
      }
      output[flat] = elements[place]
    }
    faults += found
    return output
  }

  func stack(_ operands: [NodeID], result: Layout) -> [S] {
    let inner = layout(Array(result.axes.dropFirst()))
    return operands.flatMap { operand in
      let elements = known(operand)
      return inner.positions(of: layout(operand)).map { elements[$0] }
    }
  }

  func assemble(_ pieces: [Piece], axes: [AxisID]) -> [S] {
    var output = [S](repeating: .constant(.nan), count: layout(axes).count)
    for piece in pieces { write(known(piece.node), of: piece, into: &output, axes: axes) }
    return output
  }

  /// Writes a piece's elements to where they belong in the whole.
  func write(_ elements: [S], of piece: Piece, into output: inout [S], axes: [AxisID]) {
    let whole = layout(axes).strides
    let part = layout(piece.axes)
    let operand = part.positions(of: layout(piece.node))
    var start = 0
    for (k, axis) in piece.axes.enumerated() {
      start += (offsets[axis.index] - offsets[axes[k].index]) * whole[k]
    }
    part.forEach(operandStrides: [whole], starts: [start]) { flat, place in
      if output.indices.contains(place[0]) { output[place[0]] = elements[operand[flat]] }
    }
  }

  /// The plain number, for indices, whose derivative is nothing.
  func referenceValue(_ x: S) -> Double {
    switch x {
    case let value as Double: value
    case let number as any ReferenceNumber: number.value
    default: .nan
    }
  }
}

/// A scalar that carries its plain value, such as a dual number.
package protocol ReferenceNumber {
  var value: Double { get }
}

extension Dual: ReferenceNumber {}

/// Walks the coordinates of a result and keeps the flat positions of operands laid out over some of
/// its axes.
package struct Layout: Sendable {
  package let axes: [AxisID]
  package let shape: [Int]
  package let count: Int

  package init(axes: [AxisID], shape: [Int]) {
    self.axes = axes
    self.shape = shape
    count = shape.reduce(1, *)
  }

  /// Row-major strides of this layout.
  package var strides: [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for i in stride(from: shape.count - 2, through: 0, by: -1) {
      strides[i] = strides[i + 1] * shape[i + 1]
    }
    return strides
  }

  /// Per axis of a result, how far this operand moves; 0 where it lacks the axis.
  package func strides(in result: [AxisID]) -> [Int] {
    let own = strides
    return result.map { axis in
      axes.indices.filter { axes[$0] == axis }.reduce(0) { $0 + own[$1] }
    }
  }

  /// Calls `body` with each flat position of this layout and the operands' positions there.
  package func forEach(
    operandStrides: [[Int]], starts: [Int]? = nil, _ body: (Int, [Int]) -> Void
  ) {
    guard count > 0 else { return }
    var coordinates = [Int](repeating: 0, count: shape.count)
    var positions = starts ?? [Int](repeating: 0, count: operandStrides.count)
    for flat in 0..<count {
      body(flat, positions)
      var axis = shape.count - 1
      while axis >= 0 {
        coordinates[axis] += 1
        for k in operandStrides.indices { positions[k] += operandStrides[k][axis] }
        if coordinates[axis] < shape[axis] { break }
        for k in operandStrides.indices {
          positions[k] -= operandStrides[k][axis] * shape[axis]
        }
        coordinates[axis] = 0
        axis -= 1
      }
    }
  }

  /// The operand's flat position for each flat position of this layout; axes that only the operand
  /// has are taken at their first element.
  package func positions(of operand: Layout) -> [Int] {
    if operand.axes == axes { return Array(0..<count) }
    var positions = [Int](repeating: 0, count: count)
    forEach(operandStrides: [operand.strides(in: axes)]) { flat, place in
      positions[flat] = place[0]
    }
    return positions
  }
}

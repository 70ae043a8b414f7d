import BayesMath
import CVectorMath

/// A function of matrices for a batch of them, or its adjoint.
///
/// Elements stand as vectors over the batch, one element after the other; those of a shared input stand
/// once. The value has its results first, then for each of the batch what the adjoint wants kept. The
/// adjoint reads the first two inputs, the value and the adjoint of the results, and gives the adjoints
/// of the active inputs one after the other.
struct MatrixCall: Hashable {
  let primitive: MatrixPrimitive
  let batch: Int
  /// Bits: which inputs all of the batch share, and which are differentiated.
  let shared: Int32
  var active: Int32 = 0
  var isAdjoint = false

  /// How many numbers others read of the value.
  var resultCount: Int { primitive.resultCount * batch }

  /// How many numbers it writes.
  var count: Int {
    guard isAdjoint else { return resultCount + primitive.keptCount * batch }
    return activeCounts.reduce(0) { $0 + ($1 ?? 0) }
  }

  /// The length of each active input, nil for the others.
  var activeCounts: [Int?] {
    primitive.inputCounts.enumerated().map { place, count in
      guard active >> Int32(place) & 1 == 1 else { return nil }
      return shared >> Int32(place) & 1 == 1 ? count : count * batch
    }
  }

  /// As kernels take it, but for its work space.
  var shape: cvm_matrix {
    var shape = primitive.shape
    shape.is_adjoint = isAdjoint ? 1 : 0
    shape.shared = shared
    shape.active = active
    shape.batch = batch
    return shape
  }

  /// As a listing names it.
  var name: String { isAdjoint ? "\(primitive.kind)'" : "\(primitive.kind)" }
}

extension NumericGraph {
  /// A function of matrices; constants are folded.
  mutating func matrix(_ primitive: MatrixPrimitive, _ inputs: [ID], batch: Int) -> ID {
    let counts = primitive.inputCounts
    let isShared = zip(inputs, counts).map { batch > 1 && count($0) == $1 }
    let columns = inputs.compactMap { elements($0) }
    if columns.count == inputs.count {
      return folded(primitive, columns, counts, isShared, batch: batch)
    }
    if primitive.kind == .quadratic, isShared[0] || elements(inputs[0]) != nil {
      // One factor serves all, or is known.
      let factors = isShared[0] ? 1 : batch
      let factor = matrix(MatrixPrimitive(.cholesky, primitive.n), [inputs[0]], batch: factors)
      let rest = MatrixPrimitive(.quadraticCholesky, primitive.n)
      return matrix(rest, [factor] + inputs.dropFirst(), batch: batch)
    }
    let shared = isShared.enumerated().reduce(Int32(0)) { $0 | ($1.element ? 1 : 0) << $1.offset }
    let call = MatrixCall(primitive: primitive, batch: batch, shared: shared)
    return value(.matrix(call, inputs), count: call.count)
  }

  private mutating func folded(
    _ primitive: MatrixPrimitive, _ columns: [[Double]], _ counts: [Int], _ isShared: [Bool],
    batch: Int
  ) -> ID {
    var results = [Double](repeating: 0, count: primitive.resultCount * batch)
    for place in 0..<batch {
      let own = columns.indices.map { k in
        isShared[k] ? columns[k] : (0..<counts[k]).map { columns[k][$0 * batch + place] }
      }
      for (k, result) in primitive.value(own).enumerated() { results[k * batch + place] = result }
    }
    return table(results)
  }
}

extension Adjoint {
  /// Adds a matrix function's adjoint to those of its inputs.
  mutating func propagate(_ call: MatrixCall, _ inputs: [ID], _ id: ID, _ adjoint: ID) {
    guard !call.isAdjoint else { return }
    var reversed = call
    reversed.isAdjoint = true
    for (place, input) in inputs.enumerated() where isActive[input.index] {
      reversed.active |= 1 << Int32(place)
    }
    let seed = tracer.graph.broadcast(adjoint, to: call.resultCount)
    let operands = [inputs[0], inputs.count > 1 ? inputs[1] : inputs[0], id, seed]
    let result = tracer.graph.value(.matrix(reversed, operands), count: reversed.count)
    var start = 0
    for (input, count) in zip(inputs, reversed.activeCounts) {
      guard let count else { continue }
      let part = tracer.graph.gather(result, (start..<start + count).map(Int32.init))
      add(part, to: input, from: count)
      start += count
    }
  }
}

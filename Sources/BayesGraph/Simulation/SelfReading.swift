import BayesMath

/// Equations that read earlier elements of the quantity they define: drawn step by step, all elements
/// of a step at once.
struct SelfReading {
  private let terms: [SimulatedTerm]
  private let model: BoundModel
  /// Per axis of the quantity whether it is stepped along.
  private let stepped: [Int]

  /// Nil where no equation reads itself.
  init?(_ terms: [SimulatedTerm], _ model: BoundModel) {
    guard !terms.isEmpty else { return nil }
    self.terms = terms
    self.model = model
    let places = terms.flatMap { term in
      term.stepAxes.compactMap { term.term.axes.firstIndex(of: $0) }
    }
    stepped = Set(places).sorted()
  }

  func draw(
    _ evaluator: inout ReferenceEvaluator<Double>, using stream: inout RandomStream
  ) throws(DrawRefusal) {
    // What does not change from step to step is computed once, over whole axes.
    for node in terms.flatMap(\.sliced) { _ = evaluator.evaluate(node) }
    let axes = model.graph[terms[0].variable].axes
    let steps = evaluator.layout(stepped.map { axes[$0] })
    var places: [[Int]] = []
    steps.forEach(operandStrides: []) { flat, _ in
      var rest = flat
      places.append(
        steps.shape.reversed().map { length in
          defer { rest /= max(length, 1) }
          return rest % max(length, 1)
        }.reversed())
    }
    for place in places {
      for term in terms { try step(term, at: place, &evaluator, using: &stream) }
    }
  }

  /// One step of an equation, its axes narrowed to it where they can be; nothing where it does not reach there.
  private func step(
    _ term: SimulatedTerm, at place: [Int], _ evaluator: inout ReferenceEvaluator<Double>,
    using stream: inout RandomStream
  ) throws(DrawRefusal) {
    let axes = model.graph[term.variable].axes
    var narrowed: [AxisID: Int] = [:]
    for (k, position) in zip(stepped, place) {
      let axis = term.term.axes[k]
      let start = model.offsets[axis.index] - model.offsets[axes[k].index]
      guard position >= start, position < start + model.lengths[axis.index] else { return }
      narrowed[axis] = position - start
    }
    if term.isWhole {
      forget(term.changing, in: &evaluator)
      defer { forget(term.changing, in: &evaluator) }
      return try term.draw(&evaluator, at: narrowed, using: &stream)
    }
    let aside = term.sliced.map { ($0, evaluator.values[$0.index]) }
    let sliced = term.sliced.map { ($0, slice($0, narrowed, evaluator)) }
    for (axis, position) in narrowed {
      evaluator.lengths[axis.index] = 1
      evaluator.offsets[axis.index] += position
    }
    for (node, elements) in sliced { evaluator.values[node.index] = elements }
    forget(term.changing, in: &evaluator)
    var failure: DrawRefusal?
    do throws(DrawRefusal) {
      try term.draw(&evaluator, using: &stream)
    } catch {
      failure = error
    }
    forget(term.changing, in: &evaluator)
    for (node, elements) in aside { evaluator.values[node.index] = elements }
    for (axis, position) in narrowed {
      evaluator.lengths[axis.index] = model.lengths[axis.index]
      evaluator.offsets[axis.index] -= position
    }
    if let failure { throw failure }
  }

  /// Leaves nodes to be computed anew.
  private func forget(_ nodes: [NodeID], in evaluator: inout ReferenceEvaluator<Double>) {
    for node in nodes {
      evaluator.values[node.index] = nil
      if case .recurrence(let id, _) = model.graph[node].operation {
        evaluator.carried[id.index] = nil
      }
    }
  }

  /// A node's elements at one place along some of its axes.
  private func slice(
    _ node: NodeID, _ narrowed: [AxisID: Int], _ evaluator: ReferenceEvaluator<Double>
  ) -> [Double] {
    let elements = evaluator.known(node)
    let whole = evaluator.layout(node)
    let strides = whole.strides
    let start = zip(whole.axes, strides).reduce(0) { $0 + (narrowed[$1.0] ?? 0) * $1.1 }
    let part = Layout(
      axes: whole.axes,
      shape: zip(whole.axes, whole.shape).map { narrowed[$0] == nil ? $1 : 1 })
    var sliced = [Double](repeating: 0, count: part.count)
    part.forEach(operandStrides: [strides], starts: [start]) { flat, place in
      sliced[flat] = elements[place[0]]
    }
    return sliced
  }
}

import BayesSource

extension Binder {
  /// Refuses equations of one name that, with the sizes the data give, define an element twice or
  /// leave one out; what the program's text decides was proved before.
  mutating func checkPieces() {
    for variable in graph.variables where !variable.terms.isEmpty {
      check(
        variable.terms.map(\.axes), of: variable.axes, mayBePartial: variable.observed != nil,
        variable.name, at: variable.span)
    }
    for node in graph.nodes {
      guard case .assemble(let pieces) = node.operation else { continue }
      let name = graph.source.text(in: node.origin)
      check(pieces.map(\.axes), of: node.axes, mayBePartial: false, name, at: node.origin)
    }
    for state in graph.recurrences.flatMap(\.states) {
      check(
        state.pieces.map(\.axes), of: state.axes, mayBePartial: false, state.name, at: state.span)
    }
  }

  /// Pieces are boxes of positions: they must be disjoint, and have as many elements as the whole.
  private mutating func check(
    _ pieces: [[AxisID]], of whole: [AxisID], mayBePartial: Bool, _ name: String,
    at span: SourceSpan
  ) {
    let boxes = pieces.map { $0.map(interval) }
    for (place, box) in boxes.enumerated() {
      for other in boxes[(place + 1)...]
      where zip(box, other).allSatisfy({ $0.overlaps($1) }) {
        return report(.piecesOverlap(name, at: span))
      }
    }
    guard !mayBePartial else { return }
    func count(_ box: [Range<Int>]) -> Double { box.reduce(1) { $0 * Double($1.count) } }
    if boxes.reduce(0, { $0 + count($1) }) != count(whole.map(interval)) {
      report(.piecesLeaveGap(name, at: span))
    }
  }

  private func interval(_ axis: AxisID) -> Range<Int> {
    let start = evaluator.offsets[axis.index]
    return start..<start + evaluator.lengths[axis.index]
  }
}

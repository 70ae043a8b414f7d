import BayesGraph
import BayesSource
import BayesSyntax

/// An end of a piece, as far as it is known before data are bound.
private enum PieceEnd: Equatable {
  case start(Int)
  case beforeEnd(Int)
}

extension Checker {
  mutating func provePieces() {
    for (id, pieces) in variablePieces.sorted(by: { $0.key.index < $1.key.index }) {
      let variable = graph[id]
      let name = Identifier(name: variable.name, span: variable.span)
      prove(pieces, of: name, whole: variable.axes, mayBePartial: variable.observed != nil)
    }
  }

  /// Proves that pieces cover a name's axes without gap or overlap; what cannot be decided before
  /// data are bound is decided then.
  mutating func prove(
    _ pieces: [[AxisID]], of name: Identifier, whole: [AxisID], mayBePartial: Bool
  ) {
    let split = whole.indices.filter { place in pieces.contains { isPart($0[place]) } }
    guard !split.isEmpty else {
      if pieces.count > 1 { report(.overlappingPieces(name, at: "every element")) }
      return
    }
    guard split.count == 1, let place = split.first else { return }
    let known = pieces.compactMap { ends(of: $0[place]) }
    guard known.count == pieces.count else { return }
    let sorted = known.sorted { rank($0.0) < rank($1.0) }
    for (a, b) in zip(sorted, sorted.dropFirst()) where a.1 != b.0 {
      if isOpen(a.1, b.0) || mayBePartial && rank(a.1) < rank(b.0) { continue }
      report(
        rank(a.1) > rank(b.0)
          ? .overlappingPieces(name, at: text(b.0, whole[place]))
          : .gapInPieces(name, at: text(a.1, whole[place])))
      return
    }
    let isComplete = sorted.first?.0 == .start(0) && sorted.last?.1 == .beforeEnd(0)
    let isLong = sorted.last.map { isOpen($0.1, .beforeEnd(0)) } ?? false
    if !mayBePartial && !isComplete && !isLong {
      let first =
        sorted.first?.0 == .start(0)
        ? sorted.last.flatMap { text($0.1, whole[place]) } : "element 1"
      report(.gapInPieces(name, at: first))
    }
  }

  private func isPart(_ axis: AxisID) -> Bool {
    if case .piece(_, let lower, let upper) = graph[axis].extent {
      return lower != nil || upper != nil
    }
    return false
  }

  /// Whether the size of the dimension decides which of two ends comes first.
  private func isOpen(_ a: PieceEnd, _ b: PieceEnd) -> Bool {
    switch (a, b) {
    case (.start(let count), .beforeEnd), (.beforeEnd, .start(let count)): count > 0
    case (.start, .start), (.beforeEnd, .beforeEnd): false
    }
  }

  /// The element behind an end, in words; nil behind the last.
  private func text(_ end: PieceEnd, _ whole: AxisID) -> String? {
    let size = dimension(of: whole).flatMap(knownSize)
    return switch end {
    case .start(let count): "element \(count + 1)"
    case .beforeEnd(let count) where count > 0 && size != nil:
      "element \((size ?? 0) - count + 1)"
    case .beforeEnd(1): "the last element"
    case .beforeEnd(let count): count > 0 ? "element \(count) from the end" : nil
    }
  }

  /// The place of an end in a dimension far longer than any count in a program.
  private func rank(_ end: PieceEnd) -> Double {
    switch end {
    case .start(let count): Double(count)
    case .beforeEnd(let count): 1e15 - Double(count)
    }
  }

  private func ends(of axis: AxisID) -> (PieceEnd, PieceEnd)? {
    switch graph[axis].extent {
    case .dimension: return (.start(0), .beforeEnd(0))
    case .piece(let dimension, let lower, let upper):
      let first = lower.map { end($0) } ?? .start(0)
      let last = upper.map { end($0) } ?? .beforeEnd(0)
      guard let first, let last else { return nil }
      guard let size = knownSize(dimension) else { return (first, last) }
      return (fromEnd(first, size), fromEnd(last, size))
    case .range, .segments, .count, .fixed: return nil
    }
  }

  /// The same end counted from behind, where the size is known.
  private func fromEnd(_ end: PieceEnd, _ size: Int) -> PieceEnd {
    guard case .start(let count) = end, count > 0, count <= size else { return end }
    return .beforeEnd(size - count)
  }

  private func end(_ id: NodeID) -> PieceEnd? {
    if let value = constantValue(id), let count = Int(exactly: value) { return .start(count) }
    if case .elementwise(let function, let operands) = graph[id].operation,
      FunctionCatalog.declaration(of: function).name == "-", operands.count == 2,
      case .size = graph[operands[0]].operation,
      let value = constantValue(operands[1]), let count = Int(exactly: value)
    {
      return .beforeEnd(count)
    }
    return nil
  }
}

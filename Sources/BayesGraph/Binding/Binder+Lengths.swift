import BayesData
import BayesSource

extension Binder {
  /// Lengths longer than this are refused whatever memory there is: four of them fit one another's
  /// product in a Double, and none overflows when it is added.
  static let lengthLimit = 1 << 40

  /// Lengths and offsets of all axes, in the order in which they were made: an axis refers to nodes,
  /// axes and dimensions before it only.
  mutating func measureAxes() {
    for index in graph.axes.indices { measure(AxisID(index)) }
  }

  /// The length and the offset of an axis.
  mutating func measure(_ id: AxisID) {
    guard !isMeasured[id.index] else { return }
    isMeasured[id.index] = true
    switch graph[id].extent {
    case .dimension(let dimension, _): setLength(of: id, size(of: dimension), at: nil)
    case .fixed(let length): setLength(of: id, length, at: graph[id].span)
    case .count(let node):
      let length = integer(node) ?? 0
      if length < 0 { report(.negativeSize("a slice", length, at: graph[node].origin)) }
      setLength(of: id, max(length, 0), at: graph[node].origin)
    case .range(let lower, let upper):
      guard let first = integer(lower), let last = integer(upper) else { return }
      let (span, isTooLong) = last.subtractingReportingOverflow(first)
      let (offset, isTooLow) = first.subtractingReportingOverflow(1)
      guard !isTooLong || last < first, !isTooLow else {
        report(.tooManyElements(graph[id].name, at: graph[id].span ?? graph[upper].origin))
        return
      }
      evaluator.offsets[id.index] = offset
      setLength(of: id, last < first ? 0 : span + 1, at: graph[id].span ?? graph[upper].origin)
    case .piece(let dimension, let lower, let upper):
      measurePiece(id, of: dimension, lower, upper)
    case .segments(let owners, let lengths): measureSegments(id, of: owners, lengths)
    }
  }

  /// One segment for each position of other axes, of which none is shorter than nothing.
  private mutating func measureSegments(_ id: AxisID, of owners: [AxisID], _ lengths: NodeID) {
    for owner in owners { measure(owner) }
    guard let counts = counts(lengths, of: "a slice") else { return }
    let own = evaluator.layout(lengths)
    let whole = evaluator.layout(owners)
    let segments = AxisSegments(
      owners: owners, lengths: whole.positions(of: own).map { counts[$0] })
    evaluator.segments[id] = segments
    setLength(of: id, segments.count, at: graph[lengths].origin)
  }

  /// Data-level Ints that count elements, one for each position; nil, reported, where they do not.
  mutating func counts(_ node: NodeID, of what: String) -> [Int]? {
    guard prepare(node) else { return nil }
    let origin = graph[node].origin
    var counts: [Int] = []
    var total = 0.0
    let values = evaluator.evaluate(node)
    guard isSound() else { return nil }
    for value in values {
      guard let count = Int(exactly: value) else {
        report(.noCount(value, graph.source.text(in: origin), at: origin))
        return nil
      }
      guard count >= 0 else {
        report(.negativeSize(what, count, at: origin))
        return nil
      }
      total += value
      counts.append(count)
    }
    guard total <= Double(Self.lengthLimit), 8 * total <= Double(options.maxMemory) else {
      report(.tooManyElements(what, at: origin))
      return nil
    }
    return counts
  }

  /// A piece counts elements from the front or from behind: no fewer than none, no more than there
  /// are; all pieces of an empty dimension are empty.
  private mutating func measurePiece(
    _ id: AxisID, of dimension: DimensionID, _ lower: NodeID?, _ upper: NodeID?
  ) {
    let size = size(of: dimension)
    for end in [lower, upper].compactMap(\.self) {
      guard let place = integer(end) else { return }
      let isFromBehind = isFromBehind(end)
      let (count, overflows) =
        isFromBehind ? size.subtractingReportingOverflow(place) : (place, false)
      guard !overflows, count >= 0, count <= size || size == 0 else {
        report(
          .pieceCount(
            overflows ? nil : count, of: graph[dimension].name, size,
            at: graph[id].span ?? graph[end].origin, in: graph))
        return
      }
    }
    let first = min(max(lower.flatMap { integer($0) } ?? 0, 0), size)
    let last = min(max(upper.flatMap { integer($0) } ?? size, 0), size)
    evaluator.offsets[id.index] = first
    setLength(of: id, max(last - first, 0), at: nil)
  }

  /// Whether an end is the size less a count.
  private func isFromBehind(_ end: NodeID) -> Bool {
    guard case .elementwise(let function, let operands) = graph[end].operation,
      ObjectIdentifier(function) == ObjectIdentifier(Subtract.self),
      case .size = graph[operands[0]].operation
    else { return false }
    return true
  }

  private mutating func setLength(of id: AxisID, _ length: Int, at span: SourceSpan?) {
    guard length <= Self.lengthLimit else {
      report(.tooManyElements(graph[id].name, at: span))
      return
    }
    evaluator.lengths[id.index] = length
  }

  /// A data-level Int without axes; nil where what it reads is not there, which is reported.
  mutating func integer(_ node: NodeID) -> Int? {
    guard let value = number(node) else { return nil }
    guard let integer = Int(exactly: value) else {
      report(.noCount(value, graph.source.text(in: graph[node].origin), at: graph[node].origin))
      return nil
    }
    return integer
  }

  /// A data-level number without axes, the inputs and axes it needs read and measured first.
  private mutating func number(_ node: NodeID) -> Double? {
    if let known = evaluator.values[node.index] { return known.first }
    guard prepare(node) else { return nil }
    let value = evaluator.evaluate(node).first
    return isSound() ? value : nil
  }

  /// Whether the loops of functions ended and read what is there; reported where they did not.
  private mutating func isSound() -> Bool {
    if let endless = evaluator.endless.first {
      report(.endless(graph[endless.routine].span))
      return false
    }
    if let fault = evaluator.faults.first(where: { $0.within != nil }) {
      report(.indexOutside(fault, in: graph))
      return false
    }
    return true
  }

  /// Makes all there is to evaluate a node; false where something is missing or too large.
  mutating func prepare(_ node: NodeID) -> Bool {
    let reached = reach(node)
    var bytes = 0.0
    for next in reached {
      for axis in graph[next].axes where !isMeasured[axis.index] { measure(axis) }
      for axis in graph[next].operation.ownAxes where !isMeasured[axis.index] { measure(axis) }
      guard isFine else { return false }
      switch graph[next].operation {
      case .input(let input):
        read(input.index)
        guard evaluator.inputs[input.index] != nil else { return false }
      case .variable: return false
      default: break
      }
      bytes += 8 * elementCount(next)
    }
    guard bytes <= Double(options.maxMemory) else {
      report(.tooLarge(bytes, limit: options.maxMemory, at: graph[node].origin))
      return false
    }
    return true
  }

  /// The node and all it reads, in order, but not what stands behind values that are known.
  private func reach(_ node: NodeID) -> [NodeID] {
    var seen: Set<NodeID> = [node]
    var pending = [node]
    while let next = pending.popLast() {
      var operands = graph.operands(of: next)
      // The steps of a routine have axes of their own.
      if case .routine(let routine, _, _) = graph[next].operation {
        operands += graph[routine].nodes
      }
      for operand in operands
      where evaluator.values[operand.index] == nil && seen.insert(operand).inserted {
        pending.append(operand)
      }
    }
    return seen.sorted { $0.index < $1.index }
  }

  /// How many elements a node has, which may be more than an Int holds.
  func elementCount(_ node: NodeID) -> Double {
    graph[node].axes.reduce(1.0) { $0 * Double(evaluator.lengths[$1.index]) }
  }

  /// Refuses what would take more than the limit before it is made: 8 bytes for an element of a
  /// table, as many again for the value and the derivative of what depends on draws.
  mutating func fitsMemory() -> Bool {
    var bytes = 0.0
    var seen = [Bool](repeating: false, count: graph.nodes.count)
    var pending = graph.roots + graph.variableNodes
    while let next = pending.popLast() {
      guard !seen[next.index] else { continue }
      seen[next.index] = true
      bytes += (graph[next].level == .data ? 8 : 24) * elementCount(next)
      if case .contract(_, _, let axis) = graph[next].operation {
        bytes += 8 * Double(evaluator.lengths[axis.index])
      }
      guard bytes <= Double(options.maxMemory) else {
        report(.tooLarge(bytes, limit: options.maxMemory, at: graph[next].origin))
        return false
      }
      pending += graph.operands(of: next)
    }
    return true
  }
}

extension Operation {
  /// Axes that an operation names beside those of its result.
  var ownAxes: [AxisID] {
    switch self {
    case .position(let axis), .segment(let axis, _), .size(let axis), .contract(_, _, let axis):
      [axis]
    case .lane(_, _, let over, let result): over + result
    case .matrix(_, let operands, let result): operands.flatMap(\.axes) + result
    case .logDensity(let call, _), .logProbability(let call, _, _): call.ownAxes
    case .assemble(let pieces): pieces.flatMap(\.axes)
    case .solution(let solution): solution.ownAxes
    default: []
    }
  }
}

extension DistributionCall {
  /// The axes of an event, and those that components lie along.
  fileprivate var ownAxes: [AxisID] {
    eventAxes
      + arguments.flatMap { argument -> [AxisID] in
        switch argument {
        case .value, .range: []
        case .components(let calls): calls.flatMap(\.ownAxes)
        case .family(let call, let axis): call.ownAxes + [axis]
        }
      }
  }
}

extension ModelGraph {
  /// The nodes that stand for whole variables.
  fileprivate var variableNodes: [NodeID] {
    nodes.indices.filter { index in
      if case .variable = nodes[index].operation { true } else { false }
    }.map { NodeID($0) }
  }
}

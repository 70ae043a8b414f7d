import BayesData
import BayesSource

extension Binder {
  /// The size of every dimension: its own expression or labels, else what all data that carry it say,
  /// else the largest code.
  mutating func findSizes() {
    for (index, dimension) in graph.dimensions.enumerated() {
      let id = DimensionID(index)
      switch dimension.size {
      case .labels(let list):
        labels[index] = list
        setSize(of: id, list.count)
      case .expression(let node): setSize(of: id, from: node)
      case .inferred: inferSize(of: id)
      }
    }
  }

  private mutating func setSize(of id: DimensionID, _ size: Int) {
    sizes[id.index] = size
    for (index, axis) in graph.axes.enumerated() {
      if case .dimension(id, _) = axis.extent { evaluator.lengths[index] = size }
    }
  }

  private mutating func setSize(of id: DimensionID, from node: NodeID) {
    guard let size = integer(node) else {
      // An input that is missing has been reported already.
      if isFine { report(.unknownSize(graph[id].name, at: graph[id].span)) }
      return
    }
    guard size >= 0 else {
      report(.negativeSize(graph[id].name, size, at: graph[id].span))
      return
    }
    setSize(of: id, size)
  }

  /// An array of data that carries a dimension, and the size it gives.
  private struct Vote {
    let name: String
    let size: Int
  }

  private mutating func inferSize(of id: DimensionID) {
    collectLabels(of: id)
    var votes: [Vote] = labels[id.index].map { [Vote(name: "its labels", size: $0.count)] } ?? []
    if votes.isEmpty { votes = shapeVotes(for: id) }
    if let first = votes.first {
      if let other = votes.first(where: { $0.size != first.size }) {
        _ = other
        report(
          .sizesDisagree(
            graph[id].name, votes.map { "\($0.name): \($0.size)" }, at: graph[id].span))
        return
      }
      setSize(of: id, first.size)
      return
    }
    guard let largest = largestCode(of: id) else {
      report(.unknownSize(graph[id].name, at: graph[id].span))
      return
    }
    remarks.append("dim \(graph[id].name) has the size of its largest code, \(largest)")
    report(.sizeFromCodes(graph[id].name, largest, at: graph[id].span))
    setSize(of: id, largest)
  }

  private func shapeVotes(for id: DimensionID) -> [Vote] {
    var votes: [Vote] = []
    for input in graph.inputs {
      guard let value = data[input.name], value.shape.count == input.axes.count else { continue }
      for (axis, size) in zip(input.axes, value.shape) {
        if case .dimension(id, _) = graph[axis].extent {
          votes.append(Vote(name: input.name, size: size))
        }
      }
    }
    if votes.isEmpty {
      for input in graph.inputs where data[input.name] == nil {
        guard let columns = columns(of: input), let rows = columns.first?.count else { continue }
        if case .dimension(id, _) = graph[input.axes[0]].extent {
          votes.append(Vote(name: columns[0].name, size: rows))
        }
      }
    }
    return votes
  }

  /// The columns of a table that make up a matrix: those named by the labels of its last dimension.
  func columns(of input: Input) -> [DataValue]? {
    guard input.axes.count == 2,
      case .dimension(let dimension, _) = graph[input.axes[1]].extent,
      case .labels(let names) = graph[dimension].size
    else { return nil }
    let columns = names.compactMap { data[$0] }
    return columns.count == names.count && columns.allSatisfy { $0.shape.count == 1 }
      ? columns : nil
  }

  /// String columns label the dimension their type names, in the order of their code points.
  private mutating func collectLabels(of id: DimensionID) {
    var found: Set<String> = []
    for input in graph.inputs where input.element == .index(id) {
      guard case .strings(let strings)? = data[input.name]?.cells else { continue }
      found.formUnion(strings.compactMap(\.self))
    }
    guard !found.isEmpty else { return }
    labels[id.index] = found.sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
  }

  private mutating func largestCode(of id: DimensionID) -> Int? {
    let first = graph[id].firstCode.flatMap { integer($0) } ?? 1
    var largest: Int?
    for input in graph.inputs where input.element == .index(id) {
      guard case .numbers(let codes, _, true)? = data[input.name]?.cells else { continue }
      let top = codes.filter { $0.isFinite }.max().flatMap { Int(exactly: $0) }
      largest = max(largest ?? 0, (top ?? 0) - first + 1)
    }
    return largest.map { max($0, 0) }
  }
}

import BayesData
import BayesSource

extension Binder {
  /// The size of every dimension: its own expression or labels, else what all data that carry it say,
  /// else the largest code.
  mutating func findSizes() {
    for index in graph.dimensions.indices { _ = size(of: DimensionID(index)) }
  }

  /// The size of a dimension, found when it is first asked for; 0 where it cannot be known, which is
  /// reported.
  mutating func size(of id: DimensionID) -> Int {
    if !isSized[id.index] {
      isSized[id.index] = true
      switch graph[id].size {
      case .labels(let list):
        labels[id.index] = list
        sizes[id.index] = list.count
      case .expression(let node): setSize(of: id, from: node)
      case .inferred: inferSize(of: id)
      }
    }
    return sizes[id.index] ?? 0
  }

  private mutating func setSize(of id: DimensionID, from node: NodeID) {
    if !graph[node].axes.isEmpty {
      sizes[id.index] = counts(node, of: graph[id].name).map { $0.reduce(0, +) }
      return
    }
    guard let size = integer(node) else {
      // What is missing has been reported already.
      if isFine { report(.unknownSize(graph[id].name, at: graph[id].span)) }
      return
    }
    guard size >= 0 else {
      report(.negativeSize(graph[id].name, size, at: graph[id].span))
      return
    }
    guard size <= Self.lengthLimit else {
      report(.tooManyElements(graph[id].name, at: graph[id].span))
      return
    }
    if let parent = graph[id].parent {
      let whole = self.size(of: parent)
      guard size <= whole else {
        report(
          .largerThanWhole(
            graph[id].name, size, graph[parent].name, whole, at: graph[id].span))
        return
      }
    }
    sizes[id.index] = size
  }

  /// An array of data that carries a dimension, and the size it gives.
  private struct Vote {
    let name: String
    let size: Int
  }

  private mutating func inferSize(of id: DimensionID) {
    collectLabels(of: id)
    var votes = shapeVotes(for: id)
    if let count = labels[id.index]?.count {
      votes.insert(Vote(name: "its labels", size: count), at: 0)
    }
    if let size = options.sizes[graph[id].name] {
      votes.append(Vote(name: "--size", size: size))
    }
    if let first = votes.first {
      guard votes.allSatisfy({ $0.size == first.size }) else {
        report(
          .sizesDisagree(
            graph[id].name, votes.map { "\($0.name): \($0.size)" }, at: graph[id].span))
        return
      }
      sizes[id.index] = first.size
      return
    }
    guard let largest = largestCode(of: id) else {
      reportNoSize(of: id)
      return
    }
    guard largest <= Self.lengthLimit else {
      report(.tooManyElements(graph[id].name, at: graph[id].span))
      return
    }
    remarks.append("dim \(graph[id].name) has the size of its largest code, \(largest)")
    report(.sizeFromCodes(graph[id].name, largest, at: graph[id].span))
    sizes[id.index] = largest
  }

  /// Nothing says how large a dimension is: where data that would say it are missing, they are what
  /// to speak of.
  private mutating func reportNoSize(of id: DimensionID) {
    let absent = graph.inputs.indices.filter { index in
      let input = graph.inputs[index]
      let carries = input.axes.contains { dimension(of: $0) == id }
      return carries && input.defaultValue == nil && data[input.name] == nil
    }
    let flat = graph.inputs.filter { input in
      input.axes.contains { dimension(of: $0) == id } && data[input.name] != nil
    }
    if let input = flat.first, let value = data[input.name] {
      report(.wrongRank(input, found: value, in: graph))
    } else if absent.isEmpty {
      report(.unknownSize(graph[id].name, at: graph[id].span))
    } else {
      for index in absent { reportMissing(index) }
    }
  }

  private func dimension(of axis: AxisID) -> DimensionID? {
    if case .dimension(let dimension, _) = graph[axis].extent { dimension } else { nil }
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
    var largest: Double?
    for input in graph.inputs where input.element == .index(id) {
      guard case .numbers(let codes, _, _)? = data[input.name]?.cells else { continue }
      let top = codes.lazy.filter { $0.isFinite && $0 == $0.rounded() }.max() ?? 0
      largest = max(largest ?? 0, top - Double(first) + 1)
    }
    return largest.map { Int(min(max($0, 0), 0x1p62)) }
  }
}

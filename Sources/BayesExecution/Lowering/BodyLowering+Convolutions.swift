import BayesGraph

extension BodyLowering {
  /// For each element of a step's result the product of a cell's last elements with their weights.
  mutating func value(of convolution: Convolution) -> ID {
    guard let history = loop.histories[convolution.state] else {
      return inner.tracer.graph.constant(.nan)
    }
    let known = loop.ranges[convolution.state]
    // Before the first step stand zeros.
    let range = min(known.lowerBound, 0)...max(known.upperBound, 0)
    var sums: [ID] = []
    for (cell, weights) in zip(convolution.cells, convolution.weights) {
      let first = history.place(cell, at: steps.lowerBound - weights.count)
      let window = read(
        Loop.Access(memory: .own, places: .moving(first: first, by: 1), count: weights.count),
        range: range)
      let table = inner.tracer.graph.table(weights)
      let product = inner.tracer.graph.multiply(window, table)
      sums.append(inner.tracer.graph.sum(product, over: weights.count))
    }
    return inner.tracer.graph.concatenate(sums)
  }
}

extension LoopLowering.History {
  /// Where the steps of a phase write the cells of a row.
  func access(_ steps: Range<Int>, _ width: Int) -> Loop.Access {
    if width == 1 {
      let first = place(0, at: steps.lowerBound)
      return Loop.Access(memory: .own, places: .moving(first: first, by: 1), count: 1)
    }
    let table = steps.flatMap { step in (0..<width).map { Int32(place($0, at: step)) } }
    return Loop.Access(memory: .own, places: .table(table), count: width)
  }
}

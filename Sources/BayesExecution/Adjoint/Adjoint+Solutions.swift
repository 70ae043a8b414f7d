extension Adjoint {
  /// Adds to the adjoint of a solution's rows: along each column the derivatives of all that others read,
  /// times their adjoints.
  mutating func propagate(solution place: Int, _ rows: ID, _ id: ID, _ adjoint: ID) {
    let solution = tracer.graph.solutions[place]
    let n = solution.resultCount
    let whole = tracer.graph.broadcast(adjoint, to: n)
    let perPlate = n / max(solution.plates, 1)
    let plates = (0..<n).map { Int32($0 / perPlate) }
    var parts = [tracer.graph.constant(0)]
    var order = [Int32](repeating: 0, count: solution.plates * solution.rowCount)
    for (index, column) in solution.columns.enumerated() {
      let first = n * (1 + index)
      let slopes = tracer.graph.gather(id, (first..<first + n).map(Int32.init))
      let products = tracer.graph.multiply(whole, slopes)
      parts.append(tracer.graph.scatterAdd(products, plates, count: solution.plates))
      for plate in 0..<solution.plates {
        order[plate * solution.rowCount + column.place] =
          Int32(1 + index * solution.plates + plate)
      }
    }
    let all = tracer.graph.concatenate(parts)
    add(tracer.graph.gather(all, order), to: rows, from: tracer.graph.count(rows))
  }
}

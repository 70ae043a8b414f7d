extension BodyLowering {
  /// Keeps what takes long to compute, function values and quotients, in memory for the adjoint: it is
  /// written there instead of elsewhere, so a step takes no longer.
  ///
  /// Gives the place behind.
  mutating func keep(from first: Int) -> Int {
    let graph = phase.body
    let results = Set(phase.writes.map(\.value))
    var isNeeded = [Bool](repeating: false, count: graph.values.count)
    for result in results { isNeeded[result.index] = true }
    for index in isNeeded.indices.reversed() where isNeeded[index] {
      for operand in graph.values[index].operation.operands { isNeeded[operand.index] = true }
    }
    var varies = [Bool](repeating: false, count: graph.values.count)
    var end = first
    for (index, value) in graph.values.enumerated() where isNeeded[index] {
      if case .read(let read) = value.operation { varies[index] = !phase.reads[read].isInvariant }
      if value.operation.operands.contains(where: { varies[$0.index] }) { varies[index] = true }
      let id = ID(index: index)
      guard varies[index], !results.contains(id), value.operation.takesLong else { continue }
      let access = Loop.Access(
        memory: .own, places: .moving(first: end, by: value.count), count: value.count)
      writes.append(Loop.Write(value: id, access: access, adds: false, isKept: true))
      end += value.count * steps.count
    }
    return end
  }
}

extension NumericOperation {
  /// Whether an element takes longer to compute than to read.
  fileprivate var takesLong: Bool {
    switch self {
    case .binary(let operation, _, _):
      [.divide, .power, .logRising, .digammaRise, .logBeta, .logChoose].contains(operation)
    case .unary(let operation, _):
      ![.negate, .square, .abs, .floor, .sign, .not].contains(operation)
    case .call, .matrix: true
    default: false
    }
  }
}

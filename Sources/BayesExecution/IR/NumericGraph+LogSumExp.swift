/// log Σ exp over values of equal length, as sums over discrete states need it: a state without any
/// probability leaves the others' gradients as they are.
extension NumericGraph {
  mutating func logSumExp(_ parts: [ID]) -> ID {
    let states = parts.filter { number($0) != -.infinity }
    switch states.count {
    case 0: return constant(-.infinity)
    case 1: return states[0]
    case 2: return pairSum(states[0], states[1]) ?? shiftedSum(states)
    default: return shiftedSum(states)
    }
  }

  /// a + log(1 + exp(b - a)), whose exponential the gradient shares, where one of the two is finite;
  /// where the data leave one state only, that one alone.
  private mutating func pairSum(_ a: ID, _ b: ID) -> ID? {
    let (first, second) = (mayBeEmpty(a), mayBeEmpty(b))
    guard !first || !second else { return nil }
    let (pivot, other) = first ? (b, a) : (a, b)
    let both = add(pivot, apply(.log1pExp, subtract(other, pivot)))
    guard let mask = emptiness(of: other), mask.contains(true) else { return both }
    return select(table(mask.map { $0 ? 1 : 0 }), pivot, both)
  }

  /// f + log Σ exp(x - f), f the integer below the largest: it has no slope.
  private mutating func shiftedSum(_ parts: [ID]) -> ID {
    var largest = parts[0]
    for part in parts.dropFirst() {
      largest = select(compare(.less, largest, part), part, largest)
    }
    let isEmpty = compare(.equal, largest, constant(-.infinity))
    let shift = select(isEmpty, constant(0), apply(.floor, largest))
    var sum: ID?
    for part in parts {
      let term = apply(.exp, subtract(part, shift))
      sum = sum.map { add($0, term) } ?? term
    }
    return add(shift, apply(.logPositive, sum ?? constant(0)))
  }

  /// Whether some element may be minus infinity where the density is not.
  private func mayBeEmpty(_ id: ID, depth: Int = 0) -> Bool {
    if depth > 200 { return true }
    func any(_ operands: [ID]) -> Bool { operands.contains { mayBeEmpty($0, depth: depth + 1) } }
    switch self[id].operation {
    case .constant, .table: return elements(id)?.contains(-.infinity) ?? true
    case .coordinates: return false
    case .select, .scatterAdd, .concatenation, .sum, .gather:
      return any(self[id].operation.operands)
    case .binary(.add, _, _), .binary(.subtract, _, _), .binary(.multiply, _, _),
      .binary(.divide, _, _), .unary(.negate, _):
      return any(self[id].operation.operands)
    case .unary(.log, let x), .unary(.logPositive, let x):
      return self[x].range.lowerBound < .leastNormalMagnitude
    case .unary(.log1pPositive, _), .unary(.log1p, _), .unary(.logPhi, _), .call, .loop, .chain,
      .solution, .matrix, .read:
      return true
    case .unary, .binary, .dot, .product, .transposedProduct: return false
    }
  }

  /// Per element whether the data alone make it minus infinity; nil where they tell nothing.
  private func emptiness(of id: ID, depth: Int = 0) -> [Bool]? {
    guard depth < 50 else { return nil }
    switch self[id].operation {
    case .table(let place): return tables[place].map { $0 == -.infinity }
    case .binary(.add, let a, let b):
      let parts = [a, b].compactMap { emptiness(of: $0, depth: depth + 1) }
        .filter { $0.count == count(id) }
      guard let first = parts.first else { return nil }
      return parts.count == 1 ? first : zip(first, parts[1]).map { $0 || $1 }
    case .binary(.subtract, let a, _):
      let part = emptiness(of: a, depth: depth + 1)
      return part?.count == count(id) ? part : nil
    default: return nil
    }
  }
}

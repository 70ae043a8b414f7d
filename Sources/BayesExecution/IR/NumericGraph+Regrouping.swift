/// Algebra over whole vectors: numbers are taken out of them, so that what is done to every element is
/// done once.
extension NumericGraph {
  /// A vector as a number times a vector, where it is one.
  func factored(_ id: ID) -> (factor: ID, rest: ID)? {
    guard extractsFactors, case .binary(.multiply, let a, let b) = self[id].operation,
      count(a) == 1, count(b) > 1
    else { return nil }
    return (a, b)
  }

  /// Numbers together, then vectors: a (b v) = (a b) v and (a v) (b w) = (a b) (v w).
  mutating func regroupedProduct(_ a: ID, _ b: ID) -> ID? {
    guard extractsFactors else { return nil }
    if count(a) == 1, count(b) == 1 { return regroupedConstants(a, b) }
    if count(b) == 1 { return count(a) > 1 ? multiply(b, a) : nil }
    switch (count(a) == 1, factored(a), factored(b)) {
    case (true, _, let right?): return multiply(multiply(a, right.factor), right.rest)
    case (false, let left?, let right?):
      let factor = multiply(left.factor, right.factor)
      return multiply(factor, multiply(left.rest, right.rest))
    case (false, let left?, nil): return multiply(left.factor, multiply(left.rest, b))
    case (false, nil, let right?): return multiply(right.factor, multiply(a, right.rest))
    default: return nil
    }
  }

  /// Two constants of a product of numbers become one.
  private mutating func regroupedConstants(_ a: ID, _ b: ID) -> ID? {
    for (x, y) in [(a, b), (b, a)] {
      guard let first = number(x), case .binary(.multiply, let p, let q) = self[y].operation
      else { continue }
      if let second = number(p) { return multiply(constant(first * second), q) }
      if let second = number(q) { return multiply(constant(first * second), p) }
    }
    return nil
  }

  /// a v + a w = a (v + w).
  mutating func regroupedSum(_ a: ID, _ b: ID) -> ID? {
    guard let left = factored(a), let right = factored(b), left.factor == right.factor,
      count(left.rest) == count(right.rest)
    else { return nil }
    return multiply(left.factor, add(left.rest, right.rest))
  }

  /// The sum of a selection by data: over the elements of either kind by themselves, so that neither
  /// branch is computed where it is not taken.
  mutating func partitionedSum(_ whole: ID, _ condition: ID, _ x: ID, _ y: ID) -> ID {
    let n = count(whole)
    guard let mask = elements(condition), mask.count == n else {
      return value(.sum(whole), count: 1)
    }
    let taken = mask.indices.filter { mask[$0] != 0 }.map(Int32.init)
    let others = mask.indices.filter { mask[$0] == 0 }.map(Int32.init)
    var known: [ID: ID] = [:]
    let first = restrict(x, to: taken, of: n, depth: 0, &known)
    known = [:]
    let second = restrict(y, to: others, of: n, depth: 0, &known)
    let total = sum(first, over: taken.count)
    return add(total, sum(second, over: others.count))
  }

  /// Some elements of a vector, computed by themselves as far down as that is cheaper than picking them.
  private mutating func restrict(
    _ id: ID, to places: [Int32], of n: Int, depth: Int, _ known: inout [ID: ID]
  ) -> ID {
    if count(id) != n || n == 1 { return id }
    if let done = known[id] { return done }
    // Long chains are picked from rather than followed to their ends.
    let isDeep = depth > 64
    func part(_ graph: inout NumericGraph, _ x: ID, _ known: inout [ID: ID]) -> ID {
      graph.restrict(x, to: places, of: n, depth: depth + 1, &known)
    }
    let result: ID
    switch self[id].operation {
    case .table(let place):
      let elements = places.map { tables[place][Int($0)] }
      if let first = elements.first, elements.allSatisfy({ $0 == first }) {
        result = constant(first)
      } else {
        result = table(elements)
      }
    case .unary(let operation, let x) where !isDeep:
      let x = part(&self, x, &known)
      result = apply(operation, x)
    case .binary(let operation, let x, let y) where !isDeep:
      let x = part(&self, x, &known)
      let y = part(&self, y, &known)
      result = apply(operation, x, y)
    case .select(let condition, let x, let y) where !isDeep:
      let condition = part(&self, condition, &known)
      let x = part(&self, x, &known)
      let y = part(&self, y, &known)
      result = select(condition, x, y)
    case .call(let call, let arguments) where !isDeep:
      let parts = arguments.map { part(&self, $0, &known) }
      result = self.call(call, parts)
    default: result = gather(id, places)
    }
    known[id] = result
    return result
  }

  private mutating func apply(_ operation: BinaryOperation, _ a: ID, _ b: ID) -> ID {
    switch operation {
    case .add: add(a, b)
    case .subtract: subtract(a, b)
    case .multiply: multiply(a, b)
    case .divide: divide(a, b)
    case .power: power(a, b)
    case .less, .lessOrEqual, .equal: compare(operation, a, b)
    case .and: and(a, b)
    case .or: or(a, b)
    case .logRising, .digammaRise, .logBeta, .logChoose: binary(operation, a, b)
    }
  }

  /// The logarithm where its argument is positive and minus infinity elsewhere, as densities write it,
  /// is one function: its slope needs no selection.
  mutating func guardedLogarithm(_ condition: ID, _ whenTrue: ID, _ whenFalse: ID) -> ID? {
    guard number(whenFalse) == -.infinity,
      case .binary(.less, let low, let high) = self[condition].operation
    else { return nil }
    switch self[whenTrue].operation {
    case .unary(.log, let x):
      guard number(low) == 0, case .select(condition, high, let other) = self[x].operation,
        number(other) == 1
      else { return nil }
      return apply(.logPositive, high)
    case .unary(.log1p, let x):
      guard number(high) == 1, case .unary(.negate, let inner) = self[x].operation,
        case .select(condition, low, _) = self[inner].operation
      else { return nil }
      return apply(.log1pPositive, negate(low))
    default: return nil
    }
  }
}

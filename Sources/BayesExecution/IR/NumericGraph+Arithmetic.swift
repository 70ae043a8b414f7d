import BayesMath

/// Building operations: constants are folded and what changes nothing is left out.
extension NumericGraph {
  mutating func add(_ a: ID, _ b: ID) -> ID {
    if number(a) == 0 { return b }
    if number(b) == 0 { return a }
    if case .unary(.negate, let x) = self[b].operation { return subtract(a, x) }
    if case .unary(.negate, let x) = self[a].operation { return subtract(b, x) }
    if let regrouped = regroupedSum(a, b) { return regrouped }
    let (x, y) = (self[a].range, self[b].range)
    return ordered(
      .add, a, b, range: safe(x.lowerBound + y.lowerBound, x.upperBound + y.upperBound))
  }

  mutating func subtract(_ a: ID, _ b: ID) -> ID {
    if number(b) == 0 { return a }
    if number(a) == 0 { return negate(b) }
    if case .unary(.negate, let x) = self[b].operation { return add(a, x) }
    let (x, y) = (self[a].range, self[b].range)
    return binary(
      .subtract, a, b, range: safe(x.lowerBound - y.upperBound, x.upperBound - y.lowerBound))
  }

  mutating func multiply(_ a: ID, _ b: ID) -> ID {
    if number(a) == 1 { return b }
    if number(b) == 1 { return a }
    if number(a) == -1 { return negate(b) }
    if number(b) == -1 { return negate(a) }
    // Nothing times anything finite; what is not finite ends in a rejection all the same.
    if number(a) == 0 || number(b) == 0 { return constant(0) }
    // Signs go outwards, to sums that absorb them; a number keeps its own before a vector.
    if case .unary(.negate, let x) = self[a].operation, count(a) >= count(b) {
      return negate(multiply(x, b))
    }
    if case .unary(.negate, let x) = self[b].operation, count(b) >= count(a) {
      return negate(multiply(a, x))
    }
    if let regrouped = regroupedProduct(a, b) { return regrouped }
    if a == b { return unary(.square, a, range: 0 ... .infinity) }
    let (x, y) = (self[a].range, self[b].range)
    guard x.lowerBound >= 0, y.lowerBound >= 0 else { return ordered(.multiply, a, b) }
    let low = x.lowerBound * y.lowerBound
    let high = x.upperBound * y.upperBound
    return ordered(.multiply, a, b, range: (low.isNaN ? 0 : low)...(high.isNaN ? .infinity : high))
  }

  mutating func divide(_ a: ID, _ b: ID) -> ID {
    if number(b) == 1 { return a }
    if number(a) == 0 { return constant(0) }
    if case .unary(.negate, let x) = self[a].operation { return negate(divide(x, b)) }
    if elements(a) == nil, let divisor = elements(b), divisor.allSatisfy({ (1 / $0).isNormal }) {
      return multiply(a, table(divisor.map { 1 / $0 }))
    }
    let isNonNegative = self[a].range.lowerBound >= 0 && self[b].range.lowerBound >= 0
    let range = isNonNegative ? 0 ... .infinity : Self.anything
    if number(a) == 1 { return unary(.reciprocal, b, range: range) }
    // One division for a whole vector, none for data: a product with the reciprocal rounds twice.
    if count(b) == 1, count(a) > 1 {
      return multiply(a, divide(constant(1), b))
    }
    return binary(.divide, a, b, range: range)
  }

  mutating func negate(_ a: ID) -> ID {
    if case .unary(.negate, let x) = self[a].operation { return x }
    if case .binary(.subtract, let x, let y) = self[a].operation { return subtract(y, x) }
    if case .binary(.multiply, let x, let y) = self[a].operation,
      number(x) != nil || count(x) < count(y)
    {
      return multiply(negate(x), y)
    }
    let range = self[a].range
    return unary(.negate, a, range: -range.upperBound ... -range.lowerBound)
  }

  mutating func power(_ a: ID, _ b: ID) -> ID {
    switch number(b) {
    case 0: return constant(1)
    case 1: return a
    case 2: return multiply(a, a)
    case 3: return multiply(multiply(a, a), a)
    case 0.5: return apply(.sqrt, a)
    case -1: return divide(constant(1), a)
    default:
      let base = self[a].range
      if base.lowerBound >= 0, base.upperBound <= 1, self[b].range.lowerBound >= 0 {
        return binary(.power, a, b, range: 0...1)
      }
      return binary(.power, a, b, range: base.lowerBound >= 0 ? 0 ... .infinity : Self.anything)
    }
  }

  mutating func compare(_ operation: BinaryOperation, _ a: ID, _ b: ID) -> ID {
    let (x, y) = (self[a].range, self[b].range)
    switch operation {
    case .less:
      if x.upperBound < y.lowerBound { return constant(1) }
      if x.lowerBound >= y.upperBound { return constant(0) }
    case .lessOrEqual:
      if x.upperBound <= y.lowerBound { return constant(1) }
      if x.lowerBound > y.upperBound { return constant(0) }
    default:
      if x.upperBound < y.lowerBound || y.upperBound < x.lowerBound { return constant(0) }
    }
    return binary(operation, a, b, range: 0...1)
  }

  mutating func and(_ a: ID, _ b: ID) -> ID {
    for (x, y) in [(a, b), (b, a)] {
      if isAll(x, 1) { return y }
      if isAll(x, 0) { return constant(0) }
    }
    return binary(.and, a, b, range: 0...1)
  }

  mutating func or(_ a: ID, _ b: ID) -> ID {
    for (x, y) in [(a, b), (b, a)] {
      if isAll(x, 0) { return y }
      if isAll(x, 1) { return constant(1) }
    }
    return binary(.or, a, b, range: 0...1)
  }

  mutating func select(_ condition: ID, _ whenTrue: ID, _ whenFalse: ID) -> ID {
    if isAll(condition, 1) { return spread(whenTrue, like: [condition, whenFalse]) }
    if isAll(condition, 0) { return spread(whenFalse, like: [condition, whenTrue]) }
    if whenTrue == whenFalse { return spread(whenTrue, like: [condition]) }
    if let simplified = guardedLogarithm(condition, whenTrue, whenFalse) { return simplified }
    if let c = elements(condition), whenTrue == negate(whenFalse) {
      return multiply(table(c.map { $0 != 0 ? -1 : 1 }), whenFalse)
    }
    if let c = elements(condition), let a = elements(whenTrue), let b = elements(whenFalse) {
      let n = max(c.count, a.count, b.count)
      return table(
        (0..<n).map { i in
          c[c.count == 1 ? 0 : i] != 0 ? a[a.count == 1 ? 0 : i] : b[b.count == 1 ? 0 : i]
        })
    }
    let (x, y) = (self[whenTrue].range, self[whenFalse].range)
    let n = Self.joint(count(condition), Self.joint(count(whenTrue), count(whenFalse)))
    return value(
      .select(condition, whenTrue, whenFalse), count: n,
      range: min(x.lowerBound, y.lowerBound)...max(x.upperBound, y.upperBound))
  }

  /// A scalar where the others are vectors stays a scalar: every reader broadcasts.
  private mutating func spread(_ id: ID, like others: [ID]) -> ID {
    let n = others.reduce(1) { max($0, count($1)) }
    return count(id) == n || n == 1 ? id : broadcast(id, to: n)
  }

  /// A scalar as a vector of equal elements.
  mutating func broadcast(_ id: ID, to n: Int) -> ID {
    if count(id) == n { return id }
    if let number = number(id) { return table([Double](repeating: number, count: n)) }
    return gather(id, [Int32](repeating: 0, count: n))
  }

  private func isAll(_ id: ID, _ value: Double) -> Bool {
    self[id].range == value...value
  }

  /// The length of what is made element by element of two values: a single number stands for any
  /// number of elements, none included.
  static func joint(_ a: Int, _ b: Int) -> Int { a == 1 ? b : a }

  static let anything = -Double.infinity...Double.infinity

  private func safe(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    low <= high ? low...high : Self.anything
  }

  /// An operation whose operands may change places, in one order.
  private mutating func ordered(
    _ operation: BinaryOperation, _ a: ID, _ b: ID, range: ClosedRange<Double> = anything
  ) -> ID {
    let isInOrder = count(a) == count(b) ? a.index <= b.index : count(a) < count(b)
    return isInOrder
      ? binary(operation, a, b, range: range) : binary(operation, b, a, range: range)
  }

  mutating func binary(
    _ operation: BinaryOperation, _ a: ID, _ b: ID, range: ClosedRange<Double> = anything
  ) -> ID {
    if let x = elements(a), let y = elements(b) {
      let n = Self.joint(x.count, y.count)
      return table(
        (0..<n).map { i in
          operation.evaluate(x[x.count == 1 ? 0 : i], y[y.count == 1 ? 0 : i])
        })
    }
    return value(.binary(operation, a, b), count: Self.joint(count(a), count(b)), range: range)
  }

  mutating func unary(
    _ operation: UnaryOperation, _ a: ID, range: ClosedRange<Double> = anything
  ) -> ID {
    if let x = elements(a) { return table(x.map(operation.evaluate)) }
    return value(.unary(operation, a), count: count(a), range: range)
  }

  mutating func apply(_ operation: UnaryOperation, _ a: ID) -> ID {
    let range = self[a].range
    switch (operation, self[a].operation) {
    case (.log, .unary(.exp, let x)): return x
    case (.exp, .unary(.log, let x)) where self[x].range.lowerBound >= 0: return x
    case (.negate, _): return negate(a)
    case (.logPositive, .unary(.exp, let x)): return x
    case (.logPositive, .unary(.invLogit, _)): return apply(.log, a)
    case (.log1pPositive, .unary(.negate, let x)):
      if case .unary(.invLogit, let y) = self[x].operation {
        return negate(apply(.log1pExp, y))
      }
    case (.square, .unary(.sqrt, let x)) where self[x].range.lowerBound >= 0: return x
    // In terms of log(1 + exp(x)), which shares its exponential with the logistic function itself.
    case (.log, .unary(.invLogit, let x)):
      return binary(.subtract, x, apply(.log1pExp, x), range: -.infinity...0)
    case (.log, .binary(.multiply, let factor, let x)),
      (.logPositive, .binary(.multiply, let factor, let x)):
      if let log = logOfScaled(factor, x) { return log }
    case (.log, .unary(.reciprocal, let x)): return negate(apply(.log, x))
    // What is positive by exponentials alone may be zero by underflow.
    case (.logPositive, _) where range.lowerBound >= Double.leastNormalMagnitude:
      return apply(.log, a)
    case (.log, .unary(.sqrt, let x)): return multiply(constant(0.5), apply(.log, x))
    default: break
    }
    switch operation {
    case .exp: return unary(.exp, a, range: Double.leastNonzeroMagnitude ... .infinity)
    case .invLogit: return unary(.invLogit, a, range: 0...1)
    case .square:
      if case .unary(.negate, let x) = self[a].operation { return apply(.square, x) }
      return multiply(a, a)
    case .sqrt, .abs, .log1pExp, .cosh:
      return unary(operation, a, range: 0 ... .infinity)
    case .logPhi: return unary(.logPhi, a, range: -.infinity...0)
    case .tanh, .sin, .cos, .erf: return unary(operation, a, range: -1...1)
    case .not:
      return unary(.not, a, range: 1 - range.upperBound...1 - range.lowerBound)
    default: return unary(operation, a)
    }
  }
}

extension NumericGraph {
  /// log(c x) as log c + log x, where the logarithm of x is no logarithm any more.
  private mutating func logOfScaled(_ factor: ID, _ x: ID) -> ID? {
    guard let factor = elements(factor), factor.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      return nil
    }
    switch self[x].operation {
    case .unary(.exp, _), .unary(.invLogit, _):
      return add(table(factor.map(Double.log)), apply(.log, x))
    default: return nil
    }
  }

  mutating func gather(_ a: ID, _ index: [Int32]) -> ID {
    let n = count(a)
    if index.count == n, index.enumerated().allSatisfy({ $0.offset == Int($0.element) }) {
      return a
    }
    if let x = elements(a) { return table(index.map { x[Int($0)] }) }
    if case .coordinates(let offset) = self[a].operation, let first = index.first,
      index.enumerated().allSatisfy({ Int($0.element) == Int(first) + $0.offset })
    {
      return value(.coordinates(offset + Int(first)), count: index.count)
    }
    if case .gather(let inner, let place) = self[a].operation {
      let outer = indices[place]
      return gather(inner, index.map { outer[Int($0)] })
    }
    let place = indexTable(index)
    return value(.gather(a, place), count: index.count, range: self[a].range)
  }

  mutating func scatterAdd(_ a: ID, _ index: [Int32], count n: Int) -> ID {
    if n == 1 { return sum(a, over: index.count) }
    if n == index.count, index.enumerated().allSatisfy({ $0.offset == Int($0.element) }) {
      return broadcast(a, to: n)
    }
    if number(a) == 0 { return constant(0) }
    if let (factor, rest) = factored(a), n < index.count {
      return multiply(factor, scatterAdd(rest, index, count: n))
    }
    if case .unary(.negate, let x) = self[a].operation {
      return negate(scatterAdd(x, index, count: n))
    }
    let whole = broadcast(a, to: index.count)
    if let x = elements(whole) {
      var y = [Double](repeating: 0, count: n)
      for (place, element) in zip(index, x) { y[Int(place)] += element }
      return table(y)
    }
    let place = indexTable(index)
    return value(.scatterAdd(whole, place), count: n)
  }

  /// The sum over `n` elements, of which a scalar has n equal ones.
  mutating func sum(_ a: ID, over n: Int) -> ID {
    if n == 0 { return constant(0) }
    if count(a) == 1 { return multiply(a, constant(Double(n))) }
    if let x = elements(a) { return constant(x.reduce(0, +)) }
    switch self[a].operation {
    case .unary(.negate, let x): return negate(sum(x, over: n))
    case .binary(.multiply, let x, let y):
      if count(x) == 1 { return multiply(x, sum(y, over: n)) }
      if count(y) == 1 { return multiply(y, sum(x, over: n)) }
      return value(.dot(x, y), count: 1)
    case .unary(.square, let x): return value(.dot(x, x), count: 1, range: 0 ... .infinity)
    case .binary(.add, let x, let y):
      let left = sum(x, over: n)
      return add(left, sum(y, over: n))
    case .binary(.subtract, let x, let y):
      let left = sum(x, over: n)
      return subtract(left, sum(y, over: n))
    case .binary(.divide, let x, let y) where count(y) == 1: return divide(sum(x, over: n), y)
    case .select(let condition, let x, let y) where partitionsSelections:
      return partitionedSum(a, condition, x, y)
    default: return value(.sum(a), count: 1)
    }
  }

  /// A constant column-major matrix times a vector.
  mutating func product(matrix: [Double], rows: Int, _ b: ID) -> ID {
    let columns = rows == 0 ? 0 : matrix.count / rows
    if let x = elements(b) {
      return table(
        (0..<rows).map { i in
          (0..<columns).reduce(0.0) { $0 + matrix[$1 * rows + i] * x[x.count == 1 ? 0 : $1] }
        })
    }
    let table = self.table(matrix)
    guard case .table(let place) = self[table].operation else {
      return multiply(table, b)
    }
    return value(.product(matrix: place, rows: rows, broadcast(b, to: columns)), count: rows)
  }

  mutating func transposedProduct(matrix place: Int, rows: Int, _ r: ID) -> ID {
    if let (factor, rest) = factored(r) {
      return multiply(factor, transposedProduct(matrix: place, rows: rows, rest))
    }
    if case .unary(.negate, let x) = self[r].operation {
      return negate(transposedProduct(matrix: place, rows: rows, x))
    }
    let columns = tables[place].count / max(rows, 1)
    return value(
      .transposedProduct(matrix: place, rows: rows, broadcast(r, to: rows)), count: columns)
  }
}

extension NumericGraph {
  /// Vectors one after the other.
  mutating func concatenate(_ all: [ID]) -> ID {
    let parts = all.filter { count($0) > 0 }
    let tables = parts.compactMap { elements($0) }
    if tables.count == parts.count { return table(tables.flatMap(\.self)) }
    if parts.count == 1 { return parts[0] }
    if let whole = joined(parts) { return whole }
    return value(.concatenation(parts), count: parts.reduce(0) { $0 + count($1) })
  }

  /// Parts of one value one after the other, as one reading of it.
  private mutating func joined(_ parts: [ID]) -> ID? {
    var order: [Int32] = []
    var source: ID?
    for part in parts {
      guard case .gather(let own, let place) = self[part].operation, source ?? own == own else {
        return consecutive(parts)
      }
      source = own
      order += indices[place]
    }
    return source.map { gather($0, order) }
  }

  /// Coordinates that follow each other.
  private mutating func consecutive(_ parts: [ID]) -> ID? {
    var first: Int?
    var next = 0
    for part in parts {
      guard case .coordinates(let offset) = self[part].operation, first == nil || offset == next
      else { return nil }
      first = first ?? offset
      next = offset + count(part)
    }
    return first.map { value(.coordinates($0), count: next - $0) }
  }
}

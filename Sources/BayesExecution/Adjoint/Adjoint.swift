/// Derives the gradient of a scalar value, once, in the same operations: no tape is kept at run time.
///
/// An adjoint has the length of its value, or is one number that stands for equal elements; that of a
/// loop or matrix function has the length of what others read of it.
struct Adjoint {
  typealias ID = NumericGraph.ID

  let tracer: Tracer
  private var adjoints: [ID: ID] = [:]
  let isActive: [Bool]
  /// Values some of whose elements a selection left aside: zero times a slope that is not finite
  /// there must stay zero.
  var isMasked: Set<ID> = []

  /// The gradient of `output` with respect to every value of coordinates it depends on.
  static func gradient(of output: ID, in tracer: Tracer) -> [ID: ID] {
    var adjoint = Adjoint(tracer) {
      if case .coordinates = $0 { true } else { false }
    }
    adjoint.adjoints[output] = tracer.graph.constant(1)
    adjoint.run()
    return adjoint.adjoints.filter {
      if case .coordinates = tracer.graph[$0.key].operation { true } else { false }
    }
  }

  /// The adjoints of what a loop's body reads, given those of its results; and of which reads a
  /// selection leaves some aside.
  static func ofReads(
    _ isActive: [Bool], seeds: [(value: ID, adjoint: ID)], isMasked: Bool, in tracer: Tracer
  ) -> (adjoints: [Int: ID], masked: Set<Int>) {
    var adjoint = Adjoint(tracer) {
      if case .read(let read) = $0 { read < isActive.count && isActive[read] } else { false }
    }
    for (value, seed) in seeds where adjoint.isActive[value.index] {
      adjoint.add(seed, to: value, from: 1)
      if isMasked { adjoint.isMasked.insert(value) }
    }
    adjoint.run()
    var adjoints: [Int: ID] = [:]
    var masked: Set<Int> = []
    for (id, total) in adjoint.adjoints {
      guard case .read(let read) = tracer.graph[id].operation else { continue }
      adjoints[read] = total
      if adjoint.isMasked.contains(id) { masked.insert(read) }
    }
    return (adjoints, masked)
  }

  private init(_ tracer: Tracer, isActiveLeaf: (NumericOperation) -> Bool) {
    self.tracer = tracer
    var active = [Bool](repeating: false, count: tracer.graph.values.count)
    for (index, value) in tracer.graph.values.enumerated() {
      active[index] =
        isActiveLeaf(value.operation) || value.operation.operands.contains { active[$0.index] }
    }
    isActive = active
  }

  /// Goes through the values that were there, the last first.
  private mutating func run() {
    for index in isActive.indices.reversed() where isActive[index] {
      let id = ID(index: index)
      guard let adjoint = adjoints[id] else { continue }
      propagate(id, adjoint)
      guard isMasked.contains(id) else { continue }
      isMasked.formUnion(tracer.graph[id].operation.operands)
    }
  }

  /// An adjoint times a slope; where a selection left the value aside, zero whatever the slope.
  private func scaled(_ adjoint: ID, by slope: ID, of id: ID) -> ID {
    let product = tracer.graph.multiply(adjoint, slope)
    let bounds = tracer.graph[slope].range
    if bounds.lowerBound.isFinite, bounds.upperBound.isFinite { return product }
    return masked(product, adjoint, of: id)
  }

  private func masked(_ product: ID, _ adjoint: ID, of id: ID) -> ID {
    guard isMasked.contains(id), tracer.graph.number(adjoint) == nil else { return product }
    let zero = tracer.graph.constant(0)
    let isAside = tracer.graph.compare(.equal, adjoint, zero)
    return tracer.graph.select(isAside, zero, product)
  }

  /// Adds a contribution to the adjoint of an operand; what reaches one number from many is summed.
  mutating func add(_ contribution: ID, to operand: ID, from count: Int) {
    guard isActive[operand.index] else { return }
    var contribution = contribution
    if tracer.graph.count(operand) == 1, count > 1 {
      contribution = tracer.graph.sum(contribution, over: count)
    }
    if let known = adjoints[operand] {
      adjoints[operand] = tracer.graph.add(known, contribution)
    } else {
      adjoints[operand] = contribution
    }
  }

  private mutating func propagate(_ id: ID, _ adjoint: ID) {
    let value = tracer.graph[id]
    switch value.operation {
    case .constant, .table, .coordinates, .read: break
    case .loop(let place, let inputs): propagate(loop: place, inputs, id, adjoint)
    case .solution(let place, let rows): propagate(solution: place, rows, id, adjoint)
    case .matrix(let call, let inputs): propagate(call, inputs, id, adjoint)
    case .chain(let shape, let emission, let transition):
      propagate(chain: shape, emission, transition, id, adjoint)
    case .unary(let operation, let x):
      guard isActive[x.index] else { return }
      let slope = slope(of: operation, at: x, value: id)
      if tracer.graph.number(slope) == 0 { return }
      add(scaled(adjoint, by: slope, of: id), to: x, from: value.count)
    case .binary(let operation, let a, let b):
      propagate(operation, a, b, id, adjoint)
    case .select(let condition, let a, let b):
      let zero = tracer.graph.constant(0)
      isMasked.formUnion([a, b])
      if isActive[a.index] {
        add(tracer.graph.select(condition, adjoint, zero), to: a, from: value.count)
      }
      if isActive[b.index] {
        add(tracer.graph.select(condition, zero, adjoint), to: b, from: value.count)
      }
    case .gather(let source, let table):
      let index = tracer.graph.indices[table]
      let n = adjointCount(of: source)
      let scattered =
        n == 1
        ? tracer.graph.sum(adjoint, over: index.count)
        : stretch(adjoint, of: source, index)
          ?? tracer.graph.scatterAdd(adjoint, index, count: n)
      add(scattered, to: source, from: 1)
    case .scatterAdd(let source, let table):
      let whole = tracer.graph.broadcast(adjoint, to: value.count)
      add(
        tracer.graph.gather(whole, tracer.graph.indices[table]), to: source,
        from: tracer.graph.count(source))
    case .call(let call, let arguments):
      for (place, argument) in arguments.enumerated() where isActive[argument.index] {
        let slope = tracer.graph.call(
          SpecialCall(function: call.function, argument: place), arguments)
        add(scaled(adjoint, by: slope, of: id), to: argument, from: value.count)
      }
    case .concatenation(let parts): propagate(parts, adjoint, count: value.count)
    case .sum(let x): add(adjoint, to: x, from: tracer.graph.count(x))
    case .dot(let a, let b):
      let n = max(tracer.graph.count(a), tracer.graph.count(b))
      if a == b {
        let twice = tracer.graph.multiply(adjoint, tracer.graph.constant(2))
        add(tracer.graph.multiply(twice, a), to: a, from: n)
      } else {
        if isActive[a.index] { add(scaled(adjoint, by: b, of: id), to: a, from: n) }
        if isActive[b.index] { add(scaled(adjoint, by: a, of: id), to: b, from: n) }
      }
    case .product(let matrix, let rows, let b):
      let whole = tracer.graph.broadcast(adjoint, to: rows)
      add(
        tracer.graph.transposedProduct(matrix: matrix, rows: rows, whole), to: b, from: 1)
    case .transposedProduct(let matrix, let rows, let r):
      let whole = tracer.graph.broadcast(adjoint, to: value.count)
      add(
        tracer.graph.product(matrix: tracer.graph.tables[matrix], rows: rows, whole), to: r,
        from: 1)
    }
  }

  private mutating func propagate(_ parts: [ID], _ adjoint: ID, count: Int) {
    let whole = tracer.graph.broadcast(adjoint, to: count)
    var start = 0
    for part in parts {
      let n = tracer.graph.count(part)
      if isActive[part.index] {
        let slice = tracer.graph.gather(whole, (start..<start + n).map(Int32.init))
        add(slice, to: part, from: n)
      }
      start += n
    }
  }

  private mutating func propagate(
    _ operation: BinaryOperation, _ a: ID, _ b: ID, _ id: ID, _ adjoint: ID
  ) {
    let n = tracer.graph.count(id)
    switch operation {
    case .add:
      add(adjoint, to: a, from: n)
      add(adjoint, to: b, from: n)
    case .subtract:
      add(adjoint, to: a, from: n)
      if isActive[b.index] { add(tracer.graph.negate(adjoint), to: b, from: n) }
    case .multiply:
      if isActive[a.index] { add(scaled(adjoint, by: b, of: id), to: a, from: n) }
      if isActive[b.index] { add(scaled(adjoint, by: a, of: id), to: b, from: n) }
    case .divide:
      let quotient = masked(tracer.graph.divide(adjoint, b), adjoint, of: id)
      add(quotient, to: a, from: n)
      if isActive[b.index] {
        let product = tracer.graph.multiply(quotient, id)
        add(tracer.graph.negate(masked(product, adjoint, of: id)), to: b, from: n)
      }
    case .power: propagatePower(a, b, id, adjoint, n)
    case .logRising, .digammaRise, .logBeta, .logChoose:
      for (argument, x) in [a, b].enumerated() where isActive[x.index] {
        let slope = gammaSlope(operation, a, b, along: argument)
        add(scaled(adjoint, by: slope, of: id), to: x, from: n)
      }
    case .less, .lessOrEqual, .equal, .and, .or: break
    }
  }

  private mutating func propagatePower(_ a: ID, _ b: ID, _ id: ID, _ adjoint: ID, _ n: Int) {
    if isActive[a.index] {
      // b x^b / x, at x = 0 by the power itself; x^0 has no slope, at x = 0 too.
      let zero = tracer.graph.constant(0)
      let isAtZero = tracer.graph.compare(.equal, a, zero)
      let quotient = tracer.graph.divide(tracer.graph.multiply(b, id), a)
      let isOne = tracer.graph.compare(.equal, b, tracer.graph.constant(1))
      let isLess = tracer.graph.compare(.less, b, tracer.graph.constant(1))
      let infinite = tracer.graph.constant(.infinity)
      let steep = tracer.graph.select(isLess, infinite, zero)
      let atZero = tracer.graph.select(isOne, tracer.graph.constant(1), steep)
      let slope = tracer.graph.select(isAtZero, atZero, quotient)
      let isZero = tracer.graph.compare(.equal, b, zero)
      let safe = tracer.graph.select(isZero, zero, slope)
      add(scaled(adjoint, by: safe, of: id), to: a, from: n)
    }
    if isActive[b.index] {
      let log = tracer.graph.apply(.log, a)
      let slope = tracer.graph.multiply(id, log)
      let isZero = tracer.graph.compare(.equal, id, tracer.graph.constant(0))
      let safe = tracer.graph.select(isZero, tracer.graph.constant(0), slope)
      add(scaled(adjoint, by: safe, of: id), to: b, from: n)
    }
  }

  /// The derivative of a function at x, given its value there.
  private func slope(of operation: UnaryOperation, at x: ID, value y: ID) -> ID {
    func number(_ value: Double) -> ID { tracer.graph.constant(value) }
    func oneMinusSquare(_ z: ID) -> ID {
      tracer.graph.subtract(number(1), tracer.graph.multiply(z, z))
    }
    /// (1 - x)(1 + x), which keeps its digits near the ends.
    func shareLeft() -> ID {
      let below = tracer.graph.subtract(number(1), x)
      return tracer.graph.multiply(below, tracer.graph.add(number(1), x))
    }
    func overRoot(_ sign: Double, _ square: ID) -> ID {
      tracer.graph.divide(number(sign), tracer.graph.apply(.sqrt, square))
    }
    func onePlusSquare(_ z: ID) -> ID {
      tracer.graph.add(number(1), tracer.graph.multiply(z, z))
    }
    func bell(_ factor: Double) -> ID {
      let square = tracer.graph.multiply(x, x)
      return tracer.graph.multiply(
        number(factor), tracer.graph.apply(.exp, tracer.graph.negate(square)))
    }
    switch operation {
    case .negate, .not: return number(-1)
    case .square: return tracer.graph.multiply(number(2), x)
    case .reciprocal: return tracer.graph.negate(tracer.graph.multiply(y, y))
    case .sqrt: return tracer.graph.divide(number(0.5), y)
    case .abs: return tracer.graph.apply(.sign, x)
    case .floor, .sign: return number(0)
    case .exp: return y
    case .log: return tracer.graph.divide(number(1), x)
    case .logPositive: return tracer.graph.apply(.reciprocalPositive, x)
    case .log1pPositive:
      return tracer.graph.apply(.reciprocalPositive, tracer.graph.add(number(1), x))
    case .reciprocalPositive: return tracer.graph.negate(tracer.graph.multiply(y, y))
    case .log1p: return tracer.graph.divide(number(1), tracer.graph.add(number(1), x))
    case .expm1: return tracer.graph.add(y, number(1))
    case .log1pExp: return tracer.graph.apply(.invLogit, x)
    case .invLogit: return tracer.graph.multiply(y, tracer.graph.subtract(number(1), y))
    case .tanh: return oneMinusSquare(y)
    case .sin: return tracer.graph.apply(.cos, x)
    case .cos: return tracer.graph.negate(tracer.graph.apply(.sin, x))
    case .tan: return onePlusSquare(y)
    case .asin: return overRoot(1, shareLeft())
    case .acos: return overRoot(-1, shareLeft())
    case .atan: return tracer.graph.divide(number(1), onePlusSquare(x))
    case .sinh: return tracer.graph.apply(.cosh, x)
    case .cosh: return tracer.graph.apply(.sinh, x)
    case .asinh: return overRoot(1, onePlusSquare(x))
    case .acosh:
      let above = tracer.graph.subtract(x, number(1))
      return overRoot(1, tracer.graph.multiply(above, tracer.graph.add(x, number(1))))
    case .atanh: return tracer.graph.divide(number(1), shareLeft())
    case .logGamma: return tracer.graph.apply(.digamma, x)
    case .digamma: return tracer.graph.apply(.trigamma, x)
    case .trigamma: return number(.nan)
    case .erf: return bell(1.1283791670955126)
    case .erfc: return bell(-1.1283791670955126)
    case .logPhi: return tracer.graph.apply(.logPhiSlope, x)
    case .logPhiSlope:
      let sum = tracer.graph.add(x, y)
      return tracer.graph.negate(tracer.graph.multiply(y, sum))
    case .logBesselI0: return tracer.graph.apply(.besselRatio, x)
    case .besselRatio:
      let rest = tracer.graph.add(tracer.graph.divide(y, x), tracer.graph.multiply(y, y))
      return tracer.graph.subtract(number(1), rest)
    }
  }
}

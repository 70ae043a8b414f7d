import BayesGraph

/// Lowers what the steps of a phase compute, once for all of them.
///
/// The nodes that depend on carried states are lowered over axes on which the steps' are one element
/// long; all other nodes are there as whole vectors, of which a step reads its elements.
struct BodyLowering {
  typealias ID = NumericGraph.ID

  var loop: LoopLowering
  /// Lowers the body into a graph of its own.
  var inner: GraphLowering
  let steps: Range<Int>
  /// The axis along which the steps of the current equation run, and how many of its elements lie
  /// before the first step.
  private var axis: AxisID?
  private var skipped = 0
  private var reads: [Loop.Access] = []
  private var readPlaces: [Loop.Access: Int] = [:]
  var writes: [Loop.Write] = []
  /// The rows of states as far as this step has computed them.
  private var current: [ID?]
  private var parts: [[(value: ID, cells: [Int])]]

  init(_ loop: LoopLowering, _ steps: Range<Int>) {
    self.loop = loop
    self.steps = steps
    inner = loop.outer
    inner.tracer = Tracer()
    inner.isBody = true
    inner.tracer.graph.extractsFactors = loop.outer.tracer.graph.extractsFactors
    inner.values = Array(repeating: nil, count: inner.values.count)
    current = Array(repeating: nil, count: loop.rows.count)
    parts = Array(repeating: [], count: loop.rows.count)
  }

  var phase: Loop.Phase {
    Loop.Phase(count: steps.count, body: inner.tracer.graph, reads: reads, writes: writes)
  }

  /// Computes an equation of a state.
  mutating func add(_ piece: Piece, of place: Int, skipped: Int) {
    let state = loop.recurrence.states[place]
    let axis = piece.axes[state.stepAxis]
    self.axis = axis
    self.skipped = skipped
    inner.lengths[axis.index] = 1
    prepare(piece.node)
    var rest = piece
    rest.axes = piece.axes.enumerated().filter { $0.offset != state.stepAxis }.map(\.element)
    let box = inner.layout(rest.axes)
    let value = inner.align(
      inner.value(piece.node), inner.layout(piece.node), to: inner.layout(piece.axes))
    let cells = inner.places(of: rest, in: LoopLowering.rest(state))
    parts[place].append((inner.tracer.graph.broadcast(value, to: box.count), cells))
    current[place] = row(of: place)
  }

  /// Writes the row of a state.
  mutating func finish(_ place: Int) {
    guard let row = current[place] else { return }
    let state = loop.rows[place]
    let width = state.rest.count
    guard width > 0 else { return }
    if let history = loop.histories[place] {
      writes.append(Loop.Write(value: row, access: history.access(steps, width), adds: false))
    }
    let access = Loop.Access(
      memory: .own,
      places: .moving(first: state.first + steps.lowerBound * width, by: width), count: width)
    writes.append(Loop.Write(value: row, access: access, adds: false))
  }

  /// The parts of a row together; NaN where there is none.
  private mutating func row(of place: Int) -> ID {
    let width = loop.rows[place].rest.count
    if let only = parts[place].first, parts[place].count == 1, only.cells == Array(0..<width) {
      return only.value
    }
    var order = [Int32](repeating: 0, count: width)
    var start = 1
    for part in parts[place] {
      for (offset, cell) in part.cells.enumerated() where order.indices.contains(cell) {
        order[cell] = Int32(start + offset)
      }
      start += part.cells.count
    }
    let nan = inner.tracer.graph.constant(.nan)
    let whole = inner.tracer.graph.concatenate([nan] + parts[place].map(\.value))
    return inner.tracer.graph.gather(whole, order)
  }

  /// What a step reads, as a leaf of the body.
  mutating func read(_ access: Loop.Access, range: ClosedRange<Double>) -> ID {
    let place = readPlaces[access] ?? reads.count
    if place == reads.count {
      reads.append(access)
      readPlaces[access] = place
    }
    return inner.tracer.graph.value(.read(place), count: access.count, range: range)
  }

  /// Gives the body what it takes from outside.
  private mutating func prepare(_ root: NodeID) {
    var pending = [root]
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      guard inner.values[next.index] == nil, seen.insert(next).inserted else { continue }
      let operation = inner.graph[next].operation
      guard loop.dependent[next.index] else {
        inner.values[next.index] = boundary(next)
        continue
      }
      if let convolution = loop.convolutions[next] {
        inner.values[next.index] = value(of: convolution)
        continue
      }
      switch operation {
      case .carried:
        inner.tracer.refuse(.ownElements(at: inner.graph[next].origin))
      case .routine:
        inner.values[next.index] = boundary(next)
      case .gather(let source, let indices):
        if case .carried(_, let state) = inner.graph[source].operation {
          inner.values[next.index] = carried(next, indices, state: state)
        } else {
          pending += operation.operands
        }
      default: pending += operation.operands
      }
    }
  }
}

extension BodyLowering {
  /// The elements a step reads of a value from outside.
  private mutating func boundary(_ id: NodeID) -> ID {
    let own = loop.outer.layout(id)
    let whole = loop.outer.value(id)
    let range = loop.outer.tracer.graph[whole].range
    let n = loop.outer.tracer.graph.count(whole)
    let place = own.axes.firstIndex { $0 == axis }
    guard n > 1, let place else {
      if let elements = loop.outer.tracer.graph.elements(whole) {
        return inner.tracer.graph.table(elements)
      }
      let access = Loop.Access(
        memory: .input(loop.input(whole)), places: .moving(first: 0, by: 0), count: n)
      return read(access, range: range)
    }
    let narrow = inner.layout(id)
    let starts = starts(narrow, in: own)
    let stride = own.strides[place]
    let stepsFirst = loop.outer.part(
      whole, (0..<own.shape[place]).flatMap { step in starts.map { $0 + step * stride } })
    let width = narrow.count
    if let elements = loop.outer.tracer.graph.elements(stepsFirst) {
      let first = Array(elements[skipped * width..<(skipped + 1) * width])
      let isSame = steps.indices.allSatisfy { step in
        let start = (skipped + step - steps.lowerBound) * width
        return elements[start..<start + width].elementsEqual(first)
      }
      if isSame { return inner.constant(first) }
    }
    let access = Loop.Access(
      memory: .input(loop.input(stepsFirst)),
      places: .moving(first: skipped * width, by: width), count: width)
    return read(access, range: range)
  }

  /// Elements of a state: of this step's row as far as it is there, and of earlier rows.
  private mutating func carried(_ id: NodeID, _ indices: [GatherIndex], state: Int) -> ID {
    guard let wanted = cells(id, indices, state: state) else {
      inner.tracer.refuse(.ownElements(at: inner.graph[id].origin))
      return inner.tracer.graph.constant(.nan)
    }
    let width = loop.rows[state].rest.count
    let n = inner.layout(id).count
    guard n > 0 else { return inner.tracer.graph.table([]) }
    func isNow(_ offset: Int) -> Bool {
      wanted[offset] >= 0 && wanted[offset] / width == steps.lowerBound + offset / n
    }
    let now = wanted.indices.map(isNow)
    let earlier = zip(wanted, now).map { $1 ? -1 : $0 }
    guard now.contains(true) else { return memory(earlier, n, state) }
    guard let row = current[state] else {
      return memory(earlier, n, state)
    }
    let columns = zip(wanted, now).map { $1 ? Double($0 % width + 1) : 1 }
    let place = varying(columns, n)
    let fresh =
      inner.tracer.graph.elements(place).map { positions in
        let positions =
          positions.count == 1 ? [Double](repeating: positions[0], count: n) : positions
        return inner.part(row, positions.map { Int($0) - 1 })
      } ?? inner.pick(row, place, among: width)
    if now.allSatisfy(\.self) { return fresh }
    let condition = varying(now.map { $0 ? 1 : 0 }, n)
    let old = memory(earlier, n, state)
    return inner.tracer.graph.select(condition, fresh, old)
  }

  /// Numbers known beforehand, `n` for each step.
  private mutating func varying(_ numbers: [Double], _ n: Int) -> ID {
    let first = Array(numbers.prefix(n))
    if numbers.indices.allSatisfy({ numbers[$0] == first[$0 % n] }) { return inner.constant(first) }
    let table = loop.outer.tracer.graph.table(numbers)
    let access = Loop.Access(
      memory: .input(loop.input(table)), places: .moving(first: 0, by: n), count: n)
    return read(access, range: loop.outer.tracer.graph[table].range)
  }

  /// Elements of a state's rows in memory, `n` for each step; NaN for places below zero.
  private mutating func memory(_ wanted: [Int], _ n: Int, _ state: Int) -> ID {
    let (first, range) = (loop.rows[state].first, loop.ranges[state])
    let start = wanted[0]
    let by = wanted.count > n ? wanted[n] - start : 0
    let isMoving = wanted.indices.allSatisfy { offset in
      wanted[offset] >= 0 && wanted[offset] == wanted[offset % n] + offset / n * by
    }
    func moving(_ place: Int, _ count: Int) -> Loop.Access {
      Loop.Access(memory: .own, places: .moving(first: first + place, by: by), count: count)
    }
    if isMoving, (0..<n).allSatisfy({ wanted[$0] == start + $0 }) {
      return read(moving(start, n), range: range)
    }
    // Places close together are read as one stretch.
    let ends = (low: wanted.prefix(n).min() ?? 0, high: wanted.prefix(n).max() ?? 0)
    let span = ends.high - ends.low + 1
    if isMoving, span <= 4 * n + 8 {
      let stretch = read(moving(ends.low, span), range: range)
      return inner.part(stretch, (0..<n).map { wanted[$0] - ends.low })
    }
    let table = wanted.map { Int32($0 < 0 ? loop.nowhere : first + $0) }
    return read(Loop.Access(memory: .own, places: .table(table), count: n), range: range)
  }

  /// For each step and each element of its result the place in a state's rows.
  ///
  /// Below zero where there is none; nil where a position depends on draws.
  private mutating func cells(
    _ id: NodeID, _ indices: [GatherIndex], state: Int
  ) -> [Int]? {
    let own = loop.recurrence.states[state]
    let full = loop.outer.layout(id)
    let rest = loop.rows[state].rest
    var strides = rest.strides
    strides.insert(rest.count, at: own.stepAxis)
    var places = [Int](repeating: 0, count: full.count)
    for (k, index) in indices.enumerated() {
      let length = loop.outer.lengths[own.axes[k].index]
      let positions: [Double]
      switch index {
      case .keep:
        positions = full.positions(of: loop.outer.layout([own.axes[k]])).map { Double($0 + 1) }
      case .at(let node):
        guard let elements = loop.outer.tracer.graph.elements(loop.outer.value(node)) else {
          return nil
        }
        let spread = full.positions(of: loop.outer.layout(node))
        positions = spread.map { elements[elements.count == 1 ? 0 : $0] }
      }
      for (flat, position) in positions.enumerated() {
        guard places[flat] >= 0, position >= 1, position <= Double(length) else {
          places[flat] = -1
          continue
        }
        places[flat] += (Int(position) - 1) * strides[k]
      }
    }
    let starts = starts(inner.layout(id), in: full)
    let stride = axis.map { full.strides(in: [$0])[0] } ?? 0
    return steps.indices.flatMap { step in
      starts.map { places[$0 + (skipped + step - steps.lowerBound) * stride] }
    }
  }

  /// The flat positions in whole arrays of what the first step reads.
  private func starts(_ narrow: Layout, in full: Layout) -> [Int] {
    var positions = [Int](repeating: 0, count: narrow.count)
    narrow.forEach(operandStrides: [full.strides(in: narrow.axes)]) { flat, place in
      positions[flat] = place[0]
    }
    return positions
  }
}

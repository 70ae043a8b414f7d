import BayesGraph

/// A sum of earlier elements of a state of a recurrence, with weights that go by how many steps lie
/// between: `sum(x[j] * w[t - j] for j in T where j < t)`.
///
/// A step takes it as a product of the last elements, which stand one after the other for each cell of
/// the state's rows, with the weights: no table grows with the square of the steps.
struct Convolution {
  /// The state, by its place in the recurrence.
  let state: Int
  /// For each element of a step's result the cell of the state's rows that is summed.
  let cells: [Int]
  /// For each element of a step's result the weights of the rows before, the farthest first.
  let weights: [[Double]]

  /// Shorter sums are taken element by element, and so are those of many cells.
  private static let shortest = 8
  private static let mostElements = 512

  /// The convolution that a node is along the axis of an equation's steps; nil where it is none.
  ///
  /// `start` is the row of the first step of the equation.
  init?(
    _ id: NodeID, along axis: AxisID, start: Int, of recurrence: Recurrence, _ dependent: [Bool],
    _ lowering: inout GraphLowering
  ) {
    let graph = lowering.graph
    guard case .lane(let function, let operands, let over, let mapped) = graph[id].operation,
      function == Sum.self, mapped.isEmpty, graph[id].axes.contains(axis),
      var terms = WeightedElements(operands[0], graph, dependent),
      let weights = terms.elements(&lowering)
    else { return nil }
    state = terms.state
    let own = recurrence.states[state]
    let full = lowering.layout(graph[id].axes + over)
    let result = lowering.layout(graph[id].axes.filter { $0 != axis })
    guard result.count <= Self.mostElements, result.count > 0 else { return nil }
    let steps = lowering.lengths[axis.index]
    var kernels = Kernels(count: result.count, steps: steps, start: start)
    let rest = lowering.layout(LoopLowering.rest(own))
    var strides = rest.strides
    strides.insert(0, at: own.stepAxis)
    let places = terms.places.map { lowering.layout($0.axes).strides(in: full.axes) }
    let factors = weights.map { lowering.layout($0.axes).strides(in: full.axes) }
    let ends = [result.strides(in: full.axes), lowering.layout([axis]).strides(in: full.axes)]
    full.forEach(operandStrides: places + factors + ends) { _, positions in
      var weight = 1.0
      for (factor, element) in zip(weights, positions[places.count...]) where weight != 0 {
        let value = factor.elements[factor.elements.count == 1 ? 0 : element]
        weight = factor.isCondition ? (value != 0 ? weight : 0) : weight * value
      }
      guard weight != 0 else { return }
      var row = 0
      var cell = 0
      for (k, place) in terms.places.enumerated() {
        let value = place.elements.map { $0[$0.count == 1 ? 0 : positions[k]] }
        let position = value.map { Int(exactly: $0) ?? 0 } ?? positions[k] + 1
        guard position >= 1, position <= lowering.lengths[own.axes[k].index] else {
          return kernels.refuse()
        }
        if k == own.stepAxis { row = position - 1 } else { cell += (position - 1) * strides[k] }
      }
      let end = places.count + factors.count
      kernels.add(weight, row: row, cell: cell, element: positions[end], step: positions[end + 1])
    }
    guard let found = kernels.finished, found.weights[0].count >= Self.shortest else { return nil }
    cells = found.cells
    self.weights = found.weights
  }
}

/// A product of elements of a state with numbers that the data give, and conditions on it.
private struct WeightedElements {
  /// Where along an axis of the state an element stands: at positions, or at that of the result's own
  /// axis.
  struct Place {
    let axes: [AxisID]
    var node: NodeID?
    var elements: [Double]?
  }

  struct Factor {
    let axes: [AxisID]
    let elements: [Double]
    let isCondition: Bool
  }

  var state = 0
  var places: [Place] = []
  private var factors: [(node: NodeID, isCondition: Bool)] = []

  init?(_ id: NodeID, _ graph: ModelGraph, _ dependent: [Bool]) {
    var next = id
    while true {
      switch graph[next].operation {
      case .arrange(let operand): next = operand
      case .select(let condition, let whenTrue, let whenFalse):
        guard !dependent[condition.index], case .constant(0) = graph[whenFalse].operation else {
          return nil
        }
        factors.append((condition, true))
        next = whenTrue
      case .elementwise(let function, let operands) where function == Multiply.self:
        guard dependent[operands[0].index] != dependent[operands[1].index] else { return nil }
        let isFirst = dependent[operands[0].index]
        factors.append((operands[isFirst ? 1 : 0], false))
        next = operands[isFirst ? 0 : 1]
      case .gather(let source, let indices):
        guard case .carried(_, let state) = graph[source].operation else { return nil }
        self.state = state
        places = zip(graph[source].axes, indices).map { axis, index in
          switch index {
          case .keep: Place(axes: [axis], node: nil)
          case .at(let node): Place(axes: graph[node].axes, node: node)
          }
        }
        return
      default: return nil
      }
    }
  }

  /// The factors' numbers, those of the places beside them; nil where draws decide one.
  mutating func elements(_ lowering: inout GraphLowering) -> [Factor]? {
    for (k, place) in places.enumerated() {
      guard let node = place.node else { continue }
      guard let elements = lowering.tracer.graph.elements(lowering.value(node)) else { return nil }
      places[k].elements = elements
    }
    var found: [Factor] = []
    for factor in factors {
      guard let elements = lowering.tracer.graph.elements(lowering.value(factor.node)) else {
        return nil
      }
      found.append(
        Factor(
          axes: lowering.graph[factor.node].axes, elements: elements,
          isCondition: factor.isCondition))
    }
    return found
  }
}

/// Collects the weights by their distance, and notes where they do not go by it.
private struct Kernels {
  private let start: Int
  private let steps: Int
  private var isRefused = false
  private var cells: [Int?]
  private var weights: [[Double]]
  private var counts: [[Int]]

  init(count: Int, steps: Int, start: Int) {
    self.start = start
    self.steps = steps
    cells = Array(repeating: nil, count: count)
    weights = Array(repeating: Array(repeating: 0, count: start + steps), count: count)
    counts = Array(repeating: Array(repeating: 0, count: start + steps), count: count)
  }

  mutating func refuse() { isRefused = true }

  mutating func add(_ weight: Double, row: Int, cell: Int, element: Int, step: Int) {
    let distance = start + step - row
    guard !isRefused, distance >= 1, cells[element] ?? cell == cell, weight.isFinite else {
      return refuse()
    }
    cells[element] = cell
    if counts[element][distance] == 0 { weights[element][distance] = weight }
    guard weights[element][distance] == weight else { return refuse() }
    counts[element][distance] += 1
  }

  /// The cells and weights where every step that has a row so far before it gives it the same weight.
  var finished: (cells: [Int], weights: [[Double]])? {
    guard !isRefused else { return nil }
    for own in counts {
      for (distance, count) in own.enumerated() where count > 0 {
        guard count == steps - max(distance - start, 0) else { return nil }
      }
    }
    let longest = counts.map { $0.lastIndex { $0 > 0 } ?? 0 }.max() ?? 0
    guard longest > 0 else { return nil }
    return (
      cells.map { $0 ?? 0 }, weights.map { own in own[1...longest].reversed() }
    )
  }
}

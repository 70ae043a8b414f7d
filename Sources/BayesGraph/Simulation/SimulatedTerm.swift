import BayesDistributions
import BayesMath

/// One equation of a random quantity as it is drawn: which cells it gives, and along which axes it reads
/// the quantity's own earlier elements.
struct SimulatedTerm: Sendable {
  let term: VariableTerm
  let variable: VariableID
  /// The axes of the equation along which it reads itself; empty where it does not.
  let stepAxes: [AxisID]
  /// The nodes that change from step to step, in order.
  let changing: [NodeID]
  /// What these read and is known before the first step, laid out along a step axis.
  let sliced: [NodeID]
  /// Whether a step is drawn with all arguments as they are over whole axes, because what it reads lies in
  /// segments that belong to the steps.
  let isWhole: Bool
  /// Whether each element of an event has arguments of its own.
  let hasArgumentsPerElement: Bool
  private let isPositive: Bool

  init(_ term: VariableTerm, of id: VariableID, in model: BoundModel) {
    let graph = model.graph
    let operands = term.distribution.operands + [term.condition].compactMap(\.self)
    self.term = term
    variable = id
    hasArgumentsPerElement = operands.contains { node in
      term.axes.last.map { graph[node].axes.contains($0) } ?? false
    }
    isPositive = graph[id].constraint == .positiveOrdered
    let dependent = graph.dependents(on: [id])
    guard operands.contains(where: { dependent[$0.index] }) else {
      (stepAxes, changing, sliced, isWhole) = ([], [], [], false)
      return
    }
    let reached = graph.reached(from: operands) { dependent[$0.index] }
    stepAxes = Self.stepAxes(term, id, reached, in: graph)
    changing = reached.filter { dependent[$0.index] }.sorted { $0.index < $1.index }
    let steps = Set(stepAxes)
    isWhole = Set(reached.flatMap { graph[$0].axes }).contains { axis in
      guard case .segments(let owners, _) = graph[axis].extent else { return false }
      return owners.contains(where: steps.contains)
    }
    let inside = graph.insideOfOthers
    let conditions = [term.condition, term.censoring?.left, term.censoring?.right]
    sliced = Set(reached + conditions.compactMap(\.self)).sorted { $0.index < $1.index }.filter {
      node in
      !dependent[node.index] && !inside[node.index]
        && graph[node].axes.contains { steps.contains($0) }
    }
  }

  /// The axes whose index into the quantity is not the element's own.
  private static func stepAxes(
    _ term: VariableTerm, _ id: VariableID, _ reached: [NodeID], in graph: ModelGraph
  ) -> [AxisID] {
    var steps: [AxisID] = []
    for node in reached {
      guard case .gather(let source, let indices) = graph[node].operation,
        case .variable(id) = graph[source].operation
      else { continue }
      for (index, own) in zip(indices, term.axes) {
        if case .at(let place) = index, case .position(own) = graph[place].operation { continue }
        if case .keep = index, graph[source].axes.contains(own) { continue }
        if !steps.contains(own) { steps.append(own) }
      }
    }
    return term.axes.filter { steps.contains($0) }
  }

  /// The axes whose positions have a value each, and where its elements stand along the equation.
  func events(in evaluator: ReferenceEvaluator<Double>) -> (plates: Layout, places: EventPlaces) {
    let axes = term.distribution.eventAxes
    let part = evaluator.layout(term.axes)
    let segments = axes.first.flatMap { evaluator.segments[$0] }
    let plates =
      if let segments, let axis = axes.first {
        part.owners(of: axis, lengths: evaluator.lengths, segments)
      } else {
        evaluator.layout(term.axes.filter { !axes.contains($0) })
      }
    let places = EventPlaces(
      of: part, event: evaluator.layout(axes), result: plates, segments: segments)
    return (plates, places)
  }

  /// Draws the cells that are still unknown, with the arguments as they are over the axes now; those at
  /// some places along axes alone, where `places` gives any.
  func draw(
    _ evaluator: inout ReferenceEvaluator<Double>, at places: [AxisID: Int] = [:],
    using stream: inout RandomStream
  ) throws(DrawRefusal) {
    let call = term.distribution
    for operand in call.operands { _ = evaluator.evaluate(operand) }
    let (plates, events) = events(in: evaluator)
    let reader = ArgumentReader(call, in: evaluator, result: plates)
    let cells = self.cells(in: evaluator)
    let active = self.active(over: plates, &evaluator)
    let firsts = (0..<plates.count).map { flat in
      events.count(at: flat) > 0 ? cells[events.place(0, at: flat)] : 0
    }
    let bounds = Bounds(variable, isPositive, plates, firstCells: firsts, &evaluator)
    let limits = Limits(term.censoring, plates, &evaluator)
    var values = evaluator.variables[variable.index] ?? []
    // Nothing else may hold the values while they are written, or every step would copy them.
    evaluator.variables[variable.index] = nil
    defer { evaluator.variables[variable.index] = values }
    for flat in 0..<plates.count where active?[flat] ?? true {
      guard plates.lies(flat, at: places) else { continue }
      let own = events.places(at: flat).map { cells[$0] }
      guard own.contains(where: { values[$0].isNaN }) else { continue }
      let drawn = try reader.draw(
        at: flat, count: own.count, within: bounds.at(flat), using: &stream)
      for (place, number) in zip(own, drawn) { values[place] = limits.censored(number, flat) }
    }
  }

  /// Per flat position of the equation the cell of the whole quantity.
  func cells(in evaluator: ReferenceEvaluator<Double>) -> [Int] {
    let axes = evaluator.graph[variable].axes
    let strides = evaluator.layout(axes).strides
    let part = evaluator.layout(term.axes)
    var start = 0
    for (k, axis) in term.axes.enumerated() {
      start += (evaluator.offsets[axis.index] - evaluator.offsets[axes[k].index]) * strides[k]
    }
    var cells = [Int](repeating: 0, count: part.count)
    part.forEach(operandStrides: [strides], starts: [start]) { flat, place in
      cells[flat] = place[0]
    }
    return cells
  }

  /// Where `when` holds, per element of the plates; nil where there is none.
  func active(over plates: Layout, _ evaluator: inout ReferenceEvaluator<Double>) -> [Bool]? {
    guard let node = term.condition else { return nil }
    let holds = evaluator.evaluate(node)
    return plates.positions(of: evaluator.layout(node)).map { holds[$0] != 0 }
  }
}

extension Layout {
  /// Whether a flat position has these 0-based places along the axes that have one.
  fileprivate func lies(_ flat: Int, at places: [AxisID: Int]) -> Bool {
    if places.isEmpty { return true }
    return zip(axes, zip(strides, shape)).allSatisfy { axis, own in
      places[axis].map { flat / own.0 % max(own.1, 1) == $0 } ?? true
    }
  }
}

/// The bounds that a parameter's type adds to its distribution.
private struct Bounds {
  private var lower: [Double]?
  private var upper: [Double]?

  init(
    _ id: VariableID, _ isPositive: Bool, _ plates: Layout, firstCells: [Int],
    _ evaluator: inout ReferenceEvaluator<Double>
  ) {
    let variable = evaluator.graph[id]
    guard variable.role == .param else { return }
    func read(_ node: NodeID?, _ evaluator: inout ReferenceEvaluator<Double>) -> [Double]? {
      guard let node else { return nil }
      let elements = evaluator.evaluate(node)
      let own = evaluator.layout(node)
      if own.axes.allSatisfy(plates.axes.contains) {
        return plates.positions(of: own).map { elements[$0] }
      }
      // A bound of the type lies over the whole quantity; that of another equation's prior does not.
      guard own.axes.allSatisfy(variable.axes.contains) else { return nil }
      let places = evaluator.layout(variable.axes).positions(of: own)
      return firstCells.map { elements[places[$0]] }
    }
    lower = read(variable.lower, &evaluator)
    upper = read(variable.upper, &evaluator)
    if isPositive { lower = Array(repeating: 0, count: plates.count) }
  }

  func at(_ flat: Int) -> (lower: Double?, upper: Double?) { (lower?[flat], upper?[flat]) }
}

/// The bounds beyond which an observation is seen as the bound itself.
///
/// A condition that marks what is censored, and an interval, say nothing of other values than the
/// observed ones: what is drawn in their place is not censored.
private struct Limits {
  private let left: [Double]?
  private let right: [Double]?

  init(
    _ censoring: Censoring?, _ plates: Layout, _ evaluator: inout ReferenceEvaluator<Double>
  ) {
    func read(_ node: NodeID?) -> [Double]? {
      guard let node, evaluator.graph[node].element != .boolean else { return nil }
      let elements = evaluator.evaluate(node)
      return plates.positions(of: evaluator.layout(node)).map { elements[$0] }
    }
    left = read(censoring?.left)
    right = read(censoring?.right)
  }

  func censored(_ value: Double, _ flat: Int) -> Double {
    min(max(value, left?[flat] ?? -.infinity), right?[flat] ?? .infinity)
  }
}

extension ModelGraph {
  /// Whether each node depends on one of some variables.
  package func dependents(on variables: Set<VariableID>) -> [Bool] {
    var dependent = [Bool](repeating: false, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      if case .variable(let id) = node.operation {
        dependent[index] = variables.contains(id)
      } else {
        dependent[index] = operands(of: NodeID(index)).contains { dependent[$0.index] }
      }
    }
    return dependent
  }

  /// Whether each node has a value inside a recurrence, a routine or an equation to be solved alone.
  var insideOfOthers: [Bool] {
    var inside = [Bool](repeating: false, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      switch node.operation {
      case .carried, .slot, .argument: inside[index] = true
      default: inside[index] = node.operation.operands.contains { inside[$0.index] }
      }
    }
    return inside
  }

  /// Some nodes and, of those that `goesOn`, all they read.
  func reached(from roots: [NodeID], where goesOn: (NodeID) -> Bool) -> [NodeID] {
    var found: [NodeID] = []
    var seen = Set(roots)
    var pending = roots
    while let next = pending.popLast() {
      found.append(next)
      guard goesOn(next) else { continue }
      pending += operands(of: next).filter { seen.insert($0).inserted }
    }
    return found
  }
}

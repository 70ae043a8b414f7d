import BayesDistributions
import BayesSource

/// A distribution as it stands over its plates, and where its `when` holds.
struct PlacedCall {
  let call: DistributionCall
  let plates: [AxisID]
  /// Per element of the plates; nil where every element counts.
  let isActive: [Bool]?
}

extension Binder {
  /// Arguments that the data decide, against their domains: one outside leaves no density anywhere.
  ///
  /// `unguarded` are the nodes reached without passing the branches of a conditional.
  mutating func checkArguments(_ bound: ModelGraph, _ unguarded: Set<NodeID>) {
    for variable in bound.variables {
      for term in variable.terms {
        let plates = term.axes.filter { !term.distribution.eventAxes.contains($0) }
        let isActive = term.condition.map { node -> [Bool] in
          let values = evaluator.evaluate(node)
          return evaluator.layout(plates).positions(of: evaluator.layout(node))
            .map { values[$0] != 0 }
        }
        check(PlacedCall(call: term.distribution, plates: plates, isActive: isActive), in: bound)
      }
    }
    for (index, node) in bound.nodes.enumerated() where unguarded.contains(NodeID(index)) {
      guard case .logDensity(let call, _) = node.operation else { continue }
      check(PlacedCall(call: call, plates: node.axes, isActive: nil), in: bound)
    }
  }

  private mutating func check(_ placed: PlacedCall, in bound: ModelGraph) {
    let call = placed.call
    let declaration = call.distribution.declaration
    for (parameter, argument) in zip(declaration.forms[call.form].parameters, call.arguments) {
      switch argument {
      case .value(let node, let event):
        guard bound[node].level == .data else { continue }
        guard check(node, event: event, as: parameter, of: placed) else { return }
      case .range(let lower, let upper):
        check(lower, upper, of: placed, mayBeSingle: false, in: bound)
      case .components(let calls):
        for component in calls {
          check(
            PlacedCall(call: component, plates: placed.plates, isActive: placed.isActive),
            in: bound)
        }
      case .family(let component, let axis):
        check(family: component, over: axis, of: placed, in: bound)
      }
    }
    checkTogether(placed, in: bound)
    switch declaration.support {
    case .interval(let lower?, let upper?):
      check(call.node(lower), call.node(upper), of: placed, mayBeSingle: false, in: bound)
    case .integers(let lower, let upper):
      check(call.node(lower), call.node(upper), of: placed, mayBeSingle: true, in: bound)
    default: break
    }
    if let truncation = call.truncation {
      check(
        truncation.lower, truncation.upper, of: placed,
        mayBeSingle: declaration.value == .integer(ofCategory: false), in: bound)
    }
  }

  /// A component for each place of an axis, which is one more plate of its arguments.
  private mutating func check(
    family component: DistributionCall, over axis: AxisID, of placed: PlacedCall,
    in bound: ModelGraph
  ) {
    let length = evaluator.lengths[axis.index]
    let isActive = placed.isActive.map { active in
      active.flatMap { Array(repeating: $0, count: length) }
    }
    check(
      PlacedCall(call: component, plates: placed.plates + [axis], isActive: isActive), in: bound)
  }

  /// Refuses arguments that leave no density together, though each lies in its domain.
  private mutating func checkTogether(_ placed: PlacedCall, in bound: ModelGraph) {
    let call = placed.call
    guard let fault = call.distribution.fault,
      call.operands.allSatisfy({ bound[$0].level == .data })
    else { return }
    let whole = evaluator.layout(placed.plates)
    let arguments = evaluator.arguments(of: call, over: placed.plates)
    for element in arguments.indices where placed.isActive?[element] ?? true {
      guard let reason = fault(arguments[element]) else { continue }
      return report(.argumentsTogether(reason, at: coordinates(element, whole), of: call))
    }
  }

  /// Whether every value of an argument lies in its domain; the first that does not is reported.
  private mutating func check(
    _ node: NodeID, event: [AxisID], as parameter: DistributionParameter, of placed: PlacedCall
  ) -> Bool {
    let values = evaluator.evaluate(node)
    let own = evaluator.layout(node)
    for places in events(of: own, event, in: placed) {
      if let place = places.first(where: { !parameter.domain.contains(values[$0]) }) {
        report(
          .argumentOutside(
            parameter, values[place], at: coordinates(place, own), of: placed.call, node,
            origin(of: node, cell: place), in: graph))
        return false
      }
      guard let kind = parameter.domain.structure else { continue }
      let isRagged = event.contains { evaluator.segments[$0] != nil }
      let lengths = isRagged ? [places.count] : event.map { evaluator.lengths[$0.index] }
      let elements = places.map { values[$0] }
      if let fault = StructureCheck.fault(elements, shape: lengths, kind) {
        report(.argumentBroken(parameter, fault.reason, of: placed.call, node, in: graph))
        return false
      }
    }
    return true
  }

  /// The positions in an operand of the events of the plate elements that count, each once.
  private func events(
    of own: Layout, _ event: [AxisID], in placed: PlacedCall
  ) -> LazyMapSequence<[Int], [Int]> {
    let segments = event.first.flatMap { evaluator.segments[$0] }
    var plates = placed.plates
    if placed.isActive == nil {
      plates = plates.filter { own.axes.contains($0) || segments?.owners.contains($0) ?? false }
    }
    let layout = evaluator.layout(plates)
    let places = EventPlaces(
      of: own, event: evaluator.layout(event), result: layout, segments: segments)
    return (0..<layout.count).filter { placed.isActive?[$0] ?? true }.lazy
      .map { places.places(at: $0) }
  }

  /// Refuses two ends that leave nothing between them, where the data decide both.
  private mutating func check(
    _ lower: NodeID?, _ upper: NodeID?, of placed: PlacedCall, mayBeSingle: Bool,
    in bound: ModelGraph
  ) {
    guard let lower, let upper, bound[lower].level == .data, bound[upper].level == .data else {
      return
    }
    let (lows, highs) = (evaluator.evaluate(lower), evaluator.evaluate(upper))
    let whole = evaluator.layout(placed.plates)
    let places = zip(
      whole.positions(of: evaluator.layout(lower)), whole.positions(of: evaluator.layout(upper)))
    for (element, (low, high)) in places.enumerated() where placed.isActive?[element] ?? true {
      let (low, high) = (lows[low], highs[high])
      if low < high || low == high && mayBeSingle { continue }
      report(.emptyInterval(low, high, at: coordinates(element, whole), span: placed.call.span))
      return
    }
  }

  /// Refuses bounds of a quantity that is inferred between which no value lies.
  mutating func checkIntervals(_ bound: ModelGraph, _ observations: [Observation?]) {
    for (index, variable) in bound.variables.enumerated() {
      let isInferred = observations[index].map { !$0.latentCells.isEmpty } ?? true
      guard isInferred, variable.role != .predict else { continue }
      let whole = evaluator.layout(variable.axes)
      var ends = [-Double.infinity, .infinity].map { Array(repeating: $0, count: whole.count) }
      for (place, node) in [variable.lower, variable.upper].enumerated() {
        guard let node, bound[node].level == .data else { continue }
        let values = evaluator.evaluate(node)
        ends[place] = whole.positions(of: evaluator.layout(node)).map { values[$0] }
        if let wrong = ends[place].firstIndex(where: { !$0.isFinite }) {
          return report(
            .endlessBound(
              variable, ends[place][wrong], at: coordinates(wrong, whole), isLower: place == 0))
        }
      }
      if let wrong = whole.indices.first(where: { !(ends[0][$0] < ends[1][$0]) }) {
        report(
          .emptyInterval(
            ends[0][wrong], ends[1][wrong], at: coordinates(wrong, whole), span: variable.span))
      }
    }
  }

  /// The 1-based coordinates of a flat position; empty for a scalar.
  func coordinates(_ flat: Int, _ layout: Layout) -> [Int] {
    zip(layout.strides, layout.shape).map { stride, length in flat / stride % length + 1 }
  }

  /// The cell of the data that an element of a node is, if it is one.
  func origin(of node: NodeID, cell: Int) -> String? {
    switch graph[node].operation {
    case .input(let input):
      origins[input.index] == nil && columnOrigins[input.index] == nil
        ? nil : place(of: input.index, cell: cell)
    case .relabel(let operand): origin(of: operand, cell: cell)
    default: nil
    }
  }
}

extension Layout {
  /// The flat positions.
  fileprivate var indices: Range<Int> { 0..<count }
}

extension ParameterDomain {
  /// The structure that all elements of an argument have together.
  package var structure: ConstraintKind? {
    switch self {
    case .simplex: .simplex
    case .ordered: .ordered
    case .positiveDefinite: .covariance
    case .choleskyFactor: .choleskyCovariance
    case .real, .positive, .nonNegative, .unitInterval, .openUnitInterval, .positiveShare, .count,
      .integer, .any:
      nil
    }
  }
}

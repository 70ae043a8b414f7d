import BayesGraph
import BayesSource
import BayesSyntax

/// A loop whose rounds the data decide, while its statements are read.
struct RoutineReading {
  let id: RoutineID
  /// The first node that may read its slots.
  let firstNode: Int
  /// The statements of the block that is being read.
  var steps: [Routine.Step] = []
  /// Where `return` leaves its values: whether it was reached, and the slots.
  var result: (flag: Int, values: [Int])?
  /// Nodes that depend on a slot, and those that do not.
  var changing: [NodeID: Bool] = [:]
  /// Names that hold Ints at first and are given Reals.
  var widened: Set<SourceSpan> = []
}

/// Loops of functions whose rounds the data decide become routines, which run when data are bound.
extension Checker {
  /// Reads a loop as a routine; the `var`s it changes have its results from then on.
  mutating func runRoutine(_ item: Item) -> Flow {
    let start = self
    var wide: Set<SourceSpan> = []
    while true {
      let flow = readRoutine(item, wide)
      guard case .again(let widened) = flow else { return flow.flow }
      // Ints that become Reals on the way are Reals from the beginning.
      wide.formUnion(widened)
      self = start
    }
  }

  private enum Reading {
    case done(Flow)
    case again(Set<SourceSpan>)

    var flow: Flow { if case .done(let flow) = self { flow } else { .failed } }
  }

  private mutating func readRoutine(_ item: Item, _ wide: Set<SourceSpan>) -> Reading {
    graph.routines.append(Routine(span: item.span))
    let id = RoutineID(graph.routines.count - 1)
    routine = RoutineReading(id: id, firstNode: graph.nodes.count)
    wideNames = wide
    var changed: [(name: String, slot: Int)] = []
    for name in assignedNames(in: [item]).sorted() {
      guard let entry = scopes[name], case .mutable(let old) = entry.symbol else { continue }
      let (slot, node) = addSlot(
        for: old, element: wide.contains(entry.span) ? .real : graph[old].element,
        initial: laid(old))
      scopes.replace(name, by: .mutable(node))
      changed.append((name, slot))
    }
    let flow = runStep(item)
    guard let read = routine else { return .done(.failed) }
    routine = nil
    guard case .goesOn = flow else { return .done(.failed) }
    guard read.widened.isSubset(of: wide) else { return .again(read.widened) }
    graph.routines[id.index].steps = read.steps
    return .done(conclude(read, changed, item))
  }

  /// Gives the names that were changed the results of a routine.
  private mutating func conclude(
    _ read: RoutineReading, _ changed: [(name: String, slot: Int)], _ item: Item
  ) -> Flow {
    routine = read
    defer { routine = nil }
    let nodes = graph[read.id].nodes
    if let drawn = nodes.first(where: { graph[$0].level > .data }) {
      report(.drawLoop(at: graph[drawn].origin, loop: item.span))
      return .failed
    }
    var reads: Set<NodeID> = []
    var seen = Set(nodes)
    var pending = nodes
    var axes: Set<AxisID> = []
    while let next = pending.popLast() {
      axes.formUnion(graph[next].axes)
      if changes(next) {
        pending += graph.operands(of: next).filter { seen.insert($0).inserted }
      } else {
        reads.insert(next)
      }
    }
    graph.routines[read.id.index].around = indexAxes.filter { axes.contains($0) }
    let operands = reads.sorted { $0.index < $1.index }
    for (name, slot) in changed {
      scopes.replace(name, by: .mutable(outcome(of: slot, read.id, operands)))
    }
    guard let result = read.result else { return .goesOn }
    return .mayReturn(
      outcome(of: result.flag, read.id, operands),
      result.values.map { outcome(of: $0, read.id, operands) }, item.span)
  }

  private mutating func outcome(of slot: Int, _ id: RoutineID, _ reads: [NodeID]) -> NodeID {
    let own = graph[id].slots[slot]
    return node(
      .routine(id, slot: slot, reads: reads), axes: own.axes + graph[id].around,
      element: own.element, at: graph[id].span)
  }

  /// Whether a node changes with the slots of the routine that is read.
  func changes(_ id: NodeID) -> Bool {
    guard let read = routine, id.index >= read.firstNode else { return false }
    var pending = [id]
    var seen: Set<NodeID> = [id]
    while let next = pending.popLast() {
      if case .slot(read.id, _) = graph[next].operation { return true }
      pending += graph.operands(of: next).filter {
        $0.index >= read.firstNode && seen.insert($0).inserted
      }
    }
    return false
  }

  /// A value with its own axes first, then those of index variables.
  private mutating func laid(_ id: NodeID) -> NodeID {
    let own = ownAxes(of: id)
    let around = graph[id].axes.filter { !own.contains($0) }
    return arrange(id, own + around, at: graph[id].origin)
  }

  /// A slot for values like that of a node, and the node that reads it.
  private mutating func addSlot(
    for id: NodeID, element: ElementType, initial: NodeID? = nil
  ) -> (slot: Int, node: NodeID) {
    addSlot(axes: ownAxes(of: id), element: element, initial: initial, at: graph[id].origin)
  }

  private mutating func addSlot(
    axes: [AxisID], element: ElementType, initial: NodeID? = nil, at span: SourceSpan
  ) -> (slot: Int, node: NodeID) {
    guard let read = routine else { return (0, constant(0, at: span)) }
    graph.routines[read.id.index].slots.append(
      Routine.Slot(axes: axes, element: element, initial: initial))
    let slot = graph[read.id].slots.count - 1
    return (slot, node(.slot(read.id, slot), axes: axes, element: element, at: span))
  }

  private mutating func emit(_ step: Routine.Step) { routine?.steps.append(step) }

  /// The names that statements assign to.
  private func assignedNames(in items: [Item]) -> Set<String> {
    var names: Set<String> = []
    for item in items {
      switch item {
      case .assignment(let node):
        var place = node.place
        if case .subscripted(let subscripted) = place { place = subscripted.base }
        if case .name(let name) = place { names.insert(name.name) }
      case .forLoop(let node): names.formUnion(assignedNames(in: node.body.items))
      case .whileLoop(let node): names.formUnion(assignedNames(in: node.body.items))
      case .conditional(let node):
        names.formUnion(assignedNames(in: node.body.items + (node.otherwise?.items ?? [])))
      default: break
      }
    }
    return names
  }
}

/// The statements of a routine.
extension Checker {
  mutating func runStep(_ item: Item) -> Flow {
    guard mayUnfold(at: item.span) else { return .failed }
    let errors = errorCount
    switch item {
    case .binding(let node): keep(node)
    case .mutable(let node): keep(node)
    case .function(let node): declare(node.name, .function(node))
    case .assignment(let node): set(node)
    case .conditional(let node): branch(node)
    case .forLoop(let node): count(node)
    case .whileLoop(let node):
      guard let condition = condition(node.condition, of: "while") else { return .failed }
      let body = block(node.body.items)
      emit(.loop(while: condition, body))
    case .returnValue(let node): leave(node)
    case .importFile, .model, .dimension, .data, .variable, .report, .factor, .gate, .decide:
      report(.notInFunction(at: item.span))
    }
    return errorCount == errors ? .goesOn : .failed
  }

  /// The steps of a block, in a scope of its own.
  private mutating func block(_ items: [Item]) -> [Routine.Step] {
    let outer = routine?.steps ?? []
    routine?.steps = []
    scopes.push()
    for item in items {
      guard case .goesOn = runStep(item) else { break }
    }
    scopes.pop()
    let steps = routine?.steps ?? []
    routine?.steps = outer
    return steps
  }

  /// `let`: what depends on slots is kept as it is now.
  private mutating func keep(_ binding: LetDeclaration) {
    checkLet(binding)
    let names: [Identifier] =
      switch binding.pattern {
      case .target(let target): [target.name]
      case .tuple(let names): names
      }
    for name in names {
      switch scopes.inInnermost(name.name)?.symbol {
      case .value(let id)? where changes(id):
        let (slot, node) = addSlot(for: id, element: graph[id].element)
        emit(.set(slot: slot, at: [], to: laid(id)))
        scopes.replace(name.name, by: .value(node))
      case .open?:
        report(
          .notYet(
            "an equation piece by piece inside a loop whose length the data decide",
            at: binding.span, instead: "a `var` and assignments to its elements do the same"))
      default: break
      }
    }
  }

  private mutating func keep(_ declaration: VarDeclaration) {
    checkVar(declaration)
    guard case .mutable(let id)? = scopes.inInnermost(declaration.name.name)?.symbol else { return }
    let isWide = wideNames.contains(declaration.name.span)
    let (slot, node) = addSlot(for: id, element: isWide ? .real : graph[id].element)
    emit(.set(slot: slot, at: [], to: laid(id)))
    scopes.replace(declaration.name.name, by: .mutable(node))
  }

  private mutating func set(_ statement: AssignmentStatement) {
    guard let (name, indices, change) = assignment(statement),
      let entry = scopes[name.name], case .mutable(let old) = entry.symbol,
      case .slot(_, let slot) = graph[old].operation, let value = check(change.value)
    else { return }
    var places: [GatherIndex] = []
    for (axis, index) in zip(graph[old].axes, indices) {
      guard let place = check(index, along: axis) else { return }
      if case .at(let id) = place, !graph[id].axes.allSatisfy({ indexAxes.contains($0) }) {
        return report(.assignedPlace(at: statement.place.span))
      }
      places.append(placed(place, at: statement.place.span))
    }
    guard indices.isEmpty || places.count == graph[old].axes.count, places.count == indices.count
    else {
      return report(
        .indexCount(
          typeText(old), found: indices.count, expected: graph[old].axes.count,
          at: statement.place.span))
    }
    let part = places.isEmpty ? old : gather(old, places, at: statement.place.span)
    guard let new = changed(part, change.operator, value, at: statement.span),
      let fitted = conform(
        new, to: withIndexAxes(ownAxes(of: part), of: [new]), at: change.value.span)
    else { return }
    if graph[old].element == .integer, graph[fitted].element == .real {
      routine?.widened.insert(entry.span)
    }
    emit(.set(slot: slot, at: places, to: fitted))
  }

  /// A place that is known by the statement that writes there.
  private mutating func placed(_ index: GatherIndex, at span: SourceSpan) -> GatherIndex {
    guard case .at(let id) = index else { return index }
    return .at(
      node(.relabel(id), axes: graph[id].axes, element: graph[id].element, at: span))
  }

  private mutating func branch(_ node: IfStatement) {
    guard let condition = condition(node.condition, of: "if") else { return }
    if let known = foldedValue(condition) {
      let steps = block(known != 0 ? node.body.items : node.otherwise?.items ?? [])
      for step in steps { emit(step) }
      return
    }
    let yes = block(node.body.items)
    let no = block(node.otherwise?.items ?? [])
    emit(.branch(condition, yes, otherwise: no))
  }

  private mutating func count(_ node: ForStatement) {
    guard let (first, last, element) = bounds(of: node.range) else { return }
    let (slot, value) = addSlot(axes: [], element: element, at: node.variable.span)
    scopes.push()
    scopes.declare(node.variable.name, .value(value), at: node.variable.span)
    let body = block(node.body.items)
    scopes.pop()
    emit(.count(slot: slot, from: first, through: last, body))
  }

  /// The first and last place of a range, and what its elements are.
  private mutating func bounds(
    of range: Expression
  ) -> (first: NodeID, last: NodeID, element: ElementType)? {
    let span = range.span
    if case .range(let bounds) = range {
      guard let lower = bounds.lower, let upper = bounds.upper else {
        report(.openDimension(at: span))
        return nil
      }
      guard let first = roundNumber(lower), var last = roundNumber(upper) else { return nil }
      if !bounds.isClosed {
        last = elementwise("-", [last, constant(1, at: span)], at: span) ?? last
      }
      return (first, last, .integer)
    }
    guard let axis = pieceAxis(range, variable: Identifier(name: "", span: span)),
      case .piece(let dimension, let lower, let upper) = graph[axis].extent
    else { return nil }
    let one = constant(1, at: span)
    let first = lower.flatMap { elementwise("+", [$0, one], at: span) } ?? one
    let last =
      upper ?? node(.size(self.axis(of: dimension)), axes: [], element: .integer, at: span)
    return (first, last, .index(dimension))
  }

  /// An Int that may change from round to round.
  private mutating func roundNumber(_ expression: Expression) -> NodeID? {
    guard let id = checkNumber(expression) else { return nil }
    guard graph[id].element == .integer, ownAxes(of: id).isEmpty else {
      report(.integerExpected(typeText(id), at: expression.span))
      return nil
    }
    return id
  }

  private mutating func leave(_ node: ReturnStatement) {
    guard let written = node.value else { return report(.emptyReturn(at: node.span)) }
    guard let values = checkAll(written) else { return }
    if routine?.result == nil {
      let zero = constant(0, .boolean, at: node.span)
      let (flag, _) = addSlot(axes: [], element: .boolean, initial: zero, at: node.span)
      let slots = values.map { addSlot(for: $0, element: graph[$0].element).slot }
      routine?.result = (flag, slots)
    }
    guard let result = routine?.result, let id = routine?.id else { return }
    guard result.values.count == values.count else {
      return report(.unequalReturns(result.values.count, values.count, at: node.span))
    }
    for (slot, value) in zip(result.values, values) {
      let own = graph[id].slots[slot]
      guard let common = Self.common(own.element, graph[value].element),
        let fitted = conform(
          value, to: withIndexAxes(own.axes, of: [value]), at: written.span)
      else { return report(.assignedReturn(at: written.span)) }
      graph.routines[id.index].slots[slot].element = common
      emit(.set(slot: slot, at: [], to: fitted))
    }
    emit(.set(slot: result.flag, at: [], to: constant(1, .boolean, at: node.span)))
    emit(.leave)
  }
}

import BayesGraph
import BayesSource
import BayesSyntax

/// `let`s defined piece by piece along one dimension; those that read each other's earlier elements
/// become one recurrence.
struct PieceGroup {
  struct State {
    let name: Identifier
    let axes: [AxisID]
    let stepAxis: Int
    /// That of the pieces so far; nil before the first.
    var element: ElementType?
    var pieces: [Piece]
  }
  let dimension: DimensionID
  let recurrence: RecurrenceID
  /// The first node that may read the group's states.
  let firstNode: Int
  var states: [State] = []
  var readsItself = false
  var isClosed = false
  /// Per state its carried node, once it is read.
  var carried: [Int: NodeID] = [:]
}

extension Checker {
  mutating func checkLet(_ binding: LetDeclaration) {
    let target: Target
    switch binding.pattern {
    case .tuple(let names): return checkTuple(names, binding)
    case .target(let own): target = own
    }
    if target.axes.isEmpty, binding.type == nil, isKernel(binding.value) {
      checkKernel(binding, target)
      return
    }
    scopes.push()
    let outer = indexAxes.count
    let axes = targetAxes(target)
    let isPieced = axes.map { definesPart($0, binding, target) } ?? false
    if isPieced, let axes {
      checkPiece(binding, target, axes)
      scopes.pop()
      indexAxes.removeSubrange(outer...)
      return
    }
    let value = axes.flatMap { checkWhole(binding, target, $0) }
    scopes.pop()
    indexAxes.removeSubrange(outer...)
    guard let value else {
      declare(target.name, .invalid)
      return
    }
    declare(target.name, .value(value))
    record(target.name, role: "let", type: typeText(value), level: graph[value].level)
  }

  /// `let k = expQuad(scale: a, length: r)`.
  private mutating func checkKernel(_ binding: LetDeclaration, _ target: Target) {
    guard let kernel = kernel(binding.value) else {
      declare(target.name, .invalid)
      return
    }
    declare(target.name, .kernel(kernel))
    record(target.name, role: "let", type: "kernel", level: .draw)
  }

  /// Whether an equation defines part of its name, or reads it.
  private func definesPart(_ axes: [AxisID], _ binding: LetDeclaration, _ target: Target) -> Bool {
    let isPart = axes.contains {
      if case .piece(_, let lower, let upper) = graph[$0].extent {
        lower != nil || upper != nil
      } else {
        false
      }
    }
    let span = binding.value.span
    let readsItself = tokens.contains {
      $0.kind == .identifier && $0.span.start >= span.start && $0.span.end <= span.end
        && graph.source.text(in: $0.span) == target.name.name
    }
    let hasIndex = axes.contains { indexAxes.contains($0) }
    return isPart || (readsItself && hasIndex)
  }

  /// The value of `let x[D] = e` or `let x: Type = e`, over the declared axes.
  mutating func checkWhole(
    _ binding: LetDeclaration, _ target: Target, _ axes: [AxisID]
  ) -> NodeID? {
    guard let id = check(binding.value) else { return nil }
    return conform(id, target: target, axes: axes, type: binding.type, at: binding.value.span)
  }

  /// A value laid out over a target's axes and those of its type; index variables become the whole
  /// dimensions they run over.
  mutating func conform(
    _ id: NodeID, target: Target, axes: [AxisID], type: TypeExpression?, at span: SourceSpan
  ) -> NodeID? {
    var typeAxes: [AxisID] = []
    var id = id
    if let type {
      guard let checked = check(type) else { return nil }
      typeAxes = checked.axes
      guard let typed = convert(id, to: checked.element, at: span) else { return nil }
      id = typed
    }
    if axes.isEmpty && type == nil { return id }
    guard let conformed = conform(id, to: axes + typeAxes, at: span) else { return nil }
    let laid = relabel(conformed, wholeAxes(axes) + typeAxes, at: span)
    mixedOrder.remove(laid)
    return laid
  }

  mutating func convert(
    _ id: NodeID, to element: ElementType, at span: SourceSpan
  ) -> NodeID? {
    let own = graph[id].element
    if own == element { return id }
    if element == .real || element == .integer, case .index = own { return widen(id, at: span) }
    if own == .integer, element != .boolean {
      return node(.relabel(id), axes: graph[id].axes, element: element, at: span)
    }
    report(.valueType(found: typeText(id), declared: typeText(element, []), at: span))
    return nil
  }

  private mutating func checkPiece(
    _ binding: LetDeclaration, _ target: Target, _ axes: [AxisID]
  ) {
    guard let step = stepAxis(of: axes), let dimension = dimension(of: axes[step]) else { return }
    var type: CheckedType?
    if let written = binding.type {
      guard let checked = check(written) else { return }
      type = checked
    }
    let whole = wholeAxes(axes) + (type?.axes ?? [])
    let axes = axes + (type?.axes ?? [])
    let group = openGroup(dimension)
    let state: Int
    switch scopes.inOuter(target.name.name)?.symbol {
    case .open(group, let known)?: state = known
    case nil:
      groups[group].states.append(
        PieceGroup.State(
          name: target.name, axes: whole, stepAxis: step, element: nil, pieces: []))
      state = groups[group].states.count - 1
      declareOutside(target.name, .open(group: group, state: state))
    case let symbol?:
      if case .invalid = symbol { return }
      report(
        .redeclared(
          target.name, firstAt: scopes.inOuter(target.name.name)?.span ?? target.span))
      return
    }
    guard groups[group].states[state].axes == whole else {
      report(
        .pieceAxes(target.name, typeText(.real, groups[group].states[state].axes), at: target.span))
      return
    }
    let outer = (currentGroup, stepAxis)
    (currentGroup, stepAxis) = (group, axes[step])
    let value = check(binding.value)
    (currentGroup, stepAxis) = outer
    guard let value,
      let typed = type.map({ convert(value, to: $0.element, at: binding.value.span) }) ?? value,
      let body = conform(typed, to: axes, at: binding.value.span)
    else { return }
    let element = groups[group].states[state].element ?? graph[body].element
    let common = Self.common(element, graph[body].element)
    if common == nil {
      report(
        .mixedElements(
          typeText(element, []), typeText(graph[body].element, []), at: binding.value.span))
    }
    groups[group].states[state].element = common ?? element
    groups[group].states[state].pieces.append(Piece(node: body, axes: axes))
  }

  /// Declares a name in the scope around the index variables of its equation.
  private mutating func declareOutside(_ name: Identifier, _ symbol: Symbol) {
    scopes.declareOutside(name.name, symbol, at: name.span)
  }

  private func stepAxis(of axes: [AxisID]) -> Int? {
    axes.firstIndex {
      if case .piece(_, let lower, let upper) = graph[$0].extent {
        lower != nil || upper != nil
      } else {
        false
      }
    } ?? axes.firstIndex { indexAxes.contains($0) }
  }

  private mutating func openGroup(_ dimension: DimensionID) -> Int {
    if let open = groups.indices.last(where: {
      $0 >= firstGroup && !groups[$0].isClosed && groups[$0].dimension == dimension
    }) {
      return open
    }
    graph.recurrences.append(Recurrence(dimension: dimension, states: []))
    groups.append(
      PieceGroup(
        dimension: dimension, recurrence: RecurrenceID(graph.recurrences.count - 1),
        firstNode: graph.nodes.count))
    return groups.count - 1
  }

  /// A name whose pieces are being collected: inside the group its state so far, outside the finished
  /// array.
  mutating func read(state: Int, of group: Int, at span: SourceSpan) -> NodeID? {
    guard currentGroup == group else {
      close(group)
      let name = groups[group].states[state].name.name
      guard case .value(let id)? = scopes[name]?.symbol else { return nil }
      return id
    }
    groups[group].readsItself = true
    if let known = groups[group].carried[state] { return known }
    let own = groups[group].states[state]
    let carried = node(
      .carried(groups[group].recurrence, state: state), axes: own.axes,
      element: own.element ?? .real, at: span)
    groups[group].carried[state] = carried
    return carried
  }

  /// Finishes a group: its names become plain values.
  mutating func close(_ index: Int) {
    guard !groups[index].isClosed else { return }
    groups[index].isClosed = true
    let group = groups[index]
    raiseLevels(of: group)
    if group.readsItself {
      widenCarried(of: group)
      checkOrder(of: group)
      graph.recurrences[group.recurrence.index].states = group.states.map {
        Recurrence.State(
          name: $0.name.name, axes: $0.axes, stepAxis: $0.stepAxis, pieces: $0.pieces,
          span: $0.name.span)
      }
    }
    let level = group.states.flatMap(\.pieces).map { graph[$0.node].level }.max() ?? .data
    for (place, state) in group.states.enumerated() {
      prove(state.pieces.map(\.axes), of: state.name, whole: state.axes, mayBePartial: false)
      let value = node(
        group.readsItself
          ? .recurrence(group.recurrence, state: place) : .assemble(state.pieces),
        axes: state.axes, element: state.element ?? .real, at: state.name.span,
        level: group.readsItself ? level : .data)
      scopes.replace(state.name.name, by: .value(value))
      record(state.name, role: "let", type: typeText(value), level: graph[value].level)
    }
  }

  /// Carried states are at the level of the highest piece, and so is what reads them.
  private mutating func raiseLevels(of group: PieceGroup) {
    let level = group.states.flatMap(\.pieces).map { graph[$0.node].level }.max() ?? .data
    guard level > .data else { return }
    for carried in group.carried.values { graph.nodes[carried.index].level = level }
    for index in group.firstNode..<graph.nodes.count {
      let operands = graph.nodes[index].operation.operands
      graph.nodes[index].level = operands.reduce(graph.nodes[index].level) {
        max($0, graph[$1].level)
      }
      if case .routine(let routine, _, _) = graph.nodes[index].operation,
        graph.nodes[index].level > .data
      {
        reportOnce(.drawLoop(at: graph.nodes[index].origin, loop: graph[routine].span))
      }
    }
  }
}
